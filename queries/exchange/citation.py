"""How to cite an answer: the program, the question, the state of the data and the day, as text, BibTeX or CSL-JSON."""

from __future__ import annotations

import re

import msgspec

from queries.catalogue import questions
from queries.exchange.state import DataState
from queries.question import Answer
from queries.saying import Said, in_a_row, said

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
        "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ", "\r": " ",
    }
)  # fmt: skip


def cited(answer: Answer, state: DataState) -> Said:
    """The citation as one sentence after another, for a reader."""
    told = [
        said("Hikma {version}: “{title}”", version=state.version, title=_title(answer)),
        _asked(answer),
        said("Data: {sources}", sources=_sources(state)),
        *state.collected,
        said("Answered on {day}", day=state.answered.isoformat()),
        *([state.address] if state.address else []),
    ]
    return said("{sentences}.", sentences=in_a_row(told, ". "))


def bibtex(answer: Answer, state: DataState) -> str:
    """The citation as a BibTeX entry of the type `misc`."""
    fields = {
        "title": _title(answer),
        "author": "Hikma",
        "year": str(state.answered.year),
        "version": state.version,
        "note": ". ".join([_asked(answer), f"Data: {_sources(state)}", *state.collected]),
        "urldate": state.answered.isoformat(),
    }
    lines = [f"  {name} = {{{{{text.translate(_LATEX)}}}}}," for name, text in fields.items()]
    if state.address:
        lines.append(f"  url = {{{_percent(state.address)}}},")
    return "\n".join([f"@misc{{{_key(answer, state)},", *lines, "}", ""])


def csl_json(answer: Answer, state: DataState) -> bytes:
    """The citation as CSL-JSON, a list of one data set."""
    day = {"date-parts": [[state.answered.year, state.answered.month, state.answered.day]]}
    item = {
        "id": _key(answer, state), "type": "dataset", "title": _title(answer), "author": [{"literal": "Hikma"}],
        "issued": day, "accessed": day, "version": state.version, "source": _sources(state),
        "note": ". ".join([_asked(answer), *state.collected]),
    }  # fmt: skip
    return msgspec.json.encode([item | ({"URL": state.address} if state.address else {})], enc_hook=str)


def _title(answer: Answer) -> str:
    named = answer.question if answer.question in questions() else str(answer.parameters.get("question"))
    return questions()[named].title if named in questions() else answer.question


def _asked(answer: Answer) -> Said:
    """The parameters that were given, as in `group: oic, since: 2015`."""
    given = [
        said("{name}: {value}", name=name.replace("_", " "), value=str(value))
        for name, value in answer.parameters.items()
        if value not in (None, "")
    ]
    return said("Asked with {parameters}", parameters=in_a_row(given) if given else said("no parameter"))


def _sources(state: DataState) -> Said:
    dated = [said("{source} as of {date}", source=source, date=day) for source, day in state.sources]
    return in_a_row(dated, "; ") if dated else said("nothing loaded")


def _key(answer: Answer, state: DataState) -> str:
    return re.sub("[^a-z0-9-]", "", f"hikma-{answer.question}-{state.answered.isoformat()}")


def _percent(address: str) -> str:
    """An address in which nothing ends a field of BibTeX."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20").replace("\n", "")
