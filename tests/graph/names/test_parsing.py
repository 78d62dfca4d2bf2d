"""Names taken apart, worked by hand."""

from __future__ import annotations

import pytest

from graph.names import PersonName, parse_name

PARSED = {
    "Alsharhan, Abdulrahman S.": (("abdulrahman", "s"), ("alsharhan",)),
    "Fatima Zahra": (("fatima",), ("zahra",)),
    "NAIRN A.E.M.": (("a", "e", "m"), ("nairn",)),
    "Nairn AEM": (("a", "e", "m"), ("nairn",)),
    "G.A. Mansour": (("g", "a"), ("mansour",)),
    "J.-C. Juncker": (("j", "c"), ("juncker",)),
    "Yu. V. Ivanov": (("yu", "v"), ("ivanov",)),
    "ERDOĞAN Recep Tayyip": (("recep", "tayyip"), ("erdogan",)),
    "A. S. Alsharhan (2)": (("a", "s"), ("alsharhan",)),
    "Ahmad Khalil1,2*": (("ahmad",), ("khalil",)),
    "A. S. Alsharhan (2), C. G. Kendall": (("a", "s"), ("alsharhan",)),
    "ALSHARHAN, A. S., and M. G. SALAH": (("a", "s"), ("alsharhan",)),
    "Prof. Dr. Ahmed Al-Ghamdi, PhD": (("ahmed",), ("ghamdi",)),
    "Eng. Haji Omar Bakri": (("omar",), ("bakri",)),
    "Sheikh Isa bin Tarif": (("isa",), ("tarif",)),
    "Smith, John, Jr.": (("john",), ("smith",)),
    "Sukarno": (("sukarno",), ()),
    "Abd al-Rahman ibn Khaldun": (("abdulrahman",), ("khaldun",)),
    "Abdul Rahman, Nur": (("nur",), ("abdulrahman",)),
    "Saif al-Din Hassan": (("saifuddin",), ("hassan",)),
    "Zia ur Rahman": (("ziaurrahman",), ()),
    "ash-Shams, Ahmad": (("ahmad",), ("shams",)),
    "Nursultan Äbişuly": (("nursultan",), ("abisuly",)),
    "Mammad Hasan oğlu Aliyev": (("mammad", "hasan"), ("aliyev",)),
    "Siti binti Ahmad": (("siti",), ("ahmad",)),
    "Juan de la Cruz": (("juan",), ("de", "la", "cruz")),
    "عبد الرحمن الغامدي": (("abdulrahman",), ("ghamdi",)),
    "Гасан Алиев": (("gasan",), ("aliev",)),
    "": ((), ()),
    "(2)": ((), ()),
}


@pytest.mark.parametrize(("text", "expected"), PARSED.items())
def test_given_and_family(text: str, expected: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert parse_name(text) == PersonName(*expected)
