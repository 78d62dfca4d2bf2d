"""Archives: what Python's own tarfile and zipfile wrote comes back; cut and damaged ones give what can be read."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from loaders import archives
from loaders.archives import Member, is_archive, members, zip_content, zip_names

FILES = {
    "a/1.xml": b"<one/>",
    "a/2.csv": b"skipped",
    "b/" + "long" * 60 + ".xml": b"x" * 700_000,
    "b/3.xml": b"",
    "b/ü.xml": b"<four/>",
}
WANTED = [Member(name, place, data) for place, (name, data) in enumerate(FILES.items(), start=1) if "csv" not in name]


def tarred(file: Path, mode: str = "w:gz", form: int = tarfile.GNU_FORMAT) -> Path:
    with tarfile.open(file, mode, format=form) as archive:  # type: ignore[call-overload]
        folder = tarfile.TarInfo("a")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in FILES.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, BytesIO(data))
        link = tarfile.TarInfo("b/link.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    return file


def zipped(file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    return file


def read(file: Path) -> tuple[list[Member], int]:
    watched: list[int] = []
    found = list(members(file, watched.append, lambda name: name.endswith(".xml")))
    return found, sum(watched)


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("mode", ["w:gz", "w"])
def test_a_tar_gives_its_files_whatever_its_form(tmp_path: Path, mode: str, form: int) -> None:
    file = tarred(tmp_path / "archive", mode, form)
    assert is_archive(file)
    assert read(file) == (WANTED, file.stat().st_size)


def test_a_zip_gives_its_files(tmp_path: Path) -> None:
    file = zipped(tmp_path / "archive")
    with zipfile.ZipFile(file) as archive:
        packed = sum(info.compress_size for info in archive.infolist() if info.filename.endswith(".xml"))
    assert is_archive(file)
    assert read(file) == (WANTED, packed)
    assert zip_names(file) == list(FILES)
    watched: list[int] = []
    assert b"".join(zip_content(file, WANTED[1].name, watched.append)) == WANTED[1].data
    assert sum(watched) == zipfile.ZipFile(file).getinfo(WANTED[1].name).compress_size


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.97])
def test_a_cut_tar_gives_what_comes_before_and_then_a_problem(tmp_path: Path, share: float) -> None:
    whole = tarred(tmp_path / "whole", "w").read_bytes()
    file = tmp_path / "cut.tar"
    file.write_bytes(whole[: int(len(whole) * share)])
    *before, last = read(file)[0]
    assert before == WANTED[: len(before)]
    assert "cut or damaged" in (last.problem or "")


def test_a_tar_without_its_end_is_cut_and_so_is_a_gzip_that_is(tmp_path: Path) -> None:
    archive = tarred(tmp_path / "whole", "w").read_bytes()
    for name, data in {
        "end.tar": archive.rstrip(b"\0"),
        "gzip.tar.gz": gzip.compress(archive)[:-20],
        "header.tar": archive.replace(b"b/3.xml", b"b/4.xml"),
    }.items():
        (tmp_path / name).write_bytes(data)
        *before, last = read(tmp_path / name)[0]
        assert before == WANTED[: len(before)]
        assert len(before) >= 2
        assert "cut or damaged" in (last.problem or "")


def test_a_damaged_zip_gives_the_rest(tmp_path: Path) -> None:
    file = zipped(tmp_path / "archive.zip")
    whole = bytearray(file.read_bytes())
    whole[whole.index(b"a/1.xml") + 9] ^= 0xFF
    file.write_bytes(whole)
    first, *others = read(file)[0]
    assert "cannot be read out of the archive" in (first.problem or "")
    assert others == WANTED[1:]
    file.write_bytes(whole[:-30])
    assert is_archive(file)
    (only,) = read(file)[0]
    assert "cut or damaged" in (only.problem or "")


@pytest.mark.parametrize("make", [tarred, zipped])
def test_what_is_too_large_for_a_record_is_not_read(
    tmp_path: Path, make: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MEMBER_BYTES", 600_000)
    found = read(make(tmp_path / "archive"))[0]
    assert [member.problem for member in found if member.problem] == [
        "the file has 700,000 bytes, more than a record can have: leave it out"
    ]
    assert len(found) == len(WANTED)


def test_other_files_are_no_archives(tmp_path: Path) -> None:
    file = tmp_path / "works.jsonl.gz"
    file.write_bytes(gzip.compress(b"{}"))
    assert not is_archive(file)
    assert not is_archive(tmp_path / "absent")
