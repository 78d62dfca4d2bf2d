"""One person or two: worked by hand on an invented base, and laws that hold for any."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from graph.sameness.scientist_blocks import NEAR, WIDE, candidate_pairs
from graph.sameness.scientist_clusters import cannot_be_one
from graph.sameness.scientist_context import Common, Context
from graph.sameness.scientist_names import block_keys, form, own_names, person_key
from graph.sameness.scientist_rarity import Rarity
from graph.sameness.scientist_world import decides
from graph.sameness.scientists import LIKELY, SAME, Linked, Mention, clusters, link, strangers

STARTS = ("tarno", "belmu", "oshka", "quinda", "zerba", "haldo", "mossa", "keldi")
ENDS = ("vik", "rath", "len", "gom", "psi")
GIVEN = (
    "Ferran Gulnara Idris Jamila Kerem Leyla Nadir Oksana Parviz Rustam Salma Umida Viktor Walid Yasmin Zuhra".split()
)


def others(number: int = 40) -> list[Mention]:
    """Persons who have nothing to do with those of a test, so that names are as rare as in a real base."""
    random = Random(7)
    families = [(start + end).capitalize() for start in STARTS for end in ENDS]
    return [
        Mention(
            f"z{place:03}",
            (f"{random.choice(GIVEN)} {name}",),
            coauthors=frozenset({f"c{place}"}),
            institutions=frozenset({f"i{place % 9}"}),
            topics=frozenset({f"t{place % 11}", f"t{place % 5}"}),
            years=(1990 + place % 30,),
        )
        for place, name in enumerate(families[:number])
    ]


def linked(*mentions: Mention) -> dict[tuple[str, str], Linked]:
    return {(one.left, one.right): one for one in link([*mentions, *others()])}


AHMED = Mention(
    "a1",
    ("Ahmed Vorqani",),
    coauthors=frozenset({"c1", "c2", "c3"}),
    institutions=frozenset({"i1"}),
    countries=frozenset({"SA"}),
    topics=frozenset({"t1", "t2"}),
    publications=frozenset({"w1"}),
    years=(2015, 2017),
)
ABBAS = Mention(
    "a2",
    ("Abbas Vorqani",),
    coauthors=frozenset({"c7", "c8"}),
    institutions=frozenset({"i8"}),
    countries=frozenset({"MA"}),
    topics=frozenset({"t9"}),
    publications=frozenset({"w2"}),
    years=(2016,),
)
INITIAL = Mention("a3", ("A. Vorqani",), publications=frozenset({"w3"}), years=(2016,))
"""Bears a name that both can be printed as."""


def test_a_rare_full_name_is_one_person_and_the_sentence_says_why() -> None:
    again = AHMED._replace(id="b1", names=("VORQANI, Ahmed",), publications=frozenset({"w9"}))
    found = linked(AHMED, again)["a1", "b1"]
    assert (found.verdict, found.evidence) == (
        "same",
        "same full name; 3 co-authors, 1 institution and 2 topics in common; years overlap",
    )


def test_an_initial_that_two_can_bear_stays_unsure_until_the_works_tell() -> None:
    found = linked(AHMED, ABBAS, INITIAL)
    assert {pair: found[pair].verdict for pair in found} == {("a1", "a3"): "unsure", ("a2", "a3"): "unsure"}
    assert found["a1", "a3"].score == pytest.approx(0.5, abs=0.01)  # one of the two, and nothing else is known
    told = INITIAL._replace(coauthors=AHMED.coauthors, institutions=AHMED.institutions, topics=AHMED.topics)
    found = linked(AHMED, ABBAS, told)
    assert found["a1", "a3"].verdict == "same"
    assert ("a2", "a3") not in found


def test_an_initial_is_the_likelier_of_two_as_often_as_that_one_is_mentioned() -> None:
    again = [Mention(f"b{place}", ("Ahmed Vorqani",)) for place in range(2)]
    found = linked(AHMED, ABBAS, INITIAL, *again)
    assert found["a1", "a3"].score == pytest.approx(3 / 4, abs=0.01)  # three mentions of Ahmed, one of Abbas
    assert found["a2", "a3"].score == pytest.approx(1 / 4, abs=0.01)
    assert found["a1", "a3"].verdict == "unsure"


def test_a_full_name_alone_decides_only_where_hardly_anybody_in_the_world_bears_it() -> None:
    for name, verdict in (("Ahmed Vorqani", "unsure"), ("Ferdowsinar Quandaharpur-Vorqaniyan", "same")):
        found = linked(Mention("b1", (name,)), Mention("b2", (name,)))["b1", "b2"]
        assert found.score > SAME
        assert (found.verdict, "others may bear such a name" in found.evidence) == (verdict, verdict == "unsure")


def test_what_must_be_in_common_grows_with_how_many_bear_the_name() -> None:
    topic, more = Common(0, 0, 0, 1, 0, None), Common(2, 1, 0, 3, 0, None)
    rare = [("ferdowsinar", "ferdowsinar"), ("vorqaniyan", "vorqaniyan")]
    frequent = [("muhammad", "muhammad"), ("a", "ali")]
    assert decides(rare, topic, lambda _: 0.0)
    assert not decides(frequent, topic, lambda _: 0.0)
    assert decides(frequent, more, lambda _: 0.0)
    assert not decides(rare, topic, lambda _: 0.1)  # a tenth of this base bears each word


def test_a_family_name_is_met_by_the_first_half_of_one_with_a_hyphen() -> None:
    assert block_keys("Vorqani, I.") & block_keys("Ivan Vorqani-Tarnovik")


def test_names_that_one_person_cannot_bear_are_no_pair() -> None:
    assert ("a1", "a2") not in linked(AHMED, ABBAS._replace(coauthors=AHMED.coauthors, topics=AHMED.topics))


def test_two_orcids_are_two_persons_and_one_orcid_is_one() -> None:
    first, second = (
        AHMED._replace(orcid="0000-0001"),
        AHMED._replace(id="b1", orcid="0000-0002", publications=frozenset()),
    )
    assert linked(first, second) == {}
    assert linked(first, ABBAS._replace(orcid="0000-0001"))["a1", "a2"].score == 1.0


def test_two_names_in_one_byline_are_two_persons_and_a_name_twice_may_be_one() -> None:
    beside = INITIAL._replace(publications=AHMED.publications, coauthors=AHMED.coauthors)
    assert linked(AHMED, beside) == {}
    assert cannot_be_one(AHMED, beside) == "both stand in one byline"
    assert cannot_be_one(AHMED, beside._replace(names=("AHMED VORQANI",))) is None


def test_a_common_name_is_no_evidence_alone() -> None:
    crowd = [Mention(f"k{letter}", (f"{letter}arim Al-Common",)) for letter in "BCDFGHKLMNPRSTVZ"]
    rare, common = Rarity([form("Ahmed Vorqani")]), Rarity([form(one.names[0]) for one in (*crowd, *others(4))])
    assert common.odds(form("K. Common"), form("Karim Common")) < rare.odds(form("A. Vorqani"), form("Ahmed Vorqani"))
    found = linked(*crowd, Mention("x1", ("K. Common",)), Mention("x2", ("K. Common",)))
    assert found["x1", "x2"].verdict == "unsure"


def test_what_is_not_known_says_nothing() -> None:
    bare = Mention("b1", ("Ahmed Vorqani",))
    assert Context([AHMED, bare, *others()]).odds(0, 1) == 0.0


def test_sharing_speaks_for_one_person_and_not_sharing_against() -> None:
    base = [AHMED, AHMED._replace(id="b1"), ABBAS, *others()]
    assert Context(base).odds(0, 1) > 0 > Context(base).odds(0, 2)


def test_the_order_of_the_mentions_does_not_matter() -> None:
    mentions = [AHMED, ABBAS, INITIAL, *others()]
    shuffled = Random(3).sample(mentions, len(mentions))
    assert link(shuffled) == link(mentions)
    assert clusters(shuffled, link(shuffled)) == clusters(mentions, link(mentions))


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two mentions have one id"):
        link([AHMED, AHMED])


def test_a_cluster_never_holds_two_that_cannot_be_one() -> None:
    bridge = [Linked("a1", "a3", 0.99, "same", ""), Linked("a2", "a3", 0.98, "same", "")]
    assert clusters([AHMED, ABBAS, INITIAL], bridge) == [("a1", "a3")]
    assert clusters([AHMED, ABBAS, INITIAL], [one._replace(verdict="unsure") for one in bridge]) == []


def test_clusters_at_a_score_take_every_link_from_there_on() -> None:
    links = [Linked("a1", "a3", 0.6, "unsure", ""), Linked("a2", "a3", 0.4, "unsure", "")]
    assert clusters([AHMED, ABBAS, INITIAL], links) == []
    assert clusters([AHMED, ABBAS, INITIAL], links, at=LIKELY) == [("a1", "a3")]


def test_a_byline_in_ten_may_be_misread_where_likelihood_is_enough() -> None:
    works = frozenset(f"w{place}" for place in range(10))
    one = Mention("a", ("A. Vorqani",), publications=works)
    two = Mention("b", ("Ahmed Vorqani",), publications=frozenset({"w0", *(f"v{place}" for place in range(9))}))
    links = [Linked("a", "b", 0.99, "same", "")]
    assert clusters([one, two], links) == []
    assert clusters([one, two], links, at=LIKELY) == [("a", "b")]
    assert clusters([one, two._replace(publications=frozenset({"w0", "w1"}))], links, at=LIKELY) == []


def test_bylines_keep_apart_whom_links_would_join_through_a_third() -> None:
    one = Mention("a", ("A. Vorqani",), publications=frozenset({"w1"}))
    two = Mention("b", ("Ahmed Vorqani",), publications=frozenset({"w2"}))
    three = Mention("c", ("A. B. Vorqani",), publications=frozenset({"w1"}))
    links = [Linked("a", "b", 0.99, "same", ""), Linked("b", "c", 0.98, "same", "")]
    assert clusters([one, two, three], links) == [("a", "b")]


def test_every_pair_of_a_narrow_block_is_compared_once() -> None:
    keys = [{"k", "l"}, {"k"}, {"k", "l"}, {"m"}]
    assert candidate_pairs(keys, [("a",)] * 4, [()] * 4) == [(0, 1), (0, 2), (1, 2)]


def test_comparisons_of_a_wide_block_grow_with_its_size() -> None:
    size = 50 * WIDE
    names = [(f"{place:05}",) for place in range(size)]
    near = candidate_pairs([{"k"}] * size, names, [()] * size)
    assert len(near) == sum(min(NEAR, size - 1 - place) for place in range(size))
    shared = candidate_pairs([{"k"}] * size, names, [{f"c{place % (size // 2)}"} for place in range(size)])
    assert set(shared) - set(near) == {(place, place + size // 2) for place in range(size // 2)}


def test_a_co_author_has_one_key_however_printed() -> None:
    assert (
        len({person_key(name) for name in ("Ahmed Al-Vorqani", "A. Al Vorqani", "AL-VORQANI, A.", "A. B. Alvorqani")})
        == 1
    )


def test_names_of_another_person_under_an_id_do_not_count_as_its_own() -> None:
    printed = ("Ahmed Vorqani", "A. Vorqani", "VORQANI, A. S.", "Lempeter, Christopher Maximilian")
    assert set(own_names(printed)) == set(printed[:3])


def test_strangers_are_flagged_and_other_spellings_are_not() -> None:
    printed = {
        "Ahmed S. Vorqani": 20,
        "A. Vorqani": 7,
        "Vorqani, Ahmed": 2,
        "Ahmad Vorqany": 1,
        "Lempeter, Christopher": 1,
        "Thorvald Vorqani": 1,
    }
    assert [(one.name, one.reason) for one in strangers("x", printed)] == [
        ("Lempeter, Christopher", "shares no part of the name with Ahmed S. Vorqani"),
        ("Thorvald Vorqani", "has the family name of Ahmed S. Vorqani, but another first name"),
    ]


def test_a_short_form_of_muhammad_is_no_word_in_common() -> None:
    printed = {"Muhammad Vorqani": 5, "Md Leonid Ostrowin": 1, "Md Vorqani": 1}
    assert [one.name for one in strangers("x", printed)] == ["Md Leonid Ostrowin"]


def test_the_display_name_tells_whose_the_id_is_where_all_is_printed_once() -> None:
    printed = {"Ahmed Vorqani": 1, "Leyla Ostrowin": 1}
    assert [one.name for one in strangers("x", printed, "A. Vorqani")] == ["Leyla Ostrowin"]
    assert [one.name for one in strangers("x", printed, "L. Ostrowin")] == ["Ahmed Vorqani"]


def test_pairs_come_sorted_each_once() -> None:
    mentions = [AHMED._replace(id=f"b{place}", publications=frozenset({f"w{place}"})) for place in range(6)]
    pairs = [(one.left, one.right) for one in link([*mentions, *others()])]
    assert pairs == sorted(set(pairs))
    assert set(combinations(sorted(one.id for one in mentions), 2)) <= set(pairs)
