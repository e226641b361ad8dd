"""Reports that pass on another's: an agency's that several papers print or quote, a paper's that another repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sourcebook.reconcile.tolls import claim_number
from sourcebook.reconcile.wording import agency_in, folded
from sourcebook.records.links import Evidence
from sourcebook.records.vocabulary import Harm

AGENCIES = "agencies"
"""The outlet of a credit that names none: "with agency inputs"."""
PRINTED_DAYS = 1
"""A paper prints what an agency sent on that day or the day before."""
REPEATED_DAYS = 3
"""So long after its article a paper is quoted by others as news."""

Passed = tuple[int, int, str, str]
"""Two claims by their places in a list, what they share, and that in words."""


def agency_of(evidence: Evidence) -> str | None:
    """The agency whose report a claim is: the one that its text credits or quotes, else the document's own source."""
    claim = evidence.claim
    if claim.cited is not None:
        return agency_in(claim.cited.outlet)
    quoted = agency_in(claim.attributed_to) if claim.attributed_to else None
    return quoted or (agency_in(evidence.source) if evidence.source else None)


def passed_on(evidence: Sequence[Evidence]) -> Iterator[Passed]:
    """The pairs of claims of which one passes on the other, or both one agency's report."""
    yield from of_one_agency(evidence)
    yield from of_some_agency(evidence)
    yield from of_another_paper(evidence)


def of_one_agency(evidence: Sequence[Evidence]) -> Iterator[Passed]:
    """Claims that carry one agency's report of one day, or of two that follow each other."""
    carried: dict[str, list[int]] = {}
    for at, one in enumerate(evidence):
        if (agency := agency_of(one)) is not None and one.published_on is not None:
            carried.setdefault(agency, []).append(at)
    for agency, found in carried.items():
        by_day = sorted(found, key=lambda at: (evidence[at].published_on, at))
        for left, right in pairwise(by_day):
            if days_apart(evidence[left], evidence[right]) <= PRINTED_DAYS:
                yield left, right, f"agency {agency}|{left}", f"both print the report of {agency}"


def of_some_agency(evidence: Sequence[Evidence]) -> Iterator[Passed]:
    """A claim "with agency inputs", and an agency's report of that day or the day before with the same count."""
    open_ones = [at for at, one in enumerate(evidence) if one.claim.cited and one.claim.cited.outlet == AGENCIES]
    if not open_ones:
        return
    for at, other in combinations(range(len(evidence)), 2):
        if at not in open_ones and other not in open_ones:
            continue
        unnamed, named = (at, other) if at in open_ones else (other, at)
        agency = AGENCIES if named in open_ones else agency_of(evidence[named])
        near = days_apart(evidence[unnamed], evidence[named]) <= PRINTED_DAYS
        if agency is None or not near or not (number := common_count(evidence[unnamed], evidence[named])):
            continue
        yield (
            unnamed,
            named,
            f"inputs {unnamed}|{named}",
            f"one is written with agency reports, and {agency} has {number}",
        )


def of_another_paper(evidence: Sequence[Evidence]) -> Iterator[Passed]:
    """A claim that a paper takes from another, and that one's own claim of those days."""
    papers: dict[str, list[int]] = {}
    for at, one in enumerate(evidence):
        if one.source and not one.claim.cited:
            papers.setdefault(folded(one.source), []).append(at)
    for at, one in enumerate(evidence):
        for found in papers.get(folded(one.claim.attributed_to or ""), ()):
            article = evidence[found]
            if article.claim.document_id != one.claim.document_id and days_apart(article, one) <= REPEATED_DAYS:
                yield at, found, f"paper {at}|{found}", f"one passes on what {article.source} reported"


def days_apart(left: Evidence, right: Evidence) -> int:
    """The days between two reports; many where one has no date."""
    if left.published_on is None or right.published_on is None:
        return 10_000
    return abs((left.published_on - right.published_on).days)


def common_count(left: Evidence, right: Evidence) -> str:
    """A count that two claims share, in words: "64 killed"; empty where they share none."""
    for harm in (Harm.KILLED, Harm.INJURED, Harm.KIDNAPPED):
        number = claim_number(left.claim, harm)
        if number is not None and number == claim_number(right.claim, harm):
            return f"{number} {harm}"
    return ""
