"""The null model of `fixed_size`, fitted to many sets of papers at once: one set for each field of research.

All fields go through the same Newton steps together, each with weights, sizes and margins of its own. A field whose
countries fall into tiers, which is rare, is fitted alone. Presence is by the upward recursion of
`conditional_bernoulli` where it is at most one half, and by the polynomials without the country where it is more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.fixed_size import FixedSize, fit, is_one_tier

_CLOSE = 1e-10
_STEPS = 200
_LONGEST_STEP = 10.0


@dataclass(frozen=True)
class ManyFixedSize:
    """Fitted null models over the same n countries, one a field.

    `sizes[f, d]` is the number of papers of d countries in field f. `weights[f]` are in proportion to those that were
    fitted, 0 for a country without papers. `alone` holds the fields that had to be fitted alone; their rows here are 0.
    """

    sizes: IntArray
    weights: FloatArray
    alone: dict[int, FixedSize]

    def inclusion(self) -> FloatArray:
        """The chance of country i in a paper of d countries of field f: shape (fields, n, D + 1)."""
        _, present, _ = _inclusion(self.weights, self.sizes > 0)
        table = np.ascontiguousarray(present.transpose(1, 2, 0))
        for field, model in self.alone.items():
            table[field] = model.inclusion()
        return table

    def pair_probabilities(self, first: IntArray, second: IntArray) -> FloatArray:
        """The chance that a paper of d countries of field f holds both of a pair: shape (fields, pairs, D + 1)."""
        joint = _joint(self.weights, self.sizes > 0, first, second)
        for field, model in self.alone.items():
            joint[field] = model.pair_probabilities(first, second)
        return joint


def fit_many(sizes: IntArray, margins: FloatArray) -> ManyFixedSize:
    """The null models of `sizes[f, d]` papers of d countries in which country i is expected in `margins[f, i]`.

    Margins are met to 1e-9 relative, as by `fixed_size.fit`, which also says which ones are refused.
    """
    margins = np.asarray(margins, dtype=np.float64)
    together = np.array([is_one_tier(*one) for one in zip(sizes, margins, strict=True)], dtype=np.bool_)
    weights = np.zeros(margins.shape)
    active = (margins > 0) & together[:, None]
    papers = np.where(together[:, None], sizes, 0).astype(np.float64)
    papers[:, 0] = 0
    everywhere = np.arange(sizes.shape[1]) == active.sum(axis=1)[:, None]
    free = np.where(active, margins - np.where(everywhere, papers, 0).sum(axis=1)[:, None], 0)
    papers[everywhere] = 0
    undecided = papers.any(axis=1)
    weights[active] = 1.0
    if undecided.any():
        weights[undecided] = _fitted(papers[undecided], free[undecided], active[undecided])
    alone = {int(field): fit(sizes[field], margins[field]) for field in np.flatnonzero(~together)}
    return ManyFixedSize(sizes, weights, alone)


def _fitted(papers: FloatArray, margins: FloatArray, active: BoolArray) -> FloatArray:
    """Weights by damped Newton steps, as in `fixed_size_weights`, for all fields at a time."""
    total = papers.sum(axis=1, keepdims=True)
    logs = np.where(active, np.log(np.where(active, margins, 1)) - np.log(np.where(active, total - margins, 1)), 0)
    logs = _centred(logs, active)
    moving = np.arange(len(papers))
    for _ in range(_STEPS):
        gradient, step = _newton(papers[moving], margins[moving], active[moving], logs[moving])
        far = np.max(np.abs(gradient) / np.where(active[moving], margins[moving], 1), axis=1) >= _CLOSE
        if not far.any():
            return np.where(active, np.exp(logs), 0)
        moving = moving[far]
        logs[moving] = _climb(logs[moving], step[far], papers[moving], margins[moving], active[moving])
    raise RuntimeError(f"no weights found in {_STEPS} steps: the margins of field {moving[0]} leave hardly any choice")


def _newton(
    papers: FloatArray, margins: FloatArray, active: BoolArray, logs: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """The gradient of the log-likelihood, and the step by the Laplacian of Deville & Tillé (2005).

    The Laplacian is a diagonal less a sum of one square a size, so that it is solved by Woodbury's identity.
    """
    _, present, absent = _inclusion(np.where(active, np.exp(logs), 0), papers > 0)
    gradient = margins - np.einsum("fd,dfi->fi", papers, present)
    root = np.sqrt(papers)[:, :, None] * _shared_variance((present * absent).transpose(1, 0, 2))
    diagonal = (root * root.sum(axis=2, keepdims=True)).sum(axis=1)
    grounded = ~active
    grounded[np.arange(len(logs)), np.argmax(diagonal, axis=1)] = True
    root *= ~grounded[:, None, :]
    inverse = np.where(grounded, 0, 1 / np.where(grounded, 1, diagonal))
    plain = gradient * inverse
    small = np.eye(root.shape[1]) - np.matmul(root * inverse[:, None, :], root.transpose(0, 2, 1))
    inner = np.linalg.solve(small, np.matmul(root, plain[:, :, None]))
    return gradient, plain + inverse * np.matmul(root.transpose(0, 2, 1), inner)[:, :, 0]


def _shared_variance(variance: FloatArray) -> FloatArray:
    """c, a row a size, so that c_i (sum of c - c_i) is near the variance of i: -c_i c_j is a covariance."""
    total = np.sqrt(variance.sum(axis=2, keepdims=True))
    shared: FloatArray = np.divide(variance, total, out=np.zeros_like(variance), where=total > 0)
    for _ in range(4):
        rest = shared.sum(axis=2, keepdims=True) - shared
        np.divide(shared * variance, rest, out=shared, where=rest > 0)
        np.sqrt(shared, out=shared)
    return shared


def _climb(
    logs: FloatArray, step: FloatArray, papers: FloatArray, margins: FloatArray, active: BoolArray
) -> FloatArray:
    """The whole step of each field, halved until its log-likelihood does not fall (rounding aside)."""
    now = _log_likelihood(logs, papers, margins, active)
    step = step * np.minimum(1.0, _LONGEST_STEP / np.maximum(np.max(np.abs(step), axis=1, keepdims=True), 1e-300))
    while True:
        worse = _log_likelihood(logs + step, papers, margins, active) < now - 1e-12 * np.abs(now)
        if not worse.any():
            return _centred(logs + step, active)
        step[worse] /= 2


def _log_likelihood(logs: FloatArray, papers: FloatArray, margins: FloatArray, active: BoolArray) -> FloatArray:
    ratios = _ratios(np.where(active, np.exp(logs), 0), papers.shape[1] - 1)
    elementary = np.cumsum(np.log(np.where(ratios > 0, ratios, 1)), axis=1)
    found: FloatArray = (margins * logs).sum(axis=1) - (papers[:, 1:] * elementary).sum(axis=1)
    return found


def _centred(logs: FloatArray, active: BoolArray) -> FloatArray:
    mean = np.where(active, logs, 0).sum(axis=1, keepdims=True) / np.maximum(active.sum(axis=1, keepdims=True), 1)
    return np.where(active, logs - mean, 0)


def _ratios(weights: FloatArray, largest: int) -> FloatArray:
    """e_k / e_{k-1} of each row of weights, k = 1..largest; 0 where fewer countries than k have a weight."""
    ratios = np.zeros((len(weights), largest))
    for weight in weights.T:
        below = np.concatenate((np.full((len(weights), 1), np.inf), ratios[:, :-1]), axis=1)
        reached = below > 0
        part = np.divide(weight[:, None], below, out=np.zeros_like(below), where=reached)
        ratios = np.where(reached, (ratios + weight[:, None]) / (1 + part), 0)
    return ratios


def _inclusion(weights: FloatArray, used: BoolArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The ratios (fields, D), and presence and absence (D + 1, fields, n); exact in the sizes that are `used`."""
    largest = used.shape[1] - 1
    ratios = _ratios(weights, largest)
    field, country = np.indices(weights.shape).reshape(2, -1)
    present, absent = _presence(weights, ratios, field, country, used[field])
    shape = (largest + 1, *weights.shape)
    return ratios, present.reshape(shape), absent.reshape(shape)


