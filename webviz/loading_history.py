"""What each load read and what became of it, why records were set aside, and what each source states, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from graph.aside import Reason
from graph.by_source import Stated
from graph.staging import BY_HAND, SCORED, Load
from queries.saying import in_a_row, percent, said
from webviz.formats import ABSENT, count
from webviz.tables import Cell, Column, Table

LOADS = (
    Column("source", "Source", "where the records come from"),
    Column("as_of", "State of", "date of the state that was read", numeric=True),
    Column("finished", "Loaded", "when the load ended", numeric=True),
    Column("read", "Read", "records: those loaded, unchanged, set aside and skipped", numeric=True),
    Column("loaded", "Loaded", "new, or saying something else than before", numeric=True),
    Column("unchanged", "Unchanged", "saying the same as before", numeric=True),
    Column("rejected", "Set aside", "that could not be used", numeric=True),
    Column("skipped", "Skipped", "not of the group that was asked for", numeric=True),
    Column("collected", "How it was collected", "in the words of whoever loaded it", wide=True),
)
ASIDE = (
    Column("reason", "Why", "in the words of the loader; what it quotes of a record is left out", wide=True),
    Column("source", "Source", "where the records come from"),
    Column("records", "Records", "set aside for this", numeric=True),
    Column("places", "Where the first stand", "file and line of the source", wide=True),
    Column("file", "To be mended in", "file in the folder of the base"),
)
SOURCES = (
    Column("source", "Source", "where the records come from"),
    Column("publications", "Publications", "that its records are about", numeric=True),
    Column("without_country", "Without a country", "no authorship of them names one", numeric=True),
    Column("without_topic", "Without a topic", "of its publications", numeric=True),
    Column("without_abstract", "Without an abstract", "of its publications", numeric=True),
    Column("authorships", "Authorships", "on them", numeric=True),
    Column("without_orcid", "Scientists without an ORCID iD", "as the source names them", numeric=True),
)
_JUDGES = {BY_HAND: said("judgements by hand"), SCORED: said("judgements by score")}


def loads_table(loads: Sequence[Load]) -> Table:
    """The loads, the latest first."""
    return Table(said("Loads, the latest first"), LOADS, tuple(map(_load, reversed(loads))), len(loads))


def _load(load: Load) -> tuple[Cell, ...]:
    tally = tuple(Cell(count(load.total(what))) for what in ("read", "loaded", "unchanged", "rejected", "skipped"))
    finished = load.finished[:16].replace("T", " ") if load.finished else said("going on")
    notes = [load.collected or said("not stated")]
    if load.complete:
        notes.append(said("a whole state: what it lacks is withdrawn"))
    if load.only:
        notes.append(said("only publications with an author of {group}", group=load.only))
    judged = load.source in _JUDGES
    return (
        Cell(_JUDGES.get(load.source, load.source)), Cell(load.as_of[:10]), Cell(finished), *tally,
        Cell(ABSENT if judged else in_a_row(notes, "; ")),
    )  # fmt: skip


def aside_table(found: Sequence[Reason]) -> Table:
    """The reasons, those of most records first."""
    rows = tuple(
        (
            Cell(one.reason), Cell(one.source), Cell(count(one.records)), Cell(in_a_row(one.places)), Cell(one.file),
        )
        for one in found
    )  # fmt: skip
    return Table(said("Records that were set aside, by reason"), ASIDE, rows)


def sources_table(found: Sequence[Stated]) -> Table:
    """What each source states, and the share of it that lacks something."""
    return Table(said("What each source states now"), SOURCES, tuple(map(_stated, found)))


def _stated(one: Stated) -> tuple[Cell, ...]:
    lacking = (one.without_country, one.without_topic, one.without_abstract)
    return (
        Cell(one.source), Cell(count(one.publications)), *(_share(number, one.publications) for number in lacking),
        Cell(count(one.authorships)), _share(one.scientists_without_orcid, one.scientists),
    )  # fmt: skip


def _share(part: int, whole: int) -> Cell:
    return Cell(said("{n} ({share})", n=part, share=percent(part, whole)) if whole else ABSENT)
