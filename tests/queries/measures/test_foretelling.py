"""Foretelling: networkx' scores, brute force, figures worked by hand, published baselines, and laws."""

from __future__ import annotations

import math
from itertools import combinations, product
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from benchmarks.quality.foretell import measured, read_years, to_the_end_of
from queries.measures.arrays import FloatArray
from queries.measures.foretelling import FEW, back_test, foretell
from queries.measures.foretelling_countries import FEATURES, CountryYears
from queries.measures.foretelling_kin import common_language, same_continent, same_subregion
from queries.measures.foretelling_logistic import fitted, log_odds
from queries.measures.foretelling_nearest import PairKeys, common_neighbours, nearest, row_products
from queries.measures.foretelling_ranking import auroc, auroc_error, precision_at, ranked
from queries.measures.foretelling_scientists import ScientistYears

CODES = tuple("AE AF AL AZ BD BF BH BJ BN CI CM DJ DZ EG GA GM GN ID IQ IR JO KG KW KZ LB LY MA ML MR MY".split())


def invented(seed: int = 0, years: int = 24, codes: tuple[str, ...] = CODES) -> CountryYears:
    """Countries that publish together by their growing sizes, and three times as often where they share a language."""
    chance = np.random.default_rng(seed)
    n = len(codes)
    size = chance.lognormal(0, 0.9, n)
    rate = np.outer(size, size) * np.where(common_language(codes), 3.0, 1.0) * 0.01
    joint = np.zeros((years, n, n))
    for year in range(years):
        upper = np.triu(chance.poisson(rate * 1.12**year), 1)
        joint[year] = upper + upper.T
    return CountryYears(2000, codes, joint, joint.sum(axis=2) + chance.poisson(5 * size, (years, n)))


def of_graph(graph: nx.Graph[int], codes: tuple[str, ...]) -> CountryYears:
    joined = (nx.to_numpy_array(graph) > 0).astype(np.float64)
    return CountryYears(2000, codes, joined[np.newaxis], np.ones((1, len(codes))))


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    # Oracle: brute force, by the definition.
    chance = np.random.default_rng(1)
    scores, happened = chance.integers(0, 9, 60).astype(float), chance.random(60) < 0.3
    wins = [(a > b) + (a == b) / 2 for a, b in product(scores[happened], scores[~happened])]
    assert auroc(scores, happened) == pytest.approx(np.mean(wins), abs=1e-12)
    assert math.isnan(auroc(scores, np.zeros(60, dtype=bool)))


def test_the_error_of_an_area() -> None:
    # Worked: Q1 = .75 / 1.25 = .6, Q2 = 1.125 / 1.75; (.1875 + (.6 - .5625) + (.642857 - .5625)) / 4 = .0763393.
    assert auroc_error(0.75, 2, 2) == pytest.approx(math.sqrt(0.0763393), abs=1e-6)
    assert math.isnan(auroc_error(math.nan, 0, 2))


def test_precision_takes_the_first_given_of_equals() -> None:
    scores, happened = np.array([1.0, 3.0, 1.0, 2.0]), np.array([True, True, False, False])
    assert ranked(scores).tolist() == [1, 3, 0, 2]
    assert [precision_at(scores, happened, k) for k in (1, 2, 3, 9)] == [1, 1 / 2, 2 / 3, 1 / 2]
    assert math.isnan(precision_at(np.zeros(0), np.zeros(0, dtype=bool), 5))


def test_two_groups_have_the_log_odds_of_their_shares() -> None:
    # Worked: 1 of 4 and 3 of 4 are log-odds of -ln 3 and ln 3.
    x = np.array([[0.0]] * 4 + [[1.0]] * 4)
    happened = np.array([True, False, False, False, True, True, True, False])
    assert fitted(x, happened, 0).tolist() == pytest.approx([-math.log(3), 2 * math.log(3)], abs=1e-6)


def test_at_the_end_of_fitting_the_slope_is_flat() -> None:
    chance = np.random.default_rng(2)
    x, each = chance.normal(size=(300, 3)), chance.random(300)
    x[:, 2] = 0
    happened = chance.random(300) < 1 / (1 + np.exp(1 - x[:, 0]))
    found = fitted(x, happened, 4.0, each)
    missing = each * (1 / (1 + np.exp(-log_odds(x, found))) - happened)
    assert missing.sum() == pytest.approx(0, abs=1e-5)
    assert (x.T @ missing + 4 * found[1:]).tolist() == pytest.approx([0, 0, 0], abs=1e-5)
    assert found[3] == 0


def test_scores_over_common_partners_equal_those_of_networkx() -> None:
    graph = nx.karate_club_graph()
    records = of_graph(graph, tuple(f"{k:02}" for k in range(34)))
    found = records.candidates(2000, 1)
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert set(pairs) == {(min(pair), max(pair)) for pair in nx.non_edges(graph)}
    ra = [value for _, _, value in nx.resource_allocation_index(graph, pairs)]
    aa = [value for _, _, value in nx.adamic_adar_index(graph, pairs)]
    assert found.plain["resource_allocation"].tolist() == pytest.approx(ra, abs=1e-12)
    assert found.plain["adamic_adar"].tolist() == pytest.approx(aa, abs=1e-12)
    at = pairs.index((0, 33))
    assert (ra[at], aa[at]) == (pytest.approx(0.9), pytest.approx(2.71102, abs=1e-5))


