"""Which claims tell one renaming, where an actor took several names in its time, and the names as they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sourcebook.reconcile.dates import days_of
from sourcebook.reconcile.wording import folded
from sourcebook.records.claims import Claim
from sourcebook.records.vocabulary import RelationType, Role, TimePrecision

DATED = frozenset({TimePrecision.DAY, TimePrecision.WEEK, TimePrecision.MONTH})
"""Renamings of one actor told of the same days so fine are one, by whatever name it goes in each source."""
SMALL = frozenset({"of", "the", "and", "for", "in", "al", "de", "del", "la", "e", "i"})
Row = TypeVar("Row")


def is_renaming(group: str) -> bool:
    """Whether a group of claims tells how one actor took another name: both its sides are that actor."""
    kind, _, ends = group.partition("|")
    subject, _, other = ends.partition("|")
    return kind == RelationType.RENAMED and subject == other


def told_name(claim: Claim, role: Role) -> str:
    """The name that a claim gives the actor before (its subject) or after (its object)."""
    return next((party.name for party in claim.parties if party.role is role), "")


def names_told(claims: Sequence[Claim]) -> tuple[str, str]:
    """The older and the newer name, as the first claim tells them, one with a day before one without.

    A name is told in full where any claim does so: "JFS" gives way to "Jabhat Fatah al-Sham".
    """
    first = min(claims, key=lambda claim: (days_of(claim.time) is None, claim.claim_id))
    old, new = told_name(first, Role.SUBJECT), told_name(first, Role.OBJECT)
    longer = sorted({told_name(claim, Role.OBJECT) for claim in claims}, key=lambda name: (-len(name), name))
    return old, next((name for name in longer if is_short_for(new, name)), new)


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is the initials of another: "JFS" of "Jabhat Fatah al-Sham".

    >>> is_short_for("JFS", "Jabhat Fatah al-Sham"), is_short_for("JFS", "Jund al-Sham")
    (True, False)
    """
    words = folded(name).split()
    letters = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL)}
    return len(words) > 1 and short.isupper() and folded(short) in letters


def one_renaming(left: Claim, right: Claim) -> bool:
    """Whether two claims tell one renaming: the newer names are one, or the days of both are the same and fine."""
    one, other = told_name(left, Role.OBJECT), told_name(right, Role.OBJECT)
    if folded(one) == folded(other) or is_short_for(one, other) or is_short_for(other, one):
        return True
    days, others = days_of(left.time), days_of(right.time)
    if days is None or others is None or not {left.time.precision, right.time.precision} <= DATED:
        return False
    return days[0] <= others[1] and others[0] <= days[1]


def apart(rows: Sequence[Row], claim_of: Callable[[Row], Claim]) -> Iterator[list[Row]]:
    """The rows of one actor's renamings, those of each renaming together, in the order of their first."""
    left = list(rows)
    while left:
        together, left = [left[0]], left[1:]
        for row in together:
            near = [other for other in left if one_renaming(claim_of(row), claim_of(other))]
            together += near
            left = [other for other in left if other not in near]
        yield [row for row in rows if row in together]
