"""Marks in a text where several may lie over each other: the text cut into stretches, each with the marks over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.records.claims import Claim
from sourcebook.records.values import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a claim: its sentence (``claim``), or those of one value (``figure``, ``other``)."""

    start: int
    end: int
    kind: str
    claim_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters with the same marks over them; ``begins`` are the claims whose sentence starts here."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[str, ...]

    @property
    def kinds(self) -> str:
        """The classes of the stretch: what lies over it, and whether sentences of several claims do."""
        claims = {mark.claim_id for mark in self.marks if mark.kind == "claim"}
        kinds = [kind for kind in ("claim", "figure", "other") if any(mark.kind == kind for mark in self.marks)]
        return " ".join(kinds + (["deep"] if len(claims) > 1 else []))

    @property
    def claim_ids(self) -> str:
        """The claims whose words these are, by id."""
        return " ".join(dict.fromkeys(mark.claim_id for mark in self.marks))

    @property
    def labels(self) -> str:
        """What the words were read as."""
        return "; ".join(dict.fromkeys(mark.label for mark in self.marks if mark.label))


def marks_of(claim: Claim) -> Iterator[Mark]:
    """All words that a claim rests on."""
    for words in (claim.words, *claim.also):
        yield _mark(claim, words, "claim", "")
    for figure in claim.figures:
        yield _mark(claim, figure.words, "figure", f"{figure.harm}")
    others = [(claim.time_words, "when"), (claim.place_words, "where")]
    others += [(party.words, str(party.role)) for party in claim.parties]
    others += [(weapon.words, "weapon") for weapon in claim.weapons]
    for value_words, label in others:
        if value_words is not None:
            yield _mark(claim, value_words, "other", label)


def _mark(claim: Claim, words: Words, kind: str, label: str) -> Mark:
    return Mark(start=words.start, end=words.end, kind=kind, claim_id=claim.claim_id, label=label)


def stretches(text: str, bounds: tuple[int, int], marks: Sequence[Mark]) -> list[Stretch]:
    """The characters between two offsets, cut wherever a mark begins or ends.

    >>> one = Mark(start=0, end=5, kind="claim", claim_id="a", label="")
    >>> other = Mark(start=3, end=8, kind="claim", claim_id="b", label="")
    >>> [(each.text, each.kinds) for each in stretches("Bomb kills two", (0, 14), [one, other])]
    [('Bom', 'claim'), ('b ', 'claim deep'), ('kil', 'claim'), ('ls two', '')]
    """
    start, end = bounds
    over = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = sorted({start, end} | {at for mark in over for at in (mark.start, mark.end) if start < at < end})
    return [_stretch(text, left, right, over) for left, right in pairwise(cuts)]


def _stretch(text: str, start: int, end: int, marks: Iterable[Mark]) -> Stretch:
    here = tuple(mark for mark in marks if mark.start <= start and end <= mark.end)
    begins = dict.fromkeys(mark.claim_id for mark in here if mark.kind == "claim" and mark.start == start)
    return Stretch(start=start, text=text[start:end], marks=here, begins=tuple(begins))
