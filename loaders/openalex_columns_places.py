"""Where the authors of many works are: institutions, countries, and the links to them, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow as pa

from graph.countries import all_countries
from graph.errors import RejectedRecord
from graph.model import AFFILIATED_WITH, COUNTRY, INSTITUTION, LOCATED_IN, Institution
from loaders.decoding import decode
from loaders.openalex_bylines import InstitutionMention, institution_mentioned
from loaders.openalex_columns_form import ABSENT, Chunk, RawAuthorship, Rows
from loaders.openalex_columns_values import Places, firsts, flags, lengths_of, listed, numbered, owners, spread
from loaders.openalex_ids import country

_CODES = sorted(all_countries())
_NUMBERS = {code: number for number, code in enumerate(_CODES)}
_IDS = pa.array(_CODES)
_NAMES = pa.array([country(code, "").name for code in _CODES])

_STATED = ("id", "name", "ror", "kind", "parents")
_bytes = msgspec.json.Encoder().encode
_mention = msgspec.json.Decoder(InstitutionMention)
_list = msgspec.json.Decoder(list[msgspec.Raw])


class PlaceFields(NamedTuple):
    """Of each authorship the institutions (JSON) and how many countries; and the codes of all countries."""

    institutions: list[bytes]
    countries: list[int]
    country: list[str]


class Where(NamedTuple):
    """The institutions and countries of each authorship (lists), and the rows that follow from them."""

    institutions: pa.Array
    countries: pa.Array
    rows: dict[str, Rows]


class _Mention(NamedTuple):
    """An institution, and the number of its country: -1 where it is in none."""

    institution: Institution
    country: int


class _Form(NamedTuple):
    """What one form of words says of an authorship's institutions; `good` where it can be used."""

    mentions: tuple[_Mention, ...] | None = None
    codes: tuple[str, ...] | None = None
    good: bool = True


class _Located(NamedTuple):
    """Which works name which countries, by number."""

    work: Places
    country: Places


def place_fields(each: Sequence[RawAuthorship]) -> PlaceFields:
    """Of some authorships."""
    institutions = [_bytes(one.institutions) for one in each]
    codes = [_codes(one.countries, raw) for one, raw in zip(each, institutions, strict=True)]
    return PlaceFields(institutions, lengths_of(codes), list(chain.from_iterable(one for one in codes if one)))


def _codes(stated: list[str] | None, institutions: bytes) -> Sequence[str] | None:
    """As in a byline: those stated, or those of its institutions."""
    if stated is None:
        return _form(institutions).codes
    return stated if len(stated) < 2 else sorted(set(stated))


@lru_cache(maxsize=1 << 13)
def _form(raw: bytes) -> _Form:
    if raw in ABSENT:
        return _Form()
    try:
        found = [_one(bytes(one)) for one in decode(_list, raw)]
    except RejectedRecord:
        return _Form(good=False)
    mentions = {mention.institution.id: mention for mention, _ in reversed(found) if mention}
    named = dict.fromkeys(mention.institution.id for mention, _ in found if mention)
    return _Form(tuple(mentions[id_] for id_ in named), tuple(sorted({code for _, code in found if code})))


@lru_cache(maxsize=1 << 14)
def _one(raw: bytes) -> tuple[_Mention | None, str | None]:
    """The institution, where it is named; and the code of a country."""
    mention = decode(_mention, raw)
    found = institution_mentioned(mention, "")
    if not found:
        return None, mention.country_code
    institution, there = found
    return _Mention(institution, _NUMBERS[there.id] if there else -1), mention.country_code


def where(fields: PlaceFields, work: Places, scientists: pa.Array, chunk: Chunk) -> Where:
    """Of all authorships, which are of these works and scientists."""
    raws, numbers = numbered(fields.institutions)
    forms = [_form(raw) for raw in raws]
    chunk.doubt(work[~np.array([form.good for form in forms], bool)[numbers]])
    lengths = np.array(lengths_of([form.mentions for form in forms]), np.int64)
    mentions = list(chain.from_iterable(form.mentions or () for form in forms))
    authorship, place = spread(numbers, np.maximum(lengths, 0))
    ids = pa.array([one.institution.id for one in mentions], pa.string()).take(pa.array(place))
    country_lengths, countries = _countries(fields, work, chunk)
    rows, located = _institution_rows(mentions, work[authorship], place)
    rows |= _country_rows(_Located(work[owners(country_lengths)], countries), located)
    rows |= _affiliation_rows(work[authorship], scientists.take(pa.array(authorship)), ids, chunk)
    return Where(listed(lengths[numbers], ids), listed(country_lengths, _IDS.take(pa.array(countries))), rows)


def _countries(fields: PlaceFields, work: Places, chunk: Chunk) -> tuple[Places, Places]:
    """How many countries each authorship has, and the numbers of all."""
    lengths = np.array(fields.countries, np.int64)
    numbers = np.array([_NUMBERS.get(code, -1) for code in fields.country], np.int64)
    chunk.doubt(work[owners(lengths)[numbers < 0]])
    return lengths, np.maximum(numbers, 0)


def _institution_rows(mentions: Sequence[_Mention], work: Places, place: Places) -> tuple[dict[str, Rows], _Located]:
    """The institutions of each work, as it names them first; and the countries in which they are."""
    _, same = numbered([one.institution.id for one in mentions])
    first = firsts(work, same[place])
    work, place = work[first], place[first]
    stated = pa.array(place)
    columns = {
        column.name: pa.array([one.institution[number] for one in mentions], column.type).take(stated)
        for number, column in enumerate(INSTITUTION.columns)
        if column.name in _STATED
    }
    country = np.array([one.country for one in mentions], np.int64)[place]
    known = country >= 0
    located = _Located(work[known], country[known])
    ends = {"institution": columns["id"].filter(pa.array(known)), "country": _IDS.take(pa.array(located.country))}
    return {INSTITUTION.name: Rows(work, columns), LOCATED_IN.name: Rows(located.work, ends)}, located


def _country_rows(*located: _Located) -> dict[str, Rows]:
    """The countries of each work, in order of code."""
    pairs = np.unique(np.concatenate([one.work * len(_CODES) + one.country for one in located]))
    which = pa.array(pairs % len(_CODES))
    return {COUNTRY.name: Rows(pairs // len(_CODES), {"id": _IDS.take(which), "name": _NAMES.take(which)})}


def _affiliation_rows(work: Places, scientists: pa.Array, institutions: pa.Array, chunk: Chunk) -> dict[str, Rows]:
    years = chunk.years.take(pa.array(work))
    columns = {
        "scientist": scientists,
        "institution": institutions,
        "years": listed(np.where(flags(years.is_valid()), 1, -1), years.drop_null()),
    }
    return {AFFILIATED_WITH.name: Rows(work, columns)}
