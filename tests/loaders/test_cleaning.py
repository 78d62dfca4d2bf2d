"""E-mail addresses are taken out of texts, and nothing else is: examples worked by hand."""

import pytest

from loaders.cleaning import clean


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna (anna@uni.example)", "Anna"),
        ("Anna <mailto:a.b+c@d.example> Bek", "Anna Bek"),
        ("write to a@b@kfupm.example.sa, please", "write to , please"),
        ("ANNA@YAHOO.COM", None),
        ("Fe3O4@SiO2 nanoparticles", "Fe3O4@SiO2 nanoparticles"),
        ("Fe3O4@SiO2.The particles", "Fe3O4@SiO2.The particles"),
        ("MoS2@C and 5 V @ 20.5 mA", "MoS2@C and 5 V @ 20.5 mA"),
        ("  two  words ", "two  words"),
        (" ", None),
    ],
)
def test_addresses_go_and_chemistry_stays(text: str, left: str | None) -> None:
    assert clean(text) == left
