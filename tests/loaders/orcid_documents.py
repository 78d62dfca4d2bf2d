"""Records of ORCID in XML, made for tests of invented parts."""

from __future__ import annotations

import json
from typing import Any

from loaders.loader import Parsed
from loaders.orcid import parse
from tests.loaders.contract import check

PERSON = "orcid:0009-9999-9999-9992"
SPACES = (
    "record common person personal-details other-name keyword external-identifier email history activities employment "
    "education invited-position work error deprecated summary"
).split()
XMLNS = " ".join(f'xmlns:{name}="http://www.orcid.org/ns/{name}"' for name in SPACES)


def document(person: str = "", activities: str = "", history: str = "", more: str = "") -> bytes:
    """A record in XML."""
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<record:record {XMLNS} path="/0009-9999-9999-9992"><common:orcid-identifier>
<common:uri>https://orcid.org/0009-9999-9999-9992</common:uri><common:path>0009-9999-9999-9992</common:path>
</common:orcid-identifier>{more}<history:history>{history}</history:history><person:person>{person}</person:person>
<activities:activities-summary>{activities}</activities:activities-summary></record:record>""".encode()


def error(code: int, message: str) -> list[bytes]:
    """An error in XML and in JSON."""
    return [
        f"""<error:error {XMLNS}><error:response-code>409</error:response-code>
<error:developer-message>{message}</error:developer-message><error:error-code>{code}</error:error-code>
</error:error>""".encode(),
        json.dumps({"response-code": 409, "developer-message": message, "error-code": code}).encode(),
    ]


def parsed(data: bytes) -> Parsed:
    found = parse(data)
    check(found)
    return found


def of(found: Parsed, kind: type) -> list[Any]:
    return [fact for fact in found.facts if isinstance(fact, kind)]


NAMES = """<person:name visibility="public"><personal-details:given-names>Amina </personal-details:given-names>
<personal-details:family-name>Bek</personal-details:family-name>
<personal-details:credit-name>A. Bek</personal-details:credit-name></person:name>
<other-name:other-names>
<other-name:other-name visibility="public"><other-name:content>أمينة بك</other-name:content></other-name:other-name>
<other-name:other-name visibility="public"><other-name:content>Амина Бек (amina@uni.example)</other-name:content>
</other-name:other-name></other-name:other-names>
<email:emails><email:email visibility="public"><email:email>amina@uni.example</email:email></email:email></email:emails>
<keyword:keywords><keyword:keyword visibility="public"><keyword:content>water</keyword:content></keyword:keyword>
<keyword:keyword visibility="public"><keyword:content>desalination</keyword:content></keyword:keyword>
</keyword:keywords>
<external-identifier:external-identifiers>%s</external-identifier:external-identifiers>"""


def external_id(kind: str, value: str, relationship: str = "self") -> str:
    return (
        f"<common:external-id-type>{kind}</common:external-id-type>"
        f"<common:external-id-value>{value}</common:external-id-value>"
        f"<common:external-id-relationship>{relationship}</common:external-id-relationship>"
    )


def post(register: str, identifier: str, start: str, end: str, country: str = "OM", name: str = "U") -> str:
    """An employment; an empty text leaves a part out."""
    begun = f"<common:start-date><common:year>{start}</common:year></common:start-date>" if start else ""
    ended = f"<common:end-date><common:year>{end}</common:year></common:end-date>" if end else ""
    known = (
        f"<common:disambiguated-organization><common:disambiguated-organization-identifier>{identifier}"
        "</common:disambiguated-organization-identifier><common:disambiguation-source>"
        f"{register}</common:disambiguation-source></common:disambiguated-organization>"
    )
    return f"""<activities:affiliation-group><employment:employment-summary visibility="public">{begun}{ended}
<common:organization><common:name>{name}</common:name><common:address><common:city>City</common:city>
<common:country>{country}</common:country></common:address>{known if register else ""}</common:organization>
</employment:employment-summary></activities:affiliation-group>"""


def version(put_code: int, title: str, ids: str = "", more: str = "", index: int = 0, shown: str = "public") -> str:
    """A work as one source tells it."""
    return f"""<work:work-summary put-code="{put_code}" visibility="{shown}" display-index="{index}">
<work:title><common:title>{title}</common:title></work:title><common:external-ids>{ids}</common:external-ids>
<work:type>journal-article</work:type>{more}</work:work-summary>"""


def id_of(*parts: str) -> str:
    return f"<common:external-id>{external_id(*parts)}</common:external-id>"
