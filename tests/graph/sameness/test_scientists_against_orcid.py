"""The evaluation: its measures against a published example, its items by hand, its result on the real set."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from benchmarks.quality.agreement import b_cubed, by_pairs
from benchmarks.quality.same_person import full_name, resolved, surname_initial
from benchmarks.quality.same_person_items import (
    Item,
    Variants,
    Work,
    display_names,
    identified,
    items_of,
    mentions_of,
    read_variants,
    read_works,
    works_beside,
)
from benchmarks.quality.same_person_limit import limit, sharing_a_word
from graph.sameness.scientists import link

TRUE = "aaaaabbccccc"


@pytest.mark.parametrize(("found", "precision"), [("aaaaabbbbbbb", 16 / 21), ("aaaaabbaaaaa", 7 / 12)])
def test_b_cubed_of_the_example_of_bagga_and_baldwin(found: str, precision: float) -> None:
    agreement = b_cubed(found, TRUE)  # their figures: 76 and 58 per cent, recall 100
    assert agreement.precision == pytest.approx(precision)
    assert agreement.recall == 1.0
    assert agreement.f1 == pytest.approx(2 * precision / (1 + precision))


def test_pairs_are_counted_as_by_hand() -> None:
    assert by_pairs("xxy", "aab")[:] == (1, 0, 0, 2)
    assert by_pairs("xxx", "aab")[:] == (1, 2, 0, 0)
    assert by_pairs("xyz", "aab")[:] == (0, 0, 1, 2)


LINES = [
    Variants("A1", "o1", {"Ana Vorqani": 2, "A. Vorqani": 1}),
    Variants("A2", "o2", {"A. Vorqani": 1, "Leyla Ostrowin": 1}),
    Variants(None, "o3", {"Kai Lu": 1}),
    Variants("A4", None, {"B. Tarnovik": 1}),
]
WORKS = msgspec.json.decode(
    b"""[{"id": "W1", "publication_year": 2001, "topics": [{"id": "T1"}], "referenced_works": ["W9"], "authorships": [
      {"author": {"id": "A1", "display_name": "Ana Vorqani"}, "raw_author_name": "A. Vorqani",
       "institutions": [{"id": "I1"}], "countries": ["MA"]},
      {"author": {"id": "A2"}, "raw_author_name": "A. Vorqani"},
      {"author": {"id": null}, "raw_author_name": "Zerbani, Karim B."}]}]""",
    type=list[Work],
)


def test_a_name_under_two_orcids_is_two_items_and_those_without_author_can_be_left_out() -> None:
    items = items_of(LINES)
    assert [(item.orcid, item.author, item.name) for item in items if item not in identified(items)] == [
        ("o3", "", "Kai Lu")
    ]
    assert [(item.orcid, item.name) for item in identified(items)] == [
        ("o1", "A. Vorqani"),
        ("o1", "Ana Vorqani"),
        ("o2", "A. Vorqani"),
        ("o2", "Leyla Ostrowin"),
    ]


def test_a_mention_knows_its_works_and_neither_author_ids_nor_orcids() -> None:
    printed, alone, other, _ = mentions_of(identified(items_of(LINES)), WORKS)
    assert printed.coauthors == {"vorqani a", "zerbani k"}
    assert [sorted(found) for found in printed[3:8]] == [["I1"], ["MA"], ["T1"], ["W9"], ["W1"]]
    assert printed.years == (2001,)
    assert [sorted(found) for found in (other.institutions, other.publications)] == [[], ["W1"]]
    assert alone.publications == frozenset()
    assert [one.orcid for one in (printed, alone, other)] == [None, None, None]
    assert display_names(WORKS) == {"A1": "Ana Vorqani"}


def test_names_that_share_no_word_with_another_of_their_orcid_are_told() -> None:
    names = ("Ana Al Vorqani", "A. Alvorqani", "Leyla Ostrowin")
    items = [Item("o1", "A1", name) for name in names]
    assert sharing_a_word(items) == [True, True, False]


def test_baselines_read_names_plainly() -> None:
    items = [Item("o1", "A1", name) for name in ("Ana Vorqani", "VORQANI, A.", "ana vorqani")]
    assert len(set(surname_initial(items))) == 1
    assert len(set(full_name(items))) == 2


def test_the_limit_joins_a_misfiled_name_with_its_bearer_and_leaves_a_stranger_alone() -> None:
    names = ("Ana Vorqani", "A. Vorqani", "Leyla Ostrowin", "Kai Lu"), ("Leyla Ostrowin", "L. Ostrowin")
    items = [Item(f"o{number}", f"A{number}", name) for number, printed in enumerate(names) for name in printed]
    assert limit(items, sharing_a_word(items)) == ["o0", "o0", "o1", ("nobody", "lu k"), "o1", "o1"]
    nobody = [item._replace(author="") for item in items[:2]]
    assert limit(nobody, sharing_a_word(nobody)) == [("nobody", "vorqani a")] * 2


def test_works_are_found_beside_the_folder_of_the_names(tmp_path: Path) -> None:
    variants = tmp_path / "names" / "variants.jsonl"
    assert works_beside(variants) is None
    for state in ("2026-03", "2026-02"):
        (tmp_path / "openalex" / state).mkdir(parents=True)
        (tmp_path / "openalex" / state / "works.jsonl.gz").touch()
    assert works_beside(variants) == tmp_path / "openalex" / "2026-03" / "works.jsonl.gz"


def test_the_real_set_is_resolved_better_than_by_its_names(real_data: Path) -> None:
    variants = real_data / "names" / "name_variants.jsonl"
    every = items_of(read_variants(variants))
    works = works_beside(variants)
    assert works is not None
    items = identified(every)
    true = [item.orcid for item in items]
    assert (len(every), len({item.orcid for item in every})) == (1_745, 493)
    assert (len(items), len(set(true))) == (1_462, 492)
    mentions = mentions_of(items, read_works(works))
    ours, alone = (b_cubed(resolved(known, link(known)), true) for known in (mentions, mentions_of(items, [])))
    simple = b_cubed(surname_initial(items), true)
    assert ours.f1 > simple.f1 + 0.015
    assert ours.precision > simple.precision
    assert ours.f1 > b_cubed(full_name(items), true).f1 + 0.3
    assert alone.f1 > simple.f1 + 0.01
