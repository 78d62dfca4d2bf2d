"""What is asked about: a text, a title, a file or a publication; it is used for the answer and kept nowhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.base import Graph
from graph.errors import InvalidIdentifier, QuestionError
from graph.identifiers import parse_id
from queries.duplicate_records import Author, Described, described
from queries.measures.duplicate_alarms import THRESHOLD
from queries.parameters import parameter, shown
from queries.saying import said
from queries.texts.documents import read_document

LETTERS = 2_000_000


@dataclass(frozen=True)
class DuplicatesParameters:
    """What the question can be asked with."""

    text: str | None = parameter(None, help="the text to compare, an abstract or a whole proposal")
    title: str | None = parameter(None, help="its title, alone or with --abstract or --text")
    abstract: str | None = parameter(None, help="its abstract")
    authors: str | None = parameter(
        None, help="names of who wrote the text, parted by semicolons", example="Ayşe Kaya; Omar Haddad"
    )
    file: Path | None = parameter(  # noqa: RUF009
        None, help="a PDF, DOCX or text file to compare", example="proposal.pdf"
    )
    publication: str | None = parameter(None, help="id of a publication of this base", example="doi:10.5555/12345678")
    sweep: bool = parameter(False, help="go through the whole base for pairs of groups in different countries")
    threshold: float = parameter(THRESHOLD, help="least similarity that is listed, 0 to 1")
    across_languages: bool = parameter(
        False, help="also compare titles by sentence vectors, which join languages (extra vectors)"
    )
    measure: bool = parameter(False, help="measure false alarms on this base, with 300 of its own publications")
    limit: int = parameter(10, help="how many rows; 0 for all")


def asked_about(graph: Graph, given: DuplicatesParameters) -> Described:
    """What to compare, as far as it is known.

    Raises:
        QuestionError: nothing, or several things, are given; the file or the id cannot be read.
    """
    named = [name for name in ("file", "publication") if getattr(given, name)]
    words = [name for name in ("text", "title", "abstract") if getattr(given, name)]
    if len(named) > 1 or (named and set(words) - {"title"}) or (given.publication and words):
        raise QuestionError(said("give one of text (or title and abstract), file, publication and sweep"))
    if given.publication:
        return _publication(graph, given.publication)
    body = read_document(given.file) if given.file else "\n".join(filter(None, (given.text, given.abstract)))
    text = "\n".join(part for part in (given.title, body) if part)[:LETTERS]
    if not any(letter.isalpha() for letter in text):
        raise QuestionError(said("nothing to compare: give text, title and abstract, file, publication, or sweep"))
    names = [name.strip() for name in (given.authors or "").split(";")]
    authors = tuple(Author(None, name) for name in names if name)
    return Described(None, given.title, text, abstract=body or None, language=language(text), authors=authors)


def _publication(graph: Graph, text: str) -> Described:
    try:
        id_ = parse_id(text)
    except InvalidIdentifier:
        id_ = text.strip()
    condition = "p.doi = $other" if id_.startswith("doi:") else "$other IN p.also"
    other = id_.removeprefix("doi:")
    rows = graph.store.rows(f"MATCH (p:Publication) WHERE {condition} RETURN p.id AS id ORDER BY id", other=other)
    found = described(graph, list(dict.fromkeys((id_, text.strip()))))
    if not found and rows.num_rows:
        found = described(graph, [rows["id"][0].as_py()])
    if not found:
        raise QuestionError(
            said("publication “{text}” is not in this base: give its id, or its text as --title and --text", text=text)
        )
    return next(iter(found.values()))


def shown_without_text(given: DuplicatesParameters) -> dict[str, Any]:
    """The parameters as the answer shows them: of a text only how long it is."""
    values = shown(given)
    for name in ("text", "title", "abstract", "authors"):
        if values[name] is not None:
            values[name] = f"(not kept: {len(values[name]):,} letters)"
    values["file"] = None if given.file is None else "(not kept)"
    return values


_SCRIPTS = {
    "ar": "[\u0600-\u06ff]",
    "ru": "[\u0400-\u04ff]",
    "zh": "[\u4e00-\u9fff]",
    "ja": "[\u3040-\u30ff]",
    "ko": "[\uac00-\ud7af]",
    "he": "[\u0590-\u05ff]",
}
_COMMON_WORDS = {
    "en": "the of and in for with from that this were is are was by",
    "fr": "le la les des du dans et une pour est sont avec sur par",
    "tr": "ve bir bu ile için olarak olan üzerinde arasında çok",
    "id": "dan yang di dengan untuk dari pada ini dalam adalah",
    "es": "el los las del y en una para con por que",
    "de": "der die das und von mit für ist den auf",
}
_LEAST = 3


def language(text: str) -> str | None:
    """The language of a text by its script and its most common words; none where they do not tell.

    Arabic script is `fa` with the letters of Persian alone, `ur` with those of Urdu; Indonesian stands for Malay too.
    """
    begin = text[:4000]
    letters = max(1, sum(letter.isalpha() for letter in begin))
    for code, letter in _SCRIPTS.items():
        if len(re.findall(letter, begin)) > letters / 2:
            return _of_arabic_script(begin) if code == "ar" else code
    words = Counter(re.findall(r"[^\W\d_]+", begin.casefold()))
    scored = {code: sum(words[word] for word in common.split()) for code, common in _COMMON_WORDS.items()}
    best = max(scored, key=lambda code: scored[code])
    return best if scored[best] >= _LEAST and sorted(scored.values())[-2] < scored[best] else None


def _of_arabic_script(text: str) -> str:
    if re.search("[ٹڈڑںے]", text):
        return "ur"
    return "fa" if re.search("[پچژگ]", text) and "ة" not in text else "ar"