def test_common_partners_are_worked_by_hand() -> None:
    # Neo4j GDS: Michael and Karin have one common neighbour, of degree 3: 1 / ln 3 and 1 / 3.
    graph: nx.Graph[int] = nx.Graph([(0, 1), (1, 2), (1, 3)])
    found = of_graph(graph, ("a", "b", "c", "d"))
    first = found.candidates(2000, 1).plain
    assert first["adamic_adar"][0] == pytest.approx(0.9102392266268373, abs=1e-12)
    assert first["resource_allocation"][0] == pytest.approx(1 / 3, abs=1e-12)
    assert common_neighbours(found.partners(2000), 0, 2).tolist() == [1]


def test_growth_is_five_years_over_the_five_before() -> None:
    works = np.array([[2.0, 0.0]] * 5 + [[5.0, 1.0]] * 5)
    records = CountryYears(2001, ("a", "b"), np.zeros((10, 2, 2)), works)
    assert records.growth(2010)[0] == 2.5
    assert math.isnan(records.growth(2010)[1])


def test_kin_by_language_and_place() -> None:
    codes = ("MA", "SN", "SA", "MY", "BN", "TR", "AZ", "XX")
    at = {code: k for k, code in enumerate(codes)}
    language, continent, subregion = common_language(codes), same_continent(codes), same_subregion(codes)

    def joined(square: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> set[str]:
        return {f"{a}-{b}" for a, b in combinations(codes, 2) if square[at[a], at[b]]}

    assert joined(language) == {"MA-SN", "MA-SA", "MY-BN"}
    assert joined(continent) == {"MA-SN", "SA-MY", "SA-BN", "SA-TR", "SA-AZ", "MY-BN", "MY-TR", "MY-AZ", "BN-TR",
                                 "BN-AZ", "TR-AZ"}  # fmt: skip
    assert joined(subregion) == {"SA-TR", "SA-AZ", "TR-AZ", "MY-BN"}


def test_nothing_after_the_split_is_used() -> None:
    records = invented()
    other = CountryYears(2000, CODES, records.joint_works.copy(), records.works.copy())
    other.joint_works[16:] = 7
    other.works[16:] = 99
    cut = to_the_end_of(records, 2015)
    found = [foretell(one, 2015, 5, 2) for one in (records, other, cut)]
    assert found[0].learned.coefficients is not None
    for one in found[1:]:
        assert one.scores.tolist() == found[0].scores.tolist()


def test_features_are_scaled_by_the_candidates_alone() -> None:
    records = invented()
    few, more = records.candidates(2015, 1), records.candidates(2015, 1, 3)
    assert few.features[:, :-1].mean(axis=0).tolist() == pytest.approx([0] * (len(FEATURES) - 1), abs=1e-9)
    among = more.features[more.joint < 1]
    assert among.tolist() == few.features.tolist()
    assert more.joint.max() == 3


def test_what_was_planted_is_learned() -> None:
    found = foretell(invented(), 2015, 5, 1)
    assert found.learned.coefficients is not None
    learned = dict(zip(FEATURES, found.learned.coefficients[1:].tolist(), strict=True))
    assert learned["language"] > 0
    assert learned["size"] > 0
    test = back_test(invented(), 2015, 2020, 1)
    assert test.auroc > max(0.7, test.plain["resource_allocation"][0])


def test_likelihoods_add_up_to_the_starts_of_the_test() -> None:
    # A logistic regression with an intercept foretells as many as there were.
    records = invented()
    test = back_test(records, 2015, 2020, 1)
    likelihoods = test.likelihoods(foretell(records, 2015, 5, 1))
    assert likelihoods is not None
    assert likelihoods.sum() == pytest.approx(test.positives, abs=1e-3)


def test_too_few_to_learn_from_leaves_the_plain_score() -> None:
    records = CountryYears(2000, CODES, invented().joint_works * 0, invented().works)
    found = foretell(records, 2015, 5, 1)
    assert (found.learned.coefficients, found.learned.positives) == (None, 0)
    assert found.scores.tolist() == found.pairs.plain["resource_allocation"].tolist()
    test = back_test(records, 2015, 2020, 1)
    assert (test.enough, test.positives, test.likelihoods(found)) == (False, 0, None)
    assert math.isnan(test.auroc)


def test_a_shorter_span_asks_for_the_same_pace() -> None:
    learned = foretell(invented(), 2020, 10, 5).learned
    assert (learned.span, learned.reach, learned.splits[-1]) == (5, 3, 2015)
    assert learned.positives >= FEW


def people(seed: int = 3) -> tuple[ScientistYears, FloatArray]:
    """200 publications of one to four of 30 people over ten years, 8 topics; and its publications by people."""
    chance = np.random.default_rng(seed)
    wrote = np.zeros((200, 30), dtype=np.int64)
    for row in wrote:
        row[chance.choice(30, chance.integers(1, 5), replace=False)] = 1
    topics = (chance.random((200, 8)) < 0.2).astype(np.int64)
    year = np.sort(chance.integers(2010, 2020, 200)).astype(np.int64)
    work, scientist = (ends.astype(np.int64) for ends in np.nonzero(wrote))
    places = csr_array(np.eye(3, dtype=np.int64)[scientist % 3])
    known = np.arange(30) != 7
    joins = wrote.sum(axis=1) <= 3
    records = ScientistYears(year, csr_array(wrote), joins, csr_array(topics), work, scientist, places, known, least=2)
    return records, wrote.astype(np.float64)


def test_candidates_among_scientists_equal_those_of_networkx() -> None:
    records, wrote = people()
    found = records.candidates(2016, 1)
    then = records.year <= 2016
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(30))
    for row in wrote[then & records.joins]:
        graph.add_edges_from(combinations(np.flatnonzero(row).tolist(), 2))
    recent = wrote[then & (records.year > 2011)].sum(axis=0)
    active = [k for k in range(30) if recent[k] >= 2 and k != 7]
    assert records.active(2016).tolist() == active
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    linked = {(a, b) for a, b in combinations(active, 2) if not graph.has_edge(a, b)}
    assert set(pairs) <= linked
    assert {pair for pair in linked if list(nx.common_neighbors(graph, *pair))} <= set(pairs)
    ra = [value for _, _, value in nx.resource_allocation_index(graph, pairs)]
    aa = [value for _, _, value in nx.adamic_adar_index(graph, pairs)]
    assert found.plain["resource_allocation"].tolist() == pytest.approx(ra, abs=1e-12)
    assert found.plain["adamic_adar"].tolist() == pytest.approx(aa, abs=1e-12)


