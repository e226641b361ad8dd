"""The parse of a document's segments: one run of the language model over cleaned copies, offsets of the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sourcebook.records.text import Document, Segment, Token
from sourcebook.records.vocabulary import SegmentKind
from sourcebook.segment.casing import Casing, shouted
from sourcebook.segment.layout import Layout
from sourcebook.segment.sentences import REFERENCE_MARK

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ATTRIBUTES = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "IDX", "LENGTH")
BATCH = 256  # segments parsed together
TEXTS_KEPT, LONGEST_KEPT = 200, 20_000
"""Texts whose parse is kept for the next copy of them, and the characters of the longest: some 60 MB at most."""

_NOISE = re.compile(rf"\s+|{REFERENCE_MARK}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_GLUE = re.compile(r"(?<=[a-z])(?=\d)|(?<=[a-z]{3})(?=[A-Z][a-z]|[A-Z]{2})|(?<=\d)(?=[A-Z][a-z]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The words of a segment as the parser sees them, and for each character its offset in the document.

    ``offsets`` is null where the copy runs in step with the document from ``start`` on.
    """

    text: str
    start: int
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the copy as characters of the document."""
        if self.offsets is None:
            return self.start + start, self.start + end
        return self.offsets[start], self.offsets[end - 1] + 1


def copy_of(text: str, start: int, end: int, unparsed: Sequence[tuple[int, int]]) -> Copy:
    """The characters between two offsets with single blanks, reference marks and unparsed stretches left out.

    ``unparsed`` is in order.

    >>> copy_of("Nine died,[3]\\nall\\nsoldiers.", 0, 27, ()).text
    'Nine died, all soldiers.'
    """
    nearest = bisect_left(unparsed, (start, 0))
    inside = [(a, b) for a, b in unparsed[nearest : bisect_left(unparsed, (end, 0))] if b <= end]
    noise = [m.span() for m in _NOISE.finditer(text, start, end) if m.end() - m.start() > 1 or not m[0].isspace()]
    dropped = sorted([*inside, *noise])
    if not dropped:
        return Copy(text="".join(" " if sign.isspace() else sign for sign in text[start:end]), start=start)
    signs: list[str] = []
    offsets: list[int] = []
    at = start
    for first, last in [*dropped, (end, end)]:
        for offset in range(at, first):
            _append(signs, offsets, text[offset], offset)
        at = max(at, last)
        if first < last and not text[first:last].strip("\u00ad\u200b\u200c\u200d\ufeff"):
            continue
        if first < last:
            _append(signs, offsets, " ", first)
    while signs and signs[-1] == " ":
        signs.pop()
        offsets.pop()
    return Copy(text="".join(signs), start=start, offsets=tuple(offsets))


def _append(signs: list[str], offsets: list[int], sign: str, offset: int) -> None:
    """Add a character to the copy; blanks are single, none stands first or before a stop or comma."""
    if sign.isspace():
        if not signs or signs[-1] == " ":
            return
        sign = " "
    elif sign in ".,;:" and signs and signs[-1] == " ":
        signs.pop()
        offsets.pop()
    signs.append(sign)
    offsets.append(offset)


class Parser:
    """Parses the segments of one document after the other with one language model."""

    def __init__(self, model: Language) -> None:
        """``model`` is the loaded spaCy pipeline."""
        self._model = model
        self._casing = Casing(model)
        self._names: dict[int, str] = {0: ""}
        self._known = lru_cache(maxsize=TEXTS_KEPT)(self._tables)

    def parsed(self, document: Document, layout: Layout) -> tuple[Segment, ...]:
        """The layout's segments with their tokens; boilerplate is left unparsed."""
        spelled = self._spelling(document)
        wanted = [s for s in layout.segments if s.kind is not SegmentKind.BOILERPLATE]
        copies = [copy_of(document.text, s.start, s.end, layout.unparsed) for s in wanted]
        copies = [replace(copy, text=spelled(copy.text)) for copy in copies]
        texts = tuple((copy.text, segment.kind) for copy, segment in zip(copies, wanted, strict=True))
        keeps = sum(len(copy.text) for copy in copies) <= LONGEST_KEPT
        tables = self._known(texts) if keeps else self._tables(texts)
        words: dict[int, str] = {}
        tokens = {
            segment.segment_id: tuple(self._tokens(table, copy, words))
            for segment, copy, table in zip(wanted, copies, tables, strict=True)
        }
        return tuple(replace(s, tokens=tokens.get(s.segment_id, ())) for s in layout.segments)

    def _tables(self, texts: tuple[tuple[str, SegmentKind], ...]) -> tuple[Any, ...]:
        """The parse of a document's segments, a row of numbers a word.

        Kept whole document by whole document: what is parsed together may differ from what is parsed alone in the last
        digit of a score, and a reading must not depend on what was read before.
        """
        made = (self._doc(text, kind) for text, kind in texts)
        return tuple(doc.to_array(list(ATTRIBUTES)) for doc in self._model.pipe(made, batch_size=BATCH))

    def _spelling(self, document: Document) -> Callable[[str], str]:
        """How a segment of this document is spelled for the parser."""
        whole = shouted(document.text)
        acronyms = self._casing.acronyms_in(document.text)

        def spelled(text: str) -> str:
            return self._casing.truecased(text, acronyms) if shouted(text, whole) else text

        return spelled

    def _doc(self, text: str, kind: SegmentKind) -> Doc:
        """The segment's words, to be parsed as one sentence."""
        doc = self._unglued(text) if kind is SegmentKind.INFO_BOX else self._model.make_doc(text)
        for index in range(1, len(doc)):
            doc[index].is_sent_start = False
        return doc

    def _unglued(self, text: str) -> Doc:
        """The words of an info-box line, "Foundation26 January 2015", label and value taken apart."""
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        cuts = [0, *(cut.start() for cut in _GLUE.finditer(text)), len(text)]
        for first, last in pairwise(cuts):
            piece = self._model.make_doc(text[first:last])
            words.extend(token.text for token in piece)
            spaces.extend(bool(token.whitespace_) for token in piece)
        return Doc(self._model.vocab, words=words, spaces=spaces)

    def _tokens(self, table: Any, copy: Copy, words: dict[int, str]) -> Iterator[Token]:
        """The parsed words in document coordinates. Strings are shared: a document repeats them hundredfold."""
        names, strings = self._names, self._model.vocab.strings
        for index, row in enumerate(table.tolist()):
            orth, lemma, pos, tag, dep, head, iob, entity, at, length = row
            for key in (orth, lemma):
                if key not in words:
                    words[key] = strings[key] if key else ""
            for key in (pos, tag, dep, entity):
                if key not in names:
                    names[key] = strings[key]
            start, end = copy.span(at, at + length)
            yield Token(
                start=start,
                end=end,
                text=words[orth],
                lemma=words[lemma],
                pos=names[pos],
                tag=names[tag],
                dep=names[dep],
                head=index + _signed(head),
                entity=f"{'B' if iob == 3 else 'I'}-{names[entity]}" if entity else "",
            )


def _signed(offset: int) -> int:
    """The distance to a word's head, which the model's table holds as an unsigned number of 64 bits."""
    return offset - (1 << 64) if offset >= 1 << 63 else offset
