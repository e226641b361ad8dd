"""The toll that one claim, and one document, gives: its own count of the dead, the injured, the taken.

Parts are never added here: where a text prints a total, the total counts; where it prints parts only, the largest part
stands as a lower bound. Counts of earlier reports and counts over many incidents are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sourcebook.reconcile.parties import speaks_for
from sourcebook.reconcile.wording import UNNAMED, kind_of_voice
from sourcebook.records.claims import Claim
from sourcebook.records.links import Evidence
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Composition, FigureRule, Harm, Population, Qualifier, Role

GENERAL = frozenset({Population.PEOPLE, Population.UNKNOWN})
LOWER_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
FAR_MORE = 2
OF_ATTACKERS = (Harm.KILLED, Harm.INJURED)
COUNTING_DAYS = 14
"""For so long the dead are found and the injured die; a later report that counts less knows better or disagrees."""
ONE_BY_ONE = frozenset({FigureRule.ONE_PERSON, FigureRule.PRONOUN})
PRECISE = frozenset({Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.RANGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One document's own count of one harm. ``open`` is true where the text says "at least" and no upper bound.

    ``vague`` is a word rather than a number ("dozens"); ``of_group`` a count of some of the people, not of all.
    ``of_one`` is one person by name, who may be one of more.
    ``partisan`` is what only the group that did it says that it did: a party's word on the losses of the other side.
    ``voice`` is the kind of source that is quoted for it, as in ``words.toml``: medics, monitors, officials.
    ``of_cared`` counts those in a hospital or found with wounds, who are often some of the injured.
    ``settled`` is a count that a court, an inquiry or a study found when the first weeks were over.
    """

    low: int | None
    best: int | None
    high: int | None
    open: bool
    vague: bool
    of_group: bool
    perpetrators_included: bool
    published_on: date | None
    document_id: str
    claim_ids: tuple[str, ...]
    voice: str = UNNAMED
    of_one: bool = False
    partisan: bool = False
    settled: bool = False
    of_cared: bool = False

    @property
    def number(self) -> int:
        """The number that stands for the toll."""
        return next(n for n in (self.best, self.low, self.high) if n is not None)

    @property
    def floor(self) -> int:
        """The least that the toll says."""
        return self.low if self.low is not None else 0

    @property
    def ceiling(self) -> float:
        """The most that the toll allows."""
        if self.high is not None:
            return self.high
        return float("inf") if self.open else self.number


def usable(figure: Figure, harm: Harm) -> bool:
    """Whether a figure counts victims of this harm for this incident alone, as now known."""
    return stands(figure, harm) and figure.population is not Population.PERPETRATORS


def stands(figure: Figure, harm: Harm) -> bool:
    """Whether a figure counts people of this harm, victims or attackers, for this incident alone, as now known."""
    return figure.harm is harm and not figure.cumulative and not figure.superseded


def as_victims(evidence: Sequence[Evidence], harm: Harm) -> Sequence[Evidence]:
    """The same claims, attackers counted where nobody else came to this harm: a boy who shot himself by mishap, a
    bomber whose bomb went off too early, gunmen killed in a raid on them.
    """
    figures = [figure for one in evidence for figure in one.claim.figures if stands(figure, harm)]
    if harm not in OF_ATTACKERS or any(usable(figure, harm) for figure in figures):
        return evidence
    return [replace(one, claim=replace(one.claim, figures=tuple(map(of_all, one.claim.figures)))) for one in evidence]


def of_all(figure: Figure) -> Figure:
    """A count of attackers as one of all people harmed, marked to include them."""
    if figure.population is not Population.PERPETRATORS:
        return figure
    return replace(figure, population=Population.PEOPLE, includes_perpetrators=True)


def number_of(figure: Figure) -> int:
    """The number printed."""
    return next(n for n in (figure.best, figure.low, figure.high) if n is not None)


def whole_figures(figures: Iterable[Figure], harm: Harm) -> list[Figure]:
    """The figures that stand for the whole toll: totals and sums, of all people before those of one group."""
    usable_ones = [figure for figure in figures if usable(figure, harm)]
    whole = [figure for figure in usable_ones if figure.composition is not Composition.PART]
    general = [figure for figure in whole if figure.population in GENERAL]
    if general and whole:
        most = max(number_of(figure) for figure in whole)
        return [f for f in whole if f.population in GENERAL or number_of(f) == most]
    return whole or sorted(usable_ones, key=number_of)[-1:]


