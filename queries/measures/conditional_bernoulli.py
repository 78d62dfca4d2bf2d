"""The chance of each country, and of each two, in a paper of exactly k drawn by weight.

Each set of k countries is drawn in proportion to the product of its weights. With e_k the elementary
symmetric polynomial of all weights, country i is among the k with probability x_i e_{k-1}(x without i) /
e_k(x). The recursions are those of Chen, Dempster & Liu (1994), doi:10.1093/biomet/81.3.457, arranged so that
no step magnifies rounding: upwards in k while a country is more likely absent than present, downwards from
"all countries" where it is more likely present. Errors stay near 1e-15 relative, for the probability of
presence and of absence alike, however unequal the weights.
"""

from dataclasses import dataclass

import numpy as np

from queries.measures.arrays import FloatArray, IntArray


@dataclass(frozen=True)
class Inclusion:
    """What papers of 0..n countries hold: row k is for papers of k countries, column i for country i."""

    weights: FloatArray
    ratios: FloatArray
    """ratios[k - 1] = e_k / e_{k-1}, for k = 1..n."""
    present: FloatArray
    absent: FloatArray
    """1 - present, to its own relative precision."""


def inclusion(weights: FloatArray) -> Inclusion:
    """The chance of each country in papers of every size 0..n; weights are positive and finite.

    Takes O(n^2) steps for n countries. Row k of `present` sums to k.
    """
    ratios = _symmetric_ratios(weights)
    up, down = _present_upwards(weights, ratios[:, None]), _absent_downwards(weights, ratios[:, None])
    light = np.logical_and.accumulate(up <= 0.5, axis=0)
    return Inclusion(weights, ratios, np.where(light, up, 1 - down), np.where(light, 1 - up, down))


def joint_inclusion(world: Inclusion, first: IntArray, second: IntArray, largest: int) -> FloatArray:
    """The chance that first[p] and second[p], two different countries, are both in a paper of d countries.

    Shape (largest + 1, pairs), row d for papers of d countries, 1 <= largest <= n. It is the chance of the
    heavier one in d, times that of the lighter among d - 1 drawn from the world without the heavier.
    """
    heavier_first = world.weights[first] >= world.weights[second]
    heavier, lighter = np.where(heavier_first, first, second), np.where(heavier_first, second, first)
    without = world.ratios[:-1, None] * world.absent[1:-1] / world.absent[:-2]
    joint = _present_upwards(world.weights[lighter], without[: largest - 1], heavier)
    common = np.flatnonzero(world.present[largest, lighter] > 0.5)
    if common.size:
        down = _absent_downwards(world.weights[lighter[common]], without, heavier[common])[:largest]
        light = np.logical_and.accumulate(joint[:, common] <= 0.5, axis=0)
        joint[:, common] = np.where(light, joint[:, common], 1 - down)
    for size in range(largest):
        joint[size] *= world.present[size + 1, heavier]
    return np.concatenate((np.zeros((1, first.size)), joint))


def _symmetric_ratios(weights: FloatArray) -> FloatArray:
    """e_k / e_{k-1} for k = 1..n, one country added at a time, by sums and quotients of positive numbers."""
    ratios = np.zeros(0)
    for weight in weights:
        below = np.concatenate(([np.inf], ratios))
        ratios = (np.append(ratios, 0.0) + weight) / (1 + weight / below)
    return ratios


def _present_upwards(weights: FloatArray, ratios: FloatArray, world: IntArray | None = None) -> FloatArray:
    """present(k) = x (1 - present(k-1)) e_{k-1} / e_k, trusted until it first passes one half.

    Row k - 1 of `ratios` is e_k / e_{k-1} of one world a column; `world` names the column of each weight.
    """
    present = np.zeros((len(ratios) + 1, weights.size))
    for k, row in enumerate(ratios, start=1):
        step = weights * (1 - present[k - 1]) / (row if world is None else row[world])
        np.minimum(step, 1, out=present[k])
    return present


def _absent_downwards(weights: FloatArray, ratios: FloatArray, world: IntArray | None = None) -> FloatArray:
    """absent(k-1) = (1 - absent(k)) e_k / (x e_{k-1}), from 0 at all countries; trusted below one half."""
    absent = np.zeros((len(ratios) + 1, weights.size))
    for k in range(len(ratios), 0, -1):
        row = ratios[k - 1] if world is None else ratios[k - 1][world]
        np.minimum((1 - absent[k]) * row / weights, 1, out=absent[k - 1])
    return absent
