"""Logistic regression with a ridge: how likely each case is, learned from cases whose end is known."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from queries.measures.arrays import BoolArray, FloatArray


def fitted(x: FloatArray, happened: BoolArray, ridge: float, weight: FloatArray | None = None) -> FloatArray:
    """The intercept and then the coefficient of each column of `x`, at the least of

        Σ weight (log(1 + exp z) - happened z) + ridge / 2 · |coefficients|²,  z = intercept + x · coefficients

    (Hoerl & Kennard's ridge on the logistic likelihood: le Cessie & van Houwelingen 1992, doi:10.2307/2347628). The
    intercept is not shrunk. A column that never varies has coefficient 0. Weights are 1 if not given.
    """
    design = np.column_stack([np.ones(len(x)), x])
    true = happened.astype(np.float64)
    each = np.ones(len(x)) if weight is None else weight
    shrunk = np.full(design.shape[1], ridge)
    shrunk[0] = 0

    def loss(b: FloatArray) -> tuple[float, FloatArray]:
        z = design @ b
        value = float(each @ (np.logaddexp(0, z) - true * z) + (shrunk * b) @ b / 2)
        return value, design.T @ (each * (expit(z) - true)) + shrunk * b

    def curvature(b: FloatArray) -> FloatArray:
        chance = expit(design @ b)
        spread = each * chance * (1 - chance)
        return np.asarray((design * spread[:, np.newaxis]).T @ design + np.diag(shrunk), dtype=np.float64)

    start = np.zeros(design.shape[1])
    found = minimize(loss, start, jac=True, hess=curvature, method="trust-exact", options={"gtol": 1e-8})
    return np.asarray(found.x, dtype=np.float64)


def log_odds(x: FloatArray, coefficients: FloatArray) -> FloatArray:
    """The log-odds of each case, by what `fitted` gave."""
    return np.asarray(coefficients[0] + x @ coefficients[1:], dtype=np.float64)
