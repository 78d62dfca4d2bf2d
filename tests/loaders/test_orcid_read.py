"""ORCID: files, folders and archives; one of many records is read in little memory, as the system measures it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from graph.base import Base
from graph.errors import LoadStopped, RejectedRecord
from graph.identifiers import orcid_check_digit
from loaders import find_loader, load
from loaders.loader import Parsed, Raw
from loaders.orcid import LOADER, SAMPLE, parse
from tests.loaders.orcid_documents import document, version
from tests.loaders.test_orcid_json import JSON

PEAK = """
import resource, sys
from pathlib import Path
from random import Random
from loaders.orcid import LOADER, parse
peaks, works = [], 0
for number, raw in enumerate(LOADER.read([Path(sys.argv[1])], lambda _: None), start=1):
    works += sum(type(fact).__name__ == "Publication" for fact in parse(raw.data).facts)
    if number in (1_000, 10_000):
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(number, works, *peaks)
"""


def read(path: Path) -> list[Raw]:
    return list(LOADER.read([path], lambda _: None))


def invented(number: int) -> bytes:
    """A record of a person of that number, with one work."""
    digits = f"0009{number:011d}"
    orcid = "-".join((digits + orcid_check_digit(digits))[start : start + 4] for start in (0, 4, 8, 12))
    names = f"<personal-details:given-names>Person {number}</personal-details:given-names>"
    person = f'<person:name visibility="public">{names}</person:name>'
    group = f"<activities:group>{version(number, f'The invented work {number}')}</activities:group>"
    data = document(person, f"<activities:works>{group}</activities:works>")
    return data.replace(b"0009-9999-9999-9992", orcid.encode())


def public_data_file(file: Path, records: Iterable[bytes]) -> Path:
    """An archive as ORCID publishes it: a folder for each last three characters of the iD."""
    with tarfile.open(file, "w:gz", compresslevel=1) as archive:
        for number, data in enumerate(records):
            header = tarfile.TarInfo(f"ORCID_2024_10_summaries/{number % 1000:03d}/{number}.xml")
            header.size = len(data)
            archive.addfile(header, BytesIO(data))
    return file


def test_ten_thousand_records_of_an_archive_in_little_memory(tmp_path: Path) -> None:
    noise = Random(1).randbytes(1 << 20).hex().encode()
    records = (invented(n) + b"<!--" + noise[n * 100 : n * 100 + 4_000] + b"-->" for n in range(10_000))
    file = public_data_file(tmp_path / "ORCID_2024_10_summaries.tar.gz", records)
    said = subprocess.run([sys.executable, "-c", PEAK, file], check=True, capture_output=True, text=True)
    read_records, works, early, late = map(int, said.stdout.split())
    assert (read_records, works) == (10_000, 10_000)
    # The records are 60 MB; ru_maxrss is in KB.
    assert late - early < 8_000


def test_the_archive_is_loaded_under_every_id(tmp_path: Path) -> None:
    records = [invented(number) for number in range(300)]
    file = public_data_file(tmp_path / "summaries.tar.gz", [*records, records[5], b"<html/>", b" "])
    tally = load(Base(tmp_path / "base"), find_loader("orcid"), [file])
    assert (tally.read, tally.loaded, tally.unchanged, tally.rejected) == (303, 300, 1, 2)
    assert read(file)[7] == Raw(f"{file}/ORCID_2024_10_summaries/007/7.xml", 8, records[7])
    assert read(file)[-1].problem == "the file is empty: fetch it again"


def test_a_cut_archive_gives_what_comes_before(tmp_path: Path) -> None:
    records = [invented(number) for number in range(300)]
    whole = public_data_file(tmp_path / "whole.tar.gz", records).read_bytes()
    file = tmp_path / "cut.tar.gz"
    file.write_bytes(whole[: len(whole) // 2])
    *before, last = read(file)
    assert [raw.data for raw in before] == records[: len(before)]
    assert 0 < len(before) < 300
    assert "cut or damaged" in (last.problem or "")


def test_one_record_in_every_form_of_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    text = json.dumps(JSON)
    for name, data in {
        "1.xml": SAMPLE,
        "2.xml.gz": gzip.compress(SAMPLE),
        "3.json": text.encode(),
        "4.json": json.dumps(JSON, indent=2).encode(),
        "5.jsonl": f"{text}\n{text}\n".encode(),
        "6.jsonl.gz": gzip.compress(text.encode()),
        "notes.txt": b"skipped",
    }.items():
        (tmp_path / "folder" / name).write_bytes(data)
    public_data_file(tmp_path / "folder" / "7.tar.gz", [SAMPLE])
    with zipfile.ZipFile(tmp_path / "folder" / "8.zip", "w") as archive:
        archive.writestr("record.json", text)
        archive.writestr("record.xml", SAMPLE)
        archive.writestr("readme.md", "skipped")
    watched: list[int] = []
    raws = list(LOADER.read([tmp_path / "folder"], watched.append))
    assert not [raw.problem for raw in raws if raw.problem]
    xml, other = parse(SAMPLE), parse(text.encode())
    expected: list[Parsed] = [xml, xml, other, other, other, other, other, xml, other, xml]
    assert [parse(raw.data) for raw in raws] == expected
    assert sum(watched) > 0


def test_files_that_hold_nothing_or_are_cut_are_told(tmp_path: Path) -> None:
    empty, cut, half, other = (tmp_path / name for name in ("empty.xml", "cut.xml.gz", "half.xml", "other.zip"))
    empty.write_bytes(b"")
    cut.write_bytes(gzip.compress(SAMPLE)[:-30])
    half.write_bytes(SAMPLE[:300])
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.md", "no record")
    assert [raw.problem for raw in read(empty)] == ["the file is empty: fetch it again"]
    assert "cut or damaged" in (read(cut)[0].problem or "")
    assert "holds no .xml or .json file" in (read(other)[0].problem or "")
    with pytest.raises(RejectedRecord, match="not whole XML"):
        parse(read(half)[0].data)
    with pytest.raises(LoadStopped, match="does not exist"):
        read(tmp_path / "absent.tar.gz")


def test_an_archive_of_the_real_records_says_what_they_say(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "orcid" / "records"
    raws = read(folder)
    file = public_data_file(tmp_path / "records.tar.gz", [raw.data for raw in raws])
    assert len(raws) == 4
    assert [raw.data for raw in read(file)] == [raw.data for raw in raws]
    tally = load(Base(tmp_path / "base"), find_loader("orcid"), [file])
    assert (tally.read, tally.loaded, tally.rejected) == (4, 3, 1)
