"""Plain text out of texts with tags: JATS in abstracts, HTML in titles and notes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from loaders.cleaning import clean

_BLOCKS = frozenset("p title sec list list-item label break br div li ul ol h1 h2 h3 h4 disp-formula".split())
_UNSEEN = frozenset("annotation annotation-xml tex-math script style".split())
_NAMES = """i b u em strong sub sup sc p br div span li ul ol a title sec italic bold list list-item label abstract
underline tt inline-formula disp-formula h1 h2 h3 h4 font small section math tex-math alternatives ext-link xref
named-content styled-content break"""
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s<>]+))*"""
# Anything else behind a “<” is text: p<0.05, a <b.
_NO_TAG = re.compile(
    rf"<(?!/?(?:(?:jats|mml|m|xlink):[\w-]+|{'|'.join(_NAMES.split())}){_ATTRIBUTES}\s*/?>|!)", re.IGNORECASE
)
_ESCAPED_TIMES = 3
_HEADING = re.compile(r"(?:abstract|summary)[.:]?\s+(?=\S)", re.IGNORECASE)


class _Text(HTMLParser):
    """Gathers the text between tags; a block stands apart, a sign within a word does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block starts apart from what stands before it."""
        del attrs
        name = tag.rpartition(":")[2]
        self._unseen += name in _UNSEEN
        if name in _BLOCKS:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        del attrs
        if tag.rpartition(":")[2] in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """A block ends apart from what comes after it."""
        name = tag.rpartition(":")[2]
        self._unseen = max(0, self._unseen - (name in _UNSEEN))
        if name in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Text that is shown."""
        if not self._unseen:
            self.parts.append(data)


def plain(text: str | None) -> str | None:
    """The text without tags, entities, e-mail addresses and line breaks; none where nothing is left.

    Of a formula only what is shown stays, not its source in TeX.
    """
    if not text:
        return None
    # Some publishers escape what is escaped already, tags and all.
    for _ in range(_ESCAPED_TIMES):
        if "<" not in text and "&" not in text:
            break
        text = _without_tags(text)
    return clean(" ".join(text.split()))


def _without_tags(text: str) -> str:
    parser = _Text()
    parser.feed(_NO_TAG.sub("&lt;", text))
    parser.close()
    return "".join(parser.parts)


def plain_abstract(text: str | None) -> str | None:
    """The same of an abstract, without the heading that only says so."""
    found = plain(text)
    if not found or not text or not text.lstrip().startswith("<"):
        return found
    return _HEADING.sub("", found, count=1) if _HEADING.match(found) else found
