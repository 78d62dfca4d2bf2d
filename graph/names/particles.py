"""Words in names that are not names: titles, articles, and what links or ends a compound."""

from __future__ import annotations

TITLES = frozenset(
    "dr drs prof professor assoc asst associate assistant mr mrs ms miss mme mlle sir eng engr ing ir phd dphil msc "
    "mphil bsc mbbs mbchb frcs frcp mba dsc mph mrcp jr sr ii iii iv doc docent dott sc president doctor doktor "
    "profesor acad academician akad chancellor minister senator ambassador governor rector esq lecturer".split()
)
"""Dropped where a name stands beside them."""

HONORIFICS = frozenset(
    "haji hajji hadji hajj hadj alhaji alhaj elhaj hj hajah hajjah hajja hjh sheikh shaikh shaykh sheik sheykh cheikh "
    "seyh mullah mulla molla maulana mawlana mawlawi maulvi moulavi molvi ustaz ustad ostad ayatollah hojjatoleslam "
    "hojatoleslam qari datuk dato datin tan tun tengku tunku raden bey "
    "efendi effendi hazrat hoca mufti".split()
)
"""Part of some names and left out of others: they count for little."""

ARTICLES = frozenset({"al", "el", "ul", "ol", "il"})
ASSIMILATED = {
    vowel + sun: sun for vowel in "aeu" for sun in ("t", "th", "d", "dh", "r", "z", "s", "sh", "n")
}  # fmt: skip
"""The article before a sun letter, with the letters that the next word must begin with: `ash` before `shams`."""

LINKS = frozenset("ul ur ud us ush uz un ut".split())
"""Articles that join two words to one name: `Zia ur Rahman`."""

ABD = frozenset(
    "abd abdul abdel abdal abdol abdoul abdil abdur abder abdus abdes abdun abdu abdud abdo abdool cabdi".split()
)
KUNYA = frozenset({"abu", "abou", "umm", "oum"})
SONS = frozenset(
    "ibn bin ben bint binti binte bte ould wuld walad oglu oglou ogly oghlu ogli ugli oghli ughli qizi kyzy kizi gyzy "
    "qyzy uly ulu uulu uli kzy".split()
)
"""Son or daughter of: left out by some printings."""

DIN = frozenset("uddin eddin eddine udin aldin adin addin ettin iddin oddin uldin udeen uddeen aldeen".split())
ULLAH = frozenset("ullah ulla allah ollah ulloh oullah ellah".split())
ENDINGS = frozenset("zadeh zada zade nejad nezhad pour poor zai".split())
"""Ends of family names that are printed joined to the word before, or apart."""

NOBLE = frozenset(
    "de da di do du del della dela dos das des van von der den ter ten le la los las y e zu zur af av st".split()
)
"""Particles of European family names, which many printings leave out."""

TWO_LETTER_INITIALS = frozenset("yu ya yo ye kh sh ch zh ts dzh gh th dj iu ia ju ja shch ou".split())
"""Initials of Cyrillic and Arabic letters that Latin writes with two."""

LIGHT = HONORIFICS | NOBLE | TITLES | ARTICLES
SPECIAL = ARTICLES | frozenset(ASSIMILATED) | LINKS | ABD | KUNYA | SONS | DIN | ULLAH | ENDINGS
"""Words that may change how the words beside them are read."""
