"""What speaks for two scientists as colleagues, of all others at a time, by what was known at the end of a year.

The signals of a scientist with each other one:

* `text`: the square root of the cosine of their texts: TF-IDF of publications, summed over those of each
* `topics`: the same of topics, each weighed by its score and by how rare it is
* `references`: the same of works cited (bibliographic coupling: Kessler 1963, doi:10.1002/asi.5090140103)
* `walk`: ln of the chance to be there on a random walk with restart from co-author to co-author (Tong, Faloutsos & Pan
  2006, doi:10.1109/ICDM.2006.70), a joint publication of n authors weighing 1 / (n - 1)
* `citations`: ln of 1 + how often the scientist and the co-authors cite the other, and those around the other the
  scientist
* `institutions`: which part of the other's affiliations are at institutions of the scientist and of the co-authors, as
  often as these are
* `absence`: ln of 1 + the years since the other last published
* `leads`: ln of 1 + how often the other stood first or last, or was a corresponding author
* `publications`: ln of 1 + how many the other has

Publications fade: one of `a` years ago weighs e^(-a / 8 years) in the first six but `citations`.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_known import Known

SIGNALS = (
    "text",
    "topics",
    "references",
    "walk",
    "citations",
    "institutions",
    "absence",
    "leads",
    "publications",
)

_LEAST = 5e-5
"""Added to the chance of the walk: about what one has at three steps."""


def signals(known: Known, of: int) -> FloatArray:
    """A row for each scientist, a column for each of `SIGNALS`."""
    own = known.faded[[of]]
    circle = np.append(known.network.coauthors(of), of)
    wanted: list[FloatArray] = [np.asarray((own @ kind.works).sum(axis=0)).ravel() for kind in known.kinds]
    near = np.log(known.network.walk(of) + _LEAST)
    return _columns(known, wanted, near, _citations(known, of, circle), _around(known, of))


def signals_about(known: Known, terms: FloatArray, topics: FloatArray) -> FloatArray:
    """The same of a text, given its weighed terms and its topics; who and where say nothing then.

    `text` is here the square root of the cosine with the closest publication of each.
    """
    nothing = np.zeros(known.works.people)
    references = np.zeros(known.works.references.shape[1])
    found = _columns(known, [terms, topics, references], nothing + np.log(_LEAST), nothing, nothing)
    alike: FloatArray = np.asarray(known.texts.works @ (terms / (float(np.linalg.norm(terms)) or 1.0)))
    closest = csr_array(known.wrote @ diags_array(alike)).max(axis=1).toarray().ravel()
    found[:, SIGNALS.index("text")] = np.sqrt(np.maximum(closest, 0))
    return found


def _columns(
    known: Known,
    wanted: list[FloatArray],
    near: FloatArray,
    citations: FloatArray,
    around: FloatArray,
) -> FloatArray:
    alike = [_root(kind.cosines(known.faded, one)) for kind, one in zip(known.kinds, wanted, strict=True)]
    given = (near, citations, around, known.absence, known.leads, known.output)
    return np.column_stack([*alike, *given])


def _citations(known: Known, of: int, circle: IntArray) -> FloatArray:
    from_circle: FloatArray = np.asarray(known.wrote[circle].sum(axis=0)).ravel()
    cited = known.wrote @ (known.cites.T @ from_circle)
    citing: FloatArray = np.asarray(known.wrote @ (known.cites @ known.wrote[[of]].toarray().ravel()))
    who = np.flatnonzero(citing)
    around = csr_array(known.network.joining[who] @ known.network.members)
    around.data[:] = 1
    beside = citing[who] @ around - citing * known.network.joins
    return np.asarray(np.log1p(np.maximum(cited + citing + beside, 0)), dtype=np.float64)


def _around(known: Known, of: int) -> FloatArray:
    network = known.network
    joint = csr_array(csr_array(network.joining[[of]] @ diags_array(network.credit)) @ network.members)
    joint.data[joint.indices == of] = 0
    weight = joint.toarray().ravel()
    weight[of] = weight.sum() / 2
    total = weight.sum()
    mine = known.affiliations[[of]] if not total else csr_array((weight / total)[np.newaxis, :] @ known.affiliations)
    return np.asarray(known.affiliations @ mine.toarray().ravel(), dtype=np.float64)


def _root(cosines: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(np.maximum(cosines, 0)), dtype=np.float64)


NEAREST = float(np.log(_LEAST))
"""The signal `walk` of one who cannot be reached."""


def any_sign(signals: FloatArray) -> BoolArray:
    """Whether anything speaks for each one: a word, topic, reference, citation, institution or path in common."""
    walk = SIGNALS.index("walk")
    others = [SIGNALS.index(name) for name in ("text", "topics", "references", "citations", "institutions")]
    found: BoolArray = (signals[:, others] > 0).any(axis=1) | (signals[:, walk] > NEAREST + 1e-9)
    return found