def _presence(
    weights: FloatArray, ratios: FloatArray, field: IntArray, country: IntArray, used: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Presence and absence, (D + 1, columns), of a country a column in the world of a field."""
    present = _upwards(weights[field, country], np.ascontiguousarray(ratios.T)[:, field])
    absent = 1 - present
    heavy = np.flatnonzero((used.T & (present > 0.5)).any(axis=0))
    if heavy.size:
        without = _ratios_without(weights, ratios.shape[1], field[heavy], [country[heavy]])
        exact = _product(without, ratios[field[heavy]])
        heavier = present[:, heavy] > 0.5
        absent[:, heavy] = np.where(heavier, exact, absent[:, heavy])
        present[:, heavy] = np.where(heavier, 1 - exact, present[:, heavy])
    return present, absent


def _upwards(weight: FloatArray, ratios: FloatArray) -> FloatArray:
    """present(k) = x (1 - present(k-1)) e_{k-1} / e_k; row k - 1 of `ratios` is e_k / e_{k-1} of each column."""
    present = np.zeros((len(ratios) + 1, weight.size))
    for k, row in enumerate(ratios, start=1):
        np.divide(weight * (1 - present[k - 1]), row, out=present[k], where=row > 0)
        np.minimum(present[k], 1, out=present[k])
    return present


def _ratios_without(weights: FloatArray, largest: int, field: IntArray, left_out: list[IntArray]) -> FloatArray:
    """The ratios of the worlds of these fields without a country, or two, of each."""
    rest = weights[field]
    for country in left_out:
        rest[np.arange(field.size), country] = 0
    return _ratios(rest, largest)


def _product(without: FloatArray, ratios: FloatArray) -> FloatArray:
    """e_k of the rest over e_k, k = 0..D, as (D + 1, columns)."""
    quotient = np.divide(without, ratios, out=np.zeros_like(ratios), where=ratios > 0)
    product = np.ones((ratios.shape[1] + 1, len(ratios)))
    np.cumprod(quotient.T, axis=0, out=product[1:])
    return product


def _joint(weights: FloatArray, used: BoolArray, first: IntArray, second: IntArray) -> FloatArray:
    """The chance of the heavier of a pair in d, times that of the lighter among d - 1 without the heavier."""
    fields, largest = len(weights), used.shape[1] - 1
    ratios, present, absent = _inclusion(weights, used)
    field = np.repeat(np.arange(fields), first.size)
    one, other = np.tile(first, fields), np.tile(second, fields)
    swap = weights[field, one] < weights[field, other]
    heavy, light = np.where(swap, other, one), np.where(swap, one, other)
    share = np.divide(absent[1:], absent[:-1], out=np.zeros_like(absent[1:]), where=absent[:-1] > 0)
    without = (ratios.T[:, :, None] * share).reshape(largest, -1)[: max(largest - 1, 0)]
    column = field * weights.shape[1] + heavy
    chance = _upwards(weights[field, light], without[:, column])
    joint = np.zeros((field.size, largest + 1))
    common = np.flatnonzero((used[:, 1:].T[: len(chance), field] & (chance > 0.5)).any(axis=0))
    if common.size:
        exact = _lighter(weights, field[common], heavy[common], light[common], len(chance) - 1)
        chance[:, common] = np.where(chance[:, common] > 0.5, exact, chance[:, common])
    flat = present.reshape(largest + 1, -1)
    for size in range(1, largest + 1):
        joint[:, size] = flat[size, column] * chance[size - 1]
    return joint.reshape(fields, first.size, largest + 1)


def _lighter(weights: FloatArray, field: IntArray, heavy: IntArray, light: IntArray, largest: int) -> FloatArray:
    """Presence of the lighter in the world without the heavier, by the polynomials without both."""
    rest = _ratios_without(weights, largest, field, [heavy])
    return 1 - _product(_ratios_without(weights, largest, field, [heavy, light]), rest)
