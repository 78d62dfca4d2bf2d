"""Verdicts in worlds whose affinities are known: none, or planted between pairs of large countries.

The oracle is the way the worlds are made: papers of 2 to 6 of 60 countries, drawn by weight and nothing else.
"""

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import IntArray
from queries.measures.counting import joint_papers, papers, papers_by_size
from queries.measures.fixed_size import fit
from queries.measures.pair_tails import pair_tails
from queries.measures.pair_verdict import Judgement, Pairs, Verdict, guarded, judge, pairs_among
from queries.measures.possible_joint import possible_joint
from tests.oracles.fixed_size_worlds import Held, bring_together, draw, part

COUNTRIES, PAPERS = 60, 5000


def drawn(rng: np.random.Generator) -> Held:
    sizes = rng.choice(np.arange(2, 7), PAPERS, p=[0.62, 0.2, 0.1, 0.05, 0.03])
    return draw(np.arange(1.0, COUNTRIES + 1) ** -0.9, sizes, rng)


def verdicts(authorships: IntArray, missing: IntArray) -> tuple[Pairs, Judgement]:
    """Pairs and judgement as a question gives them; domestic papers count only for what they might hide."""
    works = csr_array(authorships)
    universe = works[np.flatnonzero((authorships > 0).sum(axis=1) >= 2)]
    margins = papers(universe)
    model = fit(papers_by_size(universe), margins.astype(np.float64))
    pairs = pairs_among(np.arange(COUNTRIES), joint_papers(universe), margins)
    chances = model.pair_probabilities(pairs.first, pairs.second)
    hidden = possible_joint(works, authorships.sum(axis=1), missing, model.expected())

    def judged(counts: IntArray) -> Judgement:
        most = np.maximum(pairs.most, counts)
        return judge(counts, chances @ model.sizes, pair_tails(counts, most, model.sizes, chances))

    return pairs, guarded(judged, pairs.observed, hidden[pairs.first, pairs.second])


def of_papers(held: Held) -> tuple[Pairs, Judgement]:
    return verdicts(held.astype(np.int64), np.zeros(len(held), dtype=np.int64))


def test_chance_alone_is_hardly_ever_called_a_gap_or_strong() -> None:
    found = [of_papers(drawn(np.random.default_rng(seed)))[1].verdict for seed in range(40)]
    assert sum(bool((verdict <= Verdict.STRONG).any()) for verdict in found) <= 0.08 * len(found)


def test_planted_pairs_are_found_and_no_others() -> None:
    right = wrong = planted = 0
    for seed in range(8):
        rng = np.random.default_rng(1000 + seed)
        held = drawn(rng)
        truth = plant(held, rng)
        pairs, found = of_papers(held)
        large = np.flatnonzero((found.expected >= 20) & (found.verdict <= Verdict.STRONG))
        called = {(int(pairs.first[p]), int(pairs.second[p])): Verdict(found.verdict[p]) for p in large}
        planted += len(truth)
        right += len(truth.items() & called.items())
        wrong += len(called.items() - truth.items())
    assert planted > 30
    assert right >= 0.9 * planted
    assert right >= 0.9 * (right + wrong)


def plant(held: Held, rng: np.random.Generator) -> dict[tuple[int, int], Verdict]:
    """Up to three gaps at a fifth of what is expected and three strong pairs at three times it, all apart."""
    pairs, before = of_papers(held)
    truth: dict[tuple[int, int], Verdict] = {}
    large = np.flatnonzero((before.expected >= 20) & (3 * before.expected < pairs.most / 2))
    for p in rng.permutation(large):
        a, b, seen = int(pairs.first[p]), int(pairs.second[p]), int(pairs.observed[p])
        if len(truth) == 6 or any({a, b} & set(pair) for pair in truth):
            continue
        truth[a, b] = Verdict.GAP if len(truth) % 2 else Verdict.STRONG
        if truth[a, b] == Verdict.GAP:
            part(held, a, b, seen - int(rng.binomial(seen, 0.2)), rng)
        else:
            bring_together(held, a, b, max(0, int(rng.poisson(3 * before.expected[p])) - seen), rng)
    return truth


def test_affiliations_removed_at_random_never_make_a_gap() -> None:
    """Every second country loses six in ten of its authorships' countries, on a world of chance alone."""
    for seed in range(8):
        rng = np.random.default_rng(seed)
        authorships = drawn(rng) * (1 + rng.poisson(1.0, (PAPERS, COUNTRIES)))
        lost = rng.binomial(authorships, np.where(np.arange(COUNTRIES) % 2, 0.6, 0.0))
        _, found = verdicts(authorships - lost, lost.sum(axis=1))
        assert not (found.verdict == Verdict.GAP).any()
