"""Which parts of two names stand for each other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graph.names.compared import Compared, Ready
from graph.names.parts import Part
from graph.names.sounds import sound
from graph.names.words_alike import DISTINCT, printed_alike, words_alike

LEAST = 0.62
"""Parts less alike than this are different parts."""

BEGINS = 0.85
"""An initial and a word that begins with it."""

NEARLY_BEGINS = 0.8
JOINED = 0.9
NICKNAME = 0.93


def _runs(ready: tuple[Ready, ...]) -> dict[str, range]:
    """The places of two or three neighbouring parts, by the consonants that they have as one word."""
    runs: dict[str, range] = {}
    for start in range(len(ready) - 1):
        run = ready[start].bones
        for end in range(start + 1, min(start + 3, len(ready))):
            following = ready[end].bones
            if not run or not following:
                break
            run = _one_word(run, following)
            if len(run) > 2:
                runs.setdefault(run, range(start, end + 1))
    return runs


def _one_word(first: str, second: str) -> str:
    """The bones of two words printed as one."""
    second = second.removeprefix("a")
    return first + (second[1:] if second[:1] == first[-1] else second)


class Pair(NamedTuple):
    """The places of two parts, and how alike they are."""

    a: int
    b: int
    alike: float


class Aligned(NamedTuple):
    """The pairs in order of `a`, and the places of what is left over; light parts are not."""

    pairs: tuple[Pair, ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]


def align(a: Compared, b: Compared) -> Aligned:
    """Pair parts one to one, the most alike first; of equals, those nearest in place.

    A part that two or three neighbours of the other name make together is paired with them before all others.
    """
    pairs: list[Pair] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    if _may_be_joined(a.ready, b.starts) or _may_be_joined(b.ready, a.starts):
        _pair_joined(a, b, pairs, used_a, used_b)
    candidates = _candidates(a, b)
    candidates.sort()
    for alike, _, i, j in candidates:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append(Pair(i, j, -alike))
    return Aligned(
        tuple(sorted([pair for pair in pairs if not a.parts[pair.a].light or not b.parts[pair.b].light])),
        tuple([i for i, part in enumerate(a.parts) if i not in used_a and not part.light]),
        tuple([j for j, part in enumerate(b.parts) if j not in used_b and not part.light]),
    )


def _candidates(a: Compared, b: Compared) -> list[tuple[float, int, int, int]]:
    """All parts that are alike enough to be paired: how much (less than 0), how far apart in place, and where."""
    found: list[tuple[float, int, int, int]] = []
    for i, ready_a in enumerate(a.ready):
        for j, ready_b in enumerate(b.ready):
            if ready_a is ready_b:
                alike = 1.0
            elif _far(ready_a, ready_b):
                continue
            else:
                alike = _alike(ready_a, ready_b)
            if (ready_a.syllable or ready_b.syllable) and i < a.family and j < b.family:
                alike = max(alike, NICKNAME * _is_nickname(ready_a, ready_b))
            if alike >= LEAST:
                found.append((-alike, abs(i - j), i, j))
    return found


def _is_nickname(a: Ready, b: Ready) -> bool:
    """One is the first syllable of the other with -y or -ie. Family names may begin alike: Kelly, Keller."""
    return any(
        one.syllable and not one.known and name.startswith(one.syllable) and len(name) > len(one.syllable) + 1
        for one, name in ((a, b.part.text), (b, a.part.text))
    )


def _far(a: Ready, b: Ready) -> bool:
    """Distinct names, or less than half of the consonants in common: told at once, as most pairs of words are far."""
    if a.known and b.known:
        return a.known.isdisjoint(b.known)
    common = (a.letters & b.letters).bit_count() * 2
    return common < a.letters.bit_count() and common < b.letters.bit_count()


def _may_be_joined(ready: tuple[Ready, ...], starts: tuple[str, ...]) -> bool:
    return any([one.whole.startswith(starts) for one in ready])  # noqa: C419


def _pair_joined(a: Compared, b: Compared, pairs: list[Pair], used_a: set[int], used_b: set[int]) -> None:
    """Pair words of one name with neighbours of the other that are the word when printed as one."""
    runs_a, runs_b = _runs(a.ready), _runs(b.ready)
    for i, one in enumerate(a.ready):
        run = runs_b.get(one.whole, range(0))
        if _as_long(one.part, b.parts[run.start : run.stop]) and used_b.isdisjoint(run):
            pairs.append(Pair(i, run[0], JOINED))
            used_a.add(i)
            used_b.update(run)
    for j, one in enumerate(b.ready):
        run = runs_a.get(one.whole, range(0))
        if _as_long(one.part, a.parts[run.start : run.stop]) and j not in used_b and used_a.isdisjoint(run):
            pairs.append(Pair(run[0], j, JOINED))
            used_b.add(j)
            used_a.update(run)


def _as_long(whole: Part, run: tuple[Part, ...]) -> bool:
    """About as long together as the whole, in sounds: vowels that make a word of their own are no part of it."""
    length = sum([len(sound(part.text)) for part in run])
    return bool(run) and abs(len(sound(whole.text)) - length) < (4 if whole.bare or run[0].bare else 2)


@lru_cache(maxsize=262_144)
def _alike(one: Ready, other: Ready) -> float:
    """How alike two parts are, 0 to 1; an initial and a word that may begin with it are nearly alike."""
    a, b = one.part, other.part
    if a.initial or b.initial:
        return _begins(one, other)
    bare = a.bare or b.bare
    if len(a.readings) == 1 == len(b.readings):
        best = words_alike(a.readings[0], b.readings[0], bare)
    else:
        best = max([words_alike(x, y, bare) for x in a.readings for y in b.readings])
    if a.printed and b.printed and best != DISTINCT:
        best = max(best, printed_alike(a.printed, b.printed))
    if a.head == b.head:
        return best
    return max(words_alike(a.text, b.text, bare), 0.85 * best if best > 0.9 else 0.0)


_NEAR = frozenset("ck kc cq qc kq qk gq qg gj jg jy yj iy yi ey ye hx xh vw wv ou uo ae ea ei ie".split())
_VOWELS = "aeiou"


def _begins(one: Ready, other: Ready) -> float:
    a, b = one.part, other.part
    first_a, first_b = (one.inner, other.inner) if a.head and b.head else (one.first, other.first)
    met = [x + y for x in first_a for y in first_b]
    if any(pair[0] == pair[1] for pair in met):
        return 1.0 if a.readings == b.readings else BEGINS
    unwritten = (a.bare or b.bare) and any(pair[0] in _VOWELS and pair[1] in _VOWELS for pair in met)
    return NEARLY_BEGINS if unwritten or not _NEAR.isdisjoint(met) else 0.0
