"""Invented persons, each with a name in one script and the form that a published romanisation gives it in another.

Given and family names are combined at random; none is that of a known person on purpose.

* Arabic: a root of three consonants in a pattern of Arabic morphology gives the vowelled word, its Arabic script (long
  vowels are written, short ones and doubling are not) and its Latin form after BGN/PCGN 1956.
* Cyrillic: Russian and Kazakh given names and patronymics, family names of a stem and an ending; Latin after BGN/PCGN
  1947 (Russian).
* Turkish: the Latin form without the letters that English lacks, after ICAO 9303.
* Latin: given names and family names of a stem and an ending; there is no other script.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple


class Person(NamedTuple):
    """Words of a name in printed order, family last, and the same in another script, where it has one."""

    script: str
    words: tuple[str, ...]
    other: tuple[str, ...]


_CONSONANTS = {
    "b": "ب", "t": "ت", "th": "ث", "j": "ج", "h": "ح", "kh": "خ", "d": "د", "r": "ر", "z": "ز", "s": "س", "sh": "ش",
    "ş": "ص", "ţ": "ط", "gh": "غ", "f": "ف", "q": "ق", "k": "ك", "l": "ل", "m": "م", "n": "ن",
}  # fmt: skip
_DOTTED = str.maketrans({"ş": "s", "ţ": "t"})
_PATTERNS = (
    ("{0}a{1}i{2}", "{0}ا{1}{2}"),  # fāʿil
    ("{0}a{1}i{2}", "{0}{1}ي{2}"),  # faʿīl
    ("ma{0}{1}u{2}", "م{0}{1}و{2}"),  # mafʿūl
    ("{0}a{1}{1}a{2}", "{0}{1}ا{2}"),  # faʿʿāl
    ("{0}u{1}ay{2}", "{0}{1}ي{2}"),  # fuʿayl
    ("a{0}{1}a{2}", "أ{0}{1}{2}"),  # afʿal
    ("{0}a{1}{2}an", "{0}{1}{2}ان"),  # faʿlān
    ("mu{0}a{1}{2}i{2}", "م{0}{1}{2}"),
)
_FAMILY_PATTERNS = (
    ("al-{0}a{1}i{2}i", "ال{0}ا{1}{2}ي"),
    ("al-{0}a{1}{2}i", "ال{0}{1}{2}ي"),
    ("al-{0}u{1}ay{2}i", "ال{0}{1}ي{2}ي"),
    ("al-{0}a{1}{1}a{2}", "ال{0}{1}ا{2}"),
    ("al-ma{0}{1}u{2}i", "الم{0}{1}و{2}ي"),
    ("{0}a{1}{2}awi", "{0}{1}{2}اوي"),
)
_CYRILLIC = {
    **dict(zip("абвгдзийклмнопрстуфы", "abvgdziyklmnoprstufy", strict=True)),
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "”", "ь": "’", "э": "e", "ю": "yu",
    "я": "ya", "ё": "yë",
}  # fmt: skip
_GIVEN_CYRILLIC = (
    "Александр Алексей Андрей Антон Аркадий Борис Вадим Валерий Василий Виктор Виталий Владимир Вячеслав Геннадий "
    "Георгий Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл Константин Леонид Максим Михаил "
    "Никита Николай Олег Павел Пётр Роман Руслан Сергей Станислав Степан Тимофей Фёдор Юрий Ярослав "
    "Асхат Аскар Бауыржан Бекзат Болат Дархан Ерлан Жандос Канат Марат Мурат Нурлан Рустам Самат Талгат Тимур"
).split()
_PATRONYMICS = (
    "Александрович Алексеевич Андреевич Борисович Васильевич Викторович Владимирович Дмитриевич Иванович Михайлович "
    "Николаевич Олегович Павлович Петрович Сергеевич Степанович Юрьевич Маратович Нурланович Рустамович"
).split()
_STEMS_CYRILLIC = (
    "Бар Бел Вор Гав Гол Гор Дан Дуб Жар Зим Кал Кар Ков Кол Кор Лап Лев Мак Мал Мос Ник Пав Пет Рог Сав Сид Сол Тар "
    "Тих Фил Хар Черн Шар Щер"
).split()
_MIDDLES_CYRILLIC = "а и о у ан ин ик ак ок ул ел ил ам ом ат от ун ар ор ем".split()
_ENDINGS_CYRILLIC = "ов ев ский енко инов аев ин цов ников ченко ханов баев".split()
_GIVEN_TURKISH = (
    "Ahmet Ali Arda Aslı Aylin Ayşe Barış Berk Burak Can Cem Çağla Deniz Doğan Ebru Elif Emine Emre Erdem Esra Fatih "
    "Gizem Gökhan Gül Hakan Hülya İbrahim İlknur İsmail Kaan Kemal Kerem Levent Mehmet Melis Merve Murat Mustafa Nazlı "
    "Oğuz Onur Orhan Ömer Özge Özlem Pınar Selin Serkan Sevgi Sinan Şebnem Şule Tolga Tuğba Tülin Ufuk Uğur Yağmur "
    "Yasin Yiğit Yusuf Zehra Zeynep"
).split()
_STEMS_TURKISH = (
    "Ak Ars Ayd Bal Bay Çak Çal Çel Dağ Dem Doğ Er Gök Gün Güz Kah Kap Kar Kay Kılıç Koç Kor Oğuz Öz Sağ Sar Şah Şim "
    "Tan Taş Tok Tun Uğur Ulu Ün Yal Yıld Yıl"
).split()
_ENDINGS_TURKISH = (
    "an ar at ay bay cı can çam dağ demir doğan er gün ırım ışık kan kaya kın lı maz oğlu öz pınar soy sun şen taş "
    "türk yürek yıldız"
).split()
_ICAO = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU")
_GIVEN_LATIN = (
    "Adam Alan Amanda Andrea Anna Arthur Brian Carla Carlos Caroline Charles Christine Claire Daniel David Diana "
    "Edward Elena Emma Eric Felix Fiona Frank George Giulia Grace Hannah Harry Helen Henry Ian Isabel Jack James "
    "Jane Jonas Julia Karen Laura Leo Linda Louis Lucas Lucy Marco Maria Mark Martin Michael Monica Nadia Nina Oliver "
    "Oscar Paul Peter Philip Rachel Richard Robert Rosa Ruth Samuel Sara Simon Sofia Stefan Susan Thomas Tina Victor "
    "Walter William Siti Nurul Rizal Hafiz Azman Farid Ismail Kamal Lim Rahim Rosli Salmah Zainal Aminata "
    "Fatou Moussa Oumar Ousmane"
).split()
_STEMS_LATIN = (
    "Ab And Arm Bar Beck Ber Blan Bor Bran Cald Cam Car Chan Clar Col Con Dal Den Dun Ed Fair Far Fer Gal Gar Gil "
    "Gran Hal Ham Har Hol Hud Jar Kel Ken Kir Lan Law Lin Mac Mal Mar Mon Mor Nor Pal Par Pem Pres Ros Row Sal San "
    "Shel Stan Thor Tor Ver Wal War Wes Win"
).split()
_ENDINGS_LATIN = (
    "ard bach berg bridge bury by combe croft dale den don ell er field ford gate ham hart house ier in ington ini "
    "land ley lin low man mann mont more ner nes ow ridge ris sen ski son stead stein stone ton vale ville ward way "
    "well wick win wood worth"
).split()


def persons(number: int, seed: int) -> Iterator[Person]:
    """So many persons, a quarter of each script; the same seed gives the same persons."""
    draw = random.Random(seed)  # noqa: S311 - invented names
    makers = (_arabic, _cyrillic, _turkish, _latin)
    for place in range(number):
        yield makers[place % len(makers)](draw)


def _arabic(draw: random.Random) -> Person:
    drawn = [_arabic_word(draw, _PATTERNS) for _ in range(draw.choice((1, 2, 2)))]
    drawn.append(_arabic_word(draw, _FAMILY_PATTERNS))
    return Person("Arabic", tuple(word for _, word in drawn), tuple(latin for latin, _ in drawn))


def _arabic_word(draw: random.Random, patterns: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Its Latin and its Arabic form."""
    root = draw.sample(sorted(_CONSONANTS), 3)
    latin, arabic = draw.choice(patterns)
    made = latin.format(*root).translate(_DOTTED)
    made = f"al-{made[3:].capitalize()}" if made.startswith("al-") else made.capitalize()
    return made, arabic.format(*(_CONSONANTS[letter] for letter in root))


