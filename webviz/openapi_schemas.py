"""JSON Schemas of what is asked and answered, from what the questions declare of themselves."""

from __future__ import annotations

from typing import Any

from queries import Question
from queries.evidence import COLUMNS as PUBLICATIONS
from queries.parameters import ParameterForm
from webviz.given import LARGEST, least, offered

Schema = dict[str, Any]

VALUE: Schema = {
    "description": "A text, a number, yes or no, a list of texts; null where it is not known or not defined.",
    "type": ["string", "number", "boolean", "array", "null"],
    "items": {"type": "string"},
}
TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def ref(name: str) -> Schema:
    """A reference to a schema among the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def of_parameter(form: ParameterForm) -> Schema:
    """What may be given for a parameter."""
    made: Schema = {"type": _TYPES[form.type]}
    if form.choices:
        made["enum"] = list(form.choices)
    if form.type is int:
        made |= {"format": "int32", "minimum": least(form.name), "maximum": LARGEST}
    if form.default is not None and not form.required:
        made["default"] = form.default
    if form.example:
        made["examples"] = [_example(form)]
    return made


def of_body(question: Question[Any]) -> Schema:
    """The parameters of a question as one JSON object."""
    forms = offered(question)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [form.name for form in forms if form.required],
        "properties": {form.name: _or_null(form) | {"description": form.help} for form in forms},
    }


def of_answer(question: Question[Any]) -> Schema:
    """The answer to a question, with what its columns mean."""
    return _answer(question.name, dict(question.columns), question.text)


def of_publications() -> Schema:
    """The publications behind a row, which come as an answer."""
    return _answer("publications", PUBLICATIONS, "The publications behind a row of an answer, newest first.")


def _answer(name: str, columns: dict[str, str], text: str) -> Schema:
    cells = [ref("Value") | {"title": column, "description": meaning} for column, meaning in columns.items()]
    row = {"type": "array", "prefixItems": cells, "minItems": len(cells), "maxItems": len(cells)}
    properties: Schema = {
        "question": {"const": name},
        "parameters": {"type": "object", "description": "What was asked, with all defaults."},
        "columns": {"const": list(columns)},
        "rows": {"type": "array", "items": row},
        "caveats": TEXTS | {"description": "What must be known to use the rows."},
        "coverage": {"type": "object", "description": "The numbers behind the caveats."},
    }
    paging = {name: {"type": "integer", "description": text} for name, text in _PAGING.items()}
    return {
        "type": "object",
        "description": text,
        "required": list(properties),
        "properties": properties | paging,
        "additionalProperties": False,
    }


_PAGING = {
    "total": "how many rows there are, where a page of them was asked for",
    "page": "which page this is",
    "per_page": "how many rows a page has",
}


def _or_null(form: ParameterForm) -> Schema:
    made = of_parameter(form)
    if form.required:
        return made
    made["type"] = [made["type"], "null"]
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    return made


def _example(form: ParameterForm) -> Any:
    return int(form.example or 0) if form.type is int else form.example
