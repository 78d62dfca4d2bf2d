"""Well-known scores of new colleagues, for comparison: Adamic-Adar, TF-IDF of texts, shared topics times log works.

Texts are those of `sklearn.feature_extraction.text.TfidfVectorizer(min_df=2, sublinear_tf=True, stop_words="english")`
on title and distinct words of the abstract, worked out here again without scikit-learn.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, diags_array

from benchmarks.quality.colleague_records import Work, counted
from queries.measures.arrays import FloatArray
from queries.measures.colleague_works import Sparse, Works, inverse, lengths

_WORD = re.compile(r"\b\w\w+\b")

# The stop words of the Glasgow information retrieval group, as scikit-learn (BSD-3-Clause) has them.
_STOP = frozenset(
    """
    a about above across after afterwards again against all almost alone along already also although always am among
    amongst amoungst amount an and another any anyhow anyone anything anyway anywhere are around as at back be
    became because become becomes becoming been before beforehand behind being below beside besides between beyond
    bill both bottom but by call can cannot cant co con could couldnt cry de describe detail do done down due during
    each eg eight either eleven else elsewhere empty enough etc even ever every everyone everything everywhere
    except few fifteen fifty fill find fire first five for former formerly forty found four from front full further
    get give go had has hasnt have he hence her here hereafter hereby herein hereupon hers herself him himself his
    how however hundred i ie if in inc indeed interest into is it its itself keep last latter latterly least less
    ltd made many may me meanwhile might mill mine more moreover most mostly move much must my myself name namely
    neither never nevertheless next nine no nobody none noone nor not nothing now nowhere of off often on once one
    only onto or other others otherwise our ours ourselves out over own part per perhaps please put rather re same
    see seem seemed seeming seems serious several she should show side since sincere six sixty so some somehow
    someone something sometime sometimes somewhere still such system take ten than that the their them themselves
    then thence there thereafter thereby therefore therein thereupon these they thick thin third this those though
    three through throughout thru thus to together too top toward towards twelve twenty two un under until up upon
    us very via was we well were what whatever when whence whenever where whereafter whereas whereby wherein
    whereupon wherever whether which while whither who whoever whole whom whose why will with within without would
    yet you your yours yourself yourselves
    """.split()
)


class Baselines(NamedTuple):
    """What the three scores are worked out from: scientists by scientists, terms and topics."""

    adamic_adar: Sparse
    texts: Sparse
    topics: Sparse
    log_works: FloatArray

    def scores(self, of: int) -> dict[str, FloatArray]:
        """The score of each scientist by name of the measure."""
        topics: FloatArray = np.asarray(self.topics @ self.topics[[of]].toarray().ravel())
        return {
            "adamic_adar": self.adamic_adar[[of]].toarray().ravel(),
            "tfidf": np.asarray(self.texts @ self.texts[[of]].toarray().ravel()),
            "topics_x_log_works": topics * self.log_works,
        }


def baselines(known: list[Work], works: Works) -> Baselines:
    """The measures on the known works, of which `works` are the arrays."""
    wrote = works.wrote(np.ones(len(works.work), np.bool_))
    joined = works.joined(works.first_year, int(works.year.max(initial=0)))
    joined.data[:] = 1
    degree: FloatArray = np.asarray(joined.sum(axis=1)).ravel()
    paths = csr_array(joined @ diags_array(1 / np.log(np.maximum(degree, 2))) @ joined)
    texts = _unit(csr_array(wrote @ _tf_idf([work.text() for work in known])))
    topics = _unit(csr_array(wrote @ works.topics))
    return Baselines(paths, texts, topics, np.log1p(np.asarray(wrote.sum(axis=1)).ravel()))


def _tf_idf(texts: list[str]) -> Sparse:
    counts = counted(
        [
            {word: float(n) for word, n in Counter(_WORD.findall(text.lower())).items() if word not in _STOP}
            for text in texts
        ]
    )
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    rare = np.where(having >= 2, np.log((1 + len(texts)) / (1 + having)) + 1, 0.0)
    counts.data = 1 + np.log(counts.data)
    return _unit(csr_array(counts @ diags_array(rare)))


def _unit(rows: Sparse) -> Sparse:
    return csr_array(diags_array(inverse(lengths(rows))) @ rows)
