"""ORCID: public records of researchers, as the yearly public data file and the API give them (schema 3.0)."""

from __future__ import annotations

from loaders.loader import Loader, Parsed
from loaders.orcid_facts import record_facts
from loaders.orcid_json import json_record
from loaders.orcid_read import read
from loaders.orcid_xml import xml_record


def parse(data: bytes) -> Parsed:
    """A person with names, keywords, other ids, employments and works; or that the record was given up.

    Only what the person shows to all is read, and no e-mail address. A record that was deprecated is merged into the
    one that stands for it, one that was deactivated into none.

    Raises:
        RejectedRecord: neither XML nor JSON, not a record, or one that ORCID has locked.
    """
    return record_facts(json_record(data) if data.lstrip()[:1] == b"{" else xml_record(data))


SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<record:record xmlns:record="http://www.orcid.org/ns/record" xmlns:common="http://www.orcid.org/ns/common"
 xmlns:person="http://www.orcid.org/ns/person" xmlns:details="http://www.orcid.org/ns/personal-details"
 xmlns:other="http://www.orcid.org/ns/other-name" xmlns:activities="http://www.orcid.org/ns/activities"
 xmlns:employment="http://www.orcid.org/ns/employment" xmlns:work="http://www.orcid.org/ns/work">
<common:orcid-identifier><common:path>0009-9999-9999-9992</common:path></common:orcid-identifier>
<person:person><person:name visibility="public"><details:given-names>Amina</details:given-names>
<details:family-name>Invented</details:family-name></person:name>
<other:other-names><other:other-name visibility="public"><other:content>أمينة</other:content></other:other-name>
</other:other-names></person:person>
<activities:activities-summary><activities:employments><activities:affiliation-group>
<employment:employment-summary visibility="public">
<common:start-date><common:year>2021</common:year></common:start-date><common:end-date><common:year>2023</common:year></common:end-date>
<common:organization><common:name>Invented University</common:name>
<common:address><common:city>Nowhere</common:city><common:country>OM</common:country></common:address>
<common:disambiguated-organization><common:disambiguated-organization-identifier>https://ror.org/0nvntd068\
</common:disambiguated-organization-identifier><common:disambiguation-source>ROR</common:disambiguation-source>
</common:disambiguated-organization></common:organization></employment:employment-summary>
</activities:affiliation-group></activities:employments>
<activities:works><activities:group><work:work-summary put-code="1" visibility="public">
<work:title><common:title>An invented work</common:title></work:title><work:type>journal-article</work:type>
</work:work-summary></activities:group></activities:works></activities:activities-summary>
</record:record>""".encode()

LOADER = Loader(
    name="orcid",
    title="ORCID",
    reads="records of schema 3.0: XML or JSON files, folders, JSON Lines, or the public data file (.tar.gz) as it is",
    licence="CC0",
    address="https://orcid.org",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
