"""The weights of the fixed-size null model, by damped Newton steps on its concave log-likelihood.

The gradient is margin minus expectation; the Hessian is minus the countries' summed covariance, here by the
approximation of Deville & Tillé (2005), J. Statist. Plann. Inference 128, 569-591. It needs no joint
probabilities, it changes how the steps go and not where they end, and as the Laplacian of a graph with
positive weights it is always definite, once the scale that the weights leave free is fixed.
"""

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from queries.measures.arrays import FloatArray
from queries.measures.conditional_bernoulli import Inclusion, inclusion

_CLOSE = 1e-11
_STEPS = 200
_LONGEST_STEP = 10.0


def log_weights(papers: FloatArray, margins: FloatArray) -> FloatArray:
    """Log weights, of mean 0, with which each country is expected in `margins[i]` of the papers.

    `papers[d]` is the number of papers of d countries, d = 0..n. A solution must exist: for k < n the k
    largest margins sum to less than sum_d papers[d] min(d, k), else RuntimeError. Papers of no or of all
    countries say nothing about weights; where there are no others, the weights are 0.
    """
    n = margins.size
    margins = margins - papers[n]
    papers = papers.copy()
    papers[[0, n]] = 0
    if not papers.any():
        return np.zeros(n)
    weights = _centred(np.log(margins) - np.log(papers.sum() - margins))
    for _ in range(_STEPS):
        world = inclusion(np.exp(weights))
        gradient = margins - papers @ world.present
        if np.max(np.abs(gradient) / margins) < _CLOSE:
            return weights
        weights = _climb(weights, _step(world, papers, gradient), papers, margins)
    raise RuntimeError(f"no weights found in {_STEPS} steps: the margins of {n} countries leave hardly any choice")


def _step(world: Inclusion, papers: FloatArray, gradient: FloatArray) -> FloatArray:
    shared = _shared_variance(world.present[papers > 0] * world.absent[papers > 0])
    laplacian = -(papers[papers > 0, None] * shared).T @ shared
    np.fill_diagonal(laplacian, 0)
    np.fill_diagonal(laplacian, -laplacian.sum(axis=1))
    free = np.delete(np.arange(gradient.size), np.argmax(np.diag(laplacian)))
    step = np.zeros(gradient.size)
    step[free] = cho_solve(cho_factor(laplacian[np.ix_(free, free)]), gradient[free])
    return step


def _shared_variance(variance: FloatArray) -> FloatArray:
    """c, a row a size, so that c_i (sum of c - c_i) is near the variance of i: -c_i c_j is a covariance."""
    shared: FloatArray = variance / np.sqrt(variance.sum(axis=1, keepdims=True))
    for _ in range(4):
        np.sqrt(shared * variance / (shared.sum(axis=1, keepdims=True) - shared), out=shared)
    return shared


def _climb(weights: FloatArray, step: FloatArray, papers: FloatArray, margins: FloatArray) -> FloatArray:
    """The whole step, halved until the log-likelihood does not fall (rounding aside)."""
    now = _log_likelihood(weights, papers, margins)
    step = step * min(1.0, _LONGEST_STEP / np.max(np.abs(step)))
    while _log_likelihood(weights + step, papers, margins) < now - 1e-12 * abs(now):
        step = step / 2
    return _centred(weights + step)


def _log_likelihood(weights: FloatArray, papers: FloatArray, margins: FloatArray) -> float:
    ratios = inclusion(np.exp(weights)).ratios
    return float(margins @ weights - papers[1:] @ np.cumsum(np.log(ratios)))


def _centred(weights: FloatArray) -> FloatArray:
    centred: FloatArray = weights - weights.mean()
    return centred
