"""The rows of recommended colleagues: names, titles, and the reasons in words."""

from __future__ import annotations

from graph.base import Graph
from queries.caveats import in_a_row, said
from queries.colleague_order import Listed, Wanted
from queries.colleague_reasons import Reason, Reasons, told
from queries.colleague_records import Colleagues
from queries.question import Value
from queries.saying import Said


def rows(graph: Graph, what: Wanted, listed: Listed) -> tuple[tuple[Value, ...], ...]:
    """A row for each, in their order."""
    reasons = Reasons(what.found, what.of, what.terms, what.topics)
    made = {k: reasons.of(k) for k in listed.order.tolist()}
    text = _Texts(graph, what.found, list(made.values()), listed.order.tolist())
    return tuple(_row(what.found, listed, text, k, reason) for k, reason in made.items())


class _Texts:
    """The names and titles that rows show."""

    def __init__(self, graph: Graph, found: Colleagues, reasons: list[Reason], order: list[int]) -> None:
        names = found.names
        people = {k for reason in reasons for k in reason.path or ()}
        topics = {k for reason in reasons for k in reason.topics}
        places = {one for reason in reasons for one in reason.institutions}
        places |= {one for k in order for one in found.institutions_of(k)[:1]}
        self._found = found
        self._people = names_of(graph, "Scientist", [names.scientists[k] for k in sorted(people)])
        self._topics = names_of(graph, "Topic", [names.topics[k] for k in sorted(topics)])
        self._places = names_of(graph, "Institution", sorted(places))
        works = {k for one in reasons if one.closest for k in (one.closest.mine, one.closest.theirs) if k is not None}
        query = "MATCH (p:Publication) WHERE p.id IN $ids RETURN p.id AS id, p.title AS name"
        found_titles = graph.store.rows(query, ids=[names.publications[k] for k in sorted(works)]).to_pylist()
        self._titles = {row["id"]: row["name"] for row in found_titles}

    def topics(self, places: list[int]) -> list[str]:
        ids = [self._found.names.topics[k] for k in places]
        return [self._topics.get(one) or one for one in ids]

    def people(self, places: list[int]) -> list[str]:
        ids = [self._found.names.scientists[k] for k in places]
        return [self._people.get(one) or one for one in ids]

    def institutions(self, ids: list[str]) -> list[str]:
        return [self._places.get(one) or one for one in ids]

    def publication(self, place: int | None) -> tuple[str | None, str | None]:
        if place is None:
            return None, None
        id_ = self._found.names.publications[place]
        return id_, self._titles.get(id_)


def names_of(graph: Graph, kind: str, ids: list[str]) -> dict[str, str | None]:
    """The names of nodes of one kind by their ids."""
    query = f"MATCH (n:{kind}) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"
    return {row["id"]: row["name"] for row in graph.store.rows(query, ids=ids).to_pylist()} if ids else {}


def _why(reasons: Said, *, same: bool) -> Said:
    whole = reasons or said("the surroundings of both")
    return in_a_row([said("the same name: perhaps one person under two ids"), whole], "; ") if same else whole


def _row(found: Colleagues, listed: Listed, text: _Texts, k: int, reason: Reason) -> tuple[Value, ...]:
    topics, path = text.topics(reason.topics), None if reason.path is None else text.people(reason.path)
    own, own_title = text.publication(reason.closest.mine if reason.closest else None)
    theirs, title = text.publication(reason.closest.theirs if reason.closest else None)
    places = text.institutions(found.institutions_of(k)[:1])
    reasons = told(reason, topics, text.institutions(reason.institutions[:2]), path[1:-1] if path else [])
    same = k in listed.similar
    return (
        found.names.scientists[k],
        listed.names.get(k),
        found.country[k],
        places[0] if places else None,
        round(float(listed.scores[k]), 6),
        _why(reasons, same=same),
        topics,
        reason.closest.alike if reason.closest else None,
        own,
        own_title,
        theirs,
        title,
        None if reason.path is None else len(reason.path) - 1,
        path,
        reason.references,
        reason.cites,
        reason.cited_by,
        reason.joint,
        len(found.publications_of(k)),
        int(found.known.last[k]) or None,
        same,
    )