def test_starts_among_scientists_are_counted_whether_ranked_or_not() -> None:
    # Oracle: brute force over all pairs.
    records, wrote = people()
    before, after = ((records.year <= 2016) & records.joins, (records.year > 2016) & records.joins)
    active = records.active(2016).tolist()
    started = [
        (a, b)
        for a, b in combinations(active, 2)
        if not (wrote[before, a] @ wrote[before, b]) and wrote[after, a] @ wrote[after, b] >= 1
    ]
    assert records.started(2016, 2019, 1, 1) == len(started) > 0
    found = records.candidates(2016, 1)
    joint = records.joint(found, 2017, 2019)
    expected = [wrote[after, a] @ wrote[after, b] for a, b in zip(found.first, found.second, strict=True)]
    assert joint.tolist() == expected


def test_nearest_rows_by_brute_force() -> None:
    chance = np.random.default_rng(5)
    dense = chance.random((40, 6)) * (chance.random((40, 6)) < 0.5)
    both = dense @ dense.T
    np.fill_diagonal(both, 0)
    found = nearest(csr_array(dense), 3).toarray()
    for row, products in enumerate(both):
        best = [k for k in np.argsort(-products, kind="stable")[:3].tolist() if products[k] > 0]
        assert np.flatnonzero(found[row]).tolist() == sorted(best)
    a, b = np.array([0, 3]), np.array([9, 2])
    weight = np.arange(6.0)
    assert row_products(csr_array(dense), a, b, weight).tolist() == pytest.approx(
        [(dense[0] * dense[9]) @ weight, (dense[3] * dense[2]) @ weight]
    )


def test_pairs_as_numbers_and_back() -> None:
    keys = PairKeys(5)
    numbers = keys.of(np.array([3, 1, 2, 4]), np.array([1, 3, 2, 0]))
    assert [part.tolist() for part in keys.ends(numbers)] == [[0, 1], [4, 3]]


def _countries(real_data: Path) -> CountryYears:
    folder = real_data / "countries"
    return read_years(folder / "oic_country_pairs_1990_2020.csv", folder / "oic_country_totals_1990_2020.csv")


def test_published_figures_of_57_countries(real_data: Path) -> None:
    # Oracle: the figures given for the baselines, within .01.
    figures = measured(_countries(real_data), 2010, 5)
    assert (figures["pairs"], figures["positives"], figures["until"]) == (616, 141, 2020)
    expected = {"baseline_": (0.776, 0.62), "resource_allocation_": (0.757, 0.48), "adamic_adar_": (0.749, 0.48)}
    for name, (area, precision) in expected.items():
        assert figures[f"{name}auroc"] == pytest.approx(area, abs=0.01)
        assert figures[f"{name}precision_at_50"] == pytest.approx(precision, abs=0.01)
    assert figures["auroc"] > 0.84
    assert figures["precision_at_50"] > 0.75


@pytest.mark.parametrize(("split", "reach"), [(2000, 5), (2003, 3), (2005, 3)])
def test_it_beats_the_product_of_sizes_at_other_splits(real_data: Path, split: int, reach: int) -> None:
    figures = measured(_countries(real_data), split, reach)
    assert figures["auroc"] > figures["baseline_auroc"] + 0.03
    assert figures["precision_at_50"] > figures["baseline_precision_at_50"]