def plain_figures(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that are numbers; words ("dozens") where they say far more than the numbers beside them."""
    words = [figure for figure in figures if figure.qualifier is Qualifier.VAGUE]
    numbers = [figure for figure in figures if figure.qualifier is not Qualifier.VAGUE]
    most = max((number_of(figure) for figure in numbers), default=0)
    return [word for word in words if number_of(word) > FAR_MORE * most] or numbers


def told_one_by_one(figure: Figure) -> bool:
    """Whether a figure is one person by name, description or pronoun: "a teacher", "he", and no number printed."""
    return number_of(figure) == 1 and not ONE_BY_ONE.isdisjoint(figure.rules)


def under_care(figure: Figure) -> bool:
    """Whether a figure counts people taken to a hospital or found with wounds: a part of the injured, or some dead."""
    return FigureRule.UNDER_CARE in figure.rules


def without_single_ones(figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures without single people, where a number of more is printed: who is named is one of those counted."""
    counted = [figure for figure in figures if not told_one_by_one(figure)]
    return counted if any(number_of(figure) > 1 for figure in counted) else figures


def chosen_figure(figures: Iterable[Figure], harm: Harm) -> Figure | None:
    """The one figure by which a text gives its toll: told most, then the largest, then the most exact."""
    given = [figure for figure in figures if usable(figure, harm)]
    return most_told(without_single_ones(plain_figures(whole_figures(given, harm))), lead_number(given))


def lead_number(given: Iterable[Figure]) -> int | None:
    """The number that a text gives first, in its headline or lead; what follows it is often detail."""
    whole = (figure for figure in given if figure.composition is not Composition.PART)
    first = min(whole, key=lambda figure: (figure.words.start, -figure.words.end), default=None)
    return None if first is None else number_of(first)


def most_told(whole: Sequence[Figure], lead: int | None = None) -> Figure | None:
    """Of figures that stand for a toll the one told most, then the largest, then the most exact.

    The number of the lead weighs as if said once more.
    """
    if not whole:
        return None
    spoken = Counter(number_of(figure) for figure in whole)
    if lead is not None and lead in spoken:
        spoken[lead] += 1

    def weight(figure: Figure) -> tuple[int, int, bool, int]:
        number = number_of(figure)
        return (spoken[number], number, figure.qualifier in PRECISE, -figure.words.start)

    return max(whole, key=weight)


def claim_number(claim: Claim, harm: Harm) -> int | None:
    """The number that one claim gives for a harm; nothing where it gives parts only."""
    usable_ones = [figure for figure in claim.figures if usable(figure, harm)]
    alone = len(usable_ones) == 1 and usable_ones[0].qualifier is not Qualifier.VAGUE
    figure = usable_ones[0] if alone else chosen_figure(usable_ones, harm)
    return None if figure is None or figure.composition is Composition.PART else number_of(figure)


def settled_figures(one: Evidence, harm: Harm) -> list[Figure]:
    """The counts of a claim that a court, an inquiry or a study found, published when the first weeks were over.

    A coroner speaks on the second day too; then he is one voice of several.
    """
    last, published = one.claim.time.latest, one.published_on
    if last is None or published is None or published <= last + timedelta(days=COUNTING_DAYS):
        return []
    return [figure for figure in one.claim.figures if usable(figure, harm) and FigureRule.SETTLED in figure.rules]


def document_toll(evidence: Sequence[Evidence], harm: Harm) -> Toll | None:
    """The toll that one document gives, from all its claims about the incident; what was found goes before hearsay."""
    settled = most_told([figure for one in evidence for figure in settled_figures(one, harm)])
    figure = settled or chosen_figure((f for e in evidence for f in e.claim.figures), harm)
    if figure is None:
        return None
    only_part = figure.composition is Composition.PART
    bounded = figure.high if not only_part else None
    return Toll(
        low=figure.low,
        best=figure.low if figure.best is None and bounded is None else figure.best,
        high=bounded,
        open=only_part or (figure.high is None and figure.qualifier in LOWER_BOUNDS | {Qualifier.VAGUE}),
        vague=figure.qualifier is Qualifier.VAGUE,
        of_group=figure.population not in GENERAL or only_part,
        of_one=told_one_by_one(figure),
        perpetrators_included=bool(figure.includes_perpetrators),
        published_on=evidence[0].published_on,
        document_id=evidence[0].claim.document_id,
        claim_ids=tuple(e.claim_id for e in evidence if figure in e.claim.figures),
        voice=voice_of([e for e in evidence if figure in e.claim.figures]),
        partisan=all(said_by_its_doer(e.claim) for e in evidence if figure in e.claim.figures),
        settled=settled is not None,
        of_cared=under_care(figure),
    )


def said_by_its_doer(claim: Claim) -> bool:
    """Whether a claim rests on the word of a group that it names as the perpetrator."""
    return claim.attributed_to is not None and any(
        speaks_for(claim.attributed_to, party.name) for party in claim.parties if party.role is Role.PERPETRATOR
    )


def voice_of(evidence: Sequence[Evidence]) -> str:
    """The kind of source that is quoted: what a claim is attributed to, else the document's source."""
    said = [e.claim.attributed_to for e in evidence] + [e.source for e in evidence]
    return next((kind for name in said if name and (kind := kind_of_voice(name))), UNNAMED)


def document_tolls(evidence: Sequence[Evidence], harm: Harm) -> tuple[Toll, ...]:
    """Each document's toll, by document id."""
    by_document: dict[str, list[Evidence]] = {}
    for one in sorted(as_victims(evidence, harm), key=lambda e: (e.claim.document_id, e.claim_id)):
        by_document.setdefault(one.claim.document_id, []).append(one)
    tolls = (document_toll(group, harm) for group in by_document.values())
    return tuple(toll for toll in tolls if toll is not None)


def withdrawn_numbers(evidence: Iterable[Evidence], harm: Harm) -> frozenset[tuple[str, int]]:
    """Numbers that some document says were corrected, with that document: "from 359 to 253" withdraws 359."""
    return frozenset(
        (e.claim.document_id, number_of(figure))
        for e in evidence
        for figure in e.claim.figures
        if figure.harm is harm and figure.superseded
    )