def _cyrillic(draw: random.Random) -> Person:
    words = [draw.choice(_GIVEN_CYRILLIC)]
    if draw.random() < 0.6:
        words.append(draw.choice(_PATRONYMICS))
    middle = draw.choice(_MIDDLES_CYRILLIC) + draw.choice("бвгдзклмнпрстх")
    words.append(draw.choice(_STEMS_CYRILLIC) + middle + draw.choice(_ENDINGS_CYRILLIC))
    return Person("Cyrillic", tuple(words), tuple(map(bgn_russian, words)))


def bgn_russian(word: str) -> str:
    """A Russian word after BGN/PCGN 1947: ye and yë at the start, after vowels, й, ъ and ь; no apostrophes."""
    made, before = "", ""
    for letter in word.lower():
        glided = before == "" or before in "аеёиоуыэюяйъь"
        made += {"е": "ye" if glided else "e", "ё": "yë" if glided else "ë"}.get(letter) or _CYRILLIC[letter]
        before = letter
    return made.replace("’", "").replace("”", "").capitalize()


def _turkish(draw: random.Random) -> Person:
    words = [draw.choice(_GIVEN_TURKISH) for _ in range(draw.choice((1, 1, 2)))]
    middle = draw.choice(("", "a", "e", "ı", "i", "al", "er"))
    words.append(draw.choice(_STEMS_TURKISH) + middle + draw.choice(_ENDINGS_TURKISH))
    return Person("Turkish", tuple(words), tuple(word.translate(_ICAO) for word in words))


def _latin(draw: random.Random) -> Person:
    words = [draw.choice(_GIVEN_LATIN) for _ in range(draw.choice((1, 2)))]
    words.append(draw.choice(_STEMS_LATIN) + draw.choice(("", "e", "i", "o", "er", "in")) + draw.choice(_ENDINGS_LATIN))
    return Person("Latin", tuple(words), tuple(words))
