"""The text of a proposal in PDF, DOCX or plain text, read on this machine; what is hostile or broken is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.errors import QuestionError

LARGEST = 50_000_000
"""Bytes of a file."""
UNPACKED = 200_000_000
"""Bytes that the parts of a DOCX may have unpacked."""
LETTERS = 2_000_000
"""Letters that are read; a longer document is read so far."""
PAGES = 2_000

_MISSING = "{path} cannot be read: install the extra that reads documents, as in pip install 'hikma[documents]'"


def read_document(path: Path) -> str:
    """The text of a file; what it is, is told by its first bytes, not by its ending.

    Raises:
        QuestionError: absent, too large, encrypted, damaged, of another kind, or without any text.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise QuestionError(f"{path} is no file: give a PDF, DOCX or text file")
        if size > LARGEST:
            raise QuestionError(f"{path} has {size:,} bytes: give a file of {LARGEST:,} at most, or its summary")
        data = path.read_bytes()
    except OSError as error:
        raise QuestionError(f"{path} cannot be read ({error.strerror}): check the path") from error
    text = _reader(data)(path, data)[:LETTERS]
    if not any(letter.isalpha() for letter in text):
        raise QuestionError(f"{path} holds no text: a scanned document must be recognised (OCR) first")
    return text


def _reader(data: bytes) -> Callable[[Path, bytes], str]:
    if b"%PDF-" in data[:1024]:
        return _pdf
    return _docx if data[:4] == b"PK\x03\x04" else _plain


def _plain(path: Path, data: bytes) -> str:
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise QuestionError(f"{path} is an old Word file or an encrypted one: save it as DOCX or PDF without password")
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path} is no PDF, no DOCX and no text in UTF-8: save it as one of these") from error
    if "\0" in text:
        raise QuestionError(f"{path} is no PDF, no DOCX and no text: save it as one of these")
    return text


def _pdf(path: Path, data: bytes) -> str:
    import io
    import logging

    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise QuestionError(_MISSING.format(path=path)) from error
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise QuestionError(f"{path} is encrypted: save it without password")
        return _pages(reader)
    except QuestionError:
        raise
    # A damaged file can fail anywhere in the reader, in ways that it does not declare.
    except Exception as error:
        raise QuestionError(f"{path} is a damaged or unreadable PDF ({type(error).__name__}): save it anew") from error
    finally:
        logger.setLevel(level)


def _pages(reader: Any) -> str:
    found: list[str] = []
    letters = 0
    for number, page in enumerate(reader.pages):
        if number >= PAGES or letters > LETTERS:
            break
        found.append(page.extract_text() or "")
        letters += len(found[-1])
    return "\n\n".join(found)


def _docx(path: Path, data: bytes) -> str:
    import io

    try:
        import docx
    except ImportError as error:
        raise QuestionError(_MISSING.format(path=path)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            encrypted = any(part.flag_bits & 1 for part in parts.infolist())
        if encrypted:
            raise QuestionError(f"{path} is encrypted: save it without password")
        if unpacked > UNPACKED:
            raise QuestionError(f"{path} unpacks to {unpacked:,} bytes: give a file of {UNPACKED:,} at most")
        document = docx.Document(io.BytesIO(data))
        # Tables hold text too, and `iter_inner_content` gives both in their order.
        return "\n\n".join(_block(block) for block in document.iter_inner_content())
    except QuestionError:
        raise
    # As above: what is no DOCX, or a damaged one, fails in many ways.
    except Exception as error:
        raise QuestionError(f"{path} is no DOCX, or a damaged one ({type(error).__name__}): save it anew") from error


def _block(block: Any) -> str:
    if hasattr(block, "rows"):
        return "\n".join(" ".join(cell.text for cell in row.cells) for row in block.rows)
    return str(block.text)
