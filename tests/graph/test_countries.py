"""Countries and groups: the facts of the OIC, ISO 3166 by pycountry, names by CLDR."""

from pathlib import Path

import pycountry
import pytest

from graph.countries import all_countries, country_name, find_country, members, memberships
from graph.errors import QuestionError

OIC = (
    "AF AL DZ AZ BH BD BJ BN BF CM TD KM CI DJ EG GA GM GN GW GY ID IR IQ JO KZ KW KG LB LY MY MV ML MR MA MZ NE NG OM "
    "PK PS QA SA SN SL SO SD SR SY TJ TG TN TR TM UG AE UZ YE"
)


def test_all_of_iso_3166_and_kosovo() -> None:
    assert set(all_countries()) == {country.alpha_2 for country in pycountry.countries} | {"XK"}


def test_the_57_members() -> None:
    assert members("oic") == tuple(sorted(OIC.split()))
    assert len(members("oic")) == 57


def test_syria_was_no_member_from_2013_to_2024() -> None:
    assert "SY" in members("oic", until=2012)
    assert "SY" not in members("oic", 2013, 2024)
    assert "SY" in members("oic", 2013, 2025)
    assert len(members("oic", 2013, 2024)) == 56


def test_traps() -> None:
    assert {"GY", "SR", "PS"} <= set(members("OIC"))
    assert "GH" not in members("oic")


def test_a_group_can_be_a_list_of_codes() -> None:
    assert members("tr, IR") == members("Iran,Türkiye") == ("IR", "TR")
    with pytest.raises(QuestionError, match="oic-observers"):
        members("the leading fifteen")


def test_own_groups(tmp_path: Path) -> None:
    own = tmp_path / "groups.csv"
    own.write_text("group,country,since,until\nturkic,KZ,2009,\nTurkic,hu,,2018\n")
    assert members("turkic", known=memberships(own)) == ("HU", "KZ")
    assert members("turkic", since=2019, known=memberships(own)) == ("KZ",)
    own.write_text("group,country\nturkic,QQ\n")
    with pytest.raises(QuestionError, match=r"line 2: “QQ” is not a country"):
        memberships(own)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Türkiye", "TR"), ("TURKIYE", "TR"), ("Turkey", "TR"), ("تركيا", "TR"), ("Турция", "TR"), ("tur", "TR"),
        ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("Brunei Darussalam", "BN"), ("Kyrgyz Republic", "KG"),
        ("Iran (Islamic Republic of)", "IR"), ("ایران", "IR"), ("Iran, Islamic Republic of", "IR"),
        ("Kazakistan", "KZ"),
        ("Qazaqstan", None), ("Қазақстан", "KZ"), ("Palestine", "PS"), ("Palestine, State of", "PS"), ("niger", "NE"),
        ("Nigeria", "NG"), ("Guinea", "GN"), ("Guinea-Bissau", "GW"), ("Arabie saoudite", "SA"),
        ("KSA", None), ("", None),
    ],
)  # fmt: skip
def test_a_country_is_found_by_what_sources_and_people_write(written: str, code: str | None) -> None:
    assert find_country(written) == code


def test_every_country_is_found_by_its_own_names() -> None:
    for code, country in all_countries().items():
        assert [find_country(text) for text in (code, country.alpha_3, country.name)] == [code, code, code]


def test_names_in_languages() -> None:
    assert country_name("TR") == "Türkiye"
    assert country_name("KZ", "ar") == "كازاخستان"
    assert country_name("ZZZ") == "ZZZ"
    with pytest.raises(QuestionError, match="language"):
        country_name("TR", "klingon")
