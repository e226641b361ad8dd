"""From claims about two actors to one dated tie, and from counts of an actor's members to its strengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from sourcebook.reconcile.edits import decisions_of, edited_time_range, review_of, without_rejected
from sourcebook.reconcile.origins import origins_of
from sourcebook.reconcile.renamings import apart, is_renaming, names_told
from sourcebook.reconcile.terms import term_of
from sourcebook.reconcile.tolls import number_of
from sourcebook.reconcile.wording import folded
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Relation, Strength
from sourcebook.records.links import Evidence, RelationEvidence, StrengthEvidence
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Harm, Realis, RelationType, Role, Stance

TOLD = frozenset({Realis.HAPPENED, Realis.BACKGROUND})


def is_denied(claim: Claim) -> bool:
    """Whether a claim says that the tie is not so."""
    return claim.realis is Realis.DENIED or any(party.stance is Stance.DENIED for party in claim.parties)


def relation_teller() -> Callable[[Sequence[RelationEvidence]], Iterable[Relation]]:
    """The tie that claims of one type, subject and object tell; none where it is only planned or denied.

    An actor that took other names is told once for each: its renamings share a group, and are told apart here.
    """

    def tell(evidence: Sequence[RelationEvidence]) -> Iterator[Relation]:
        unique = {one.claim_id: one for one in evidence if one.claim.realis in TOLD or is_denied(one.claim)}
        ordered = without_rejected(sorted(unique.values(), key=lambda e: e.claim_id))
        if not is_renaming(evidence[0].group):
            yield from tie_of(evidence[0].group, ordered)
            return
        for together in apart(ordered, attrgetter("claim")):
            old, new = names_told([one.claim for one in together])
            for tie in tie_of(evidence[0].group, together, folded(new)):
                yield replace(tie, subject_name=old, object_name=new)

    return tell


def stance_of(claim: Claim) -> Stance:
    """How firmly a claim tells a tie: as it tells its subject's part in it."""
    return next((party.stance for party in claim.parties if party.role is Role.SUBJECT), Stance.STATED)


def tie_of(group: str, ordered: Sequence[Evidence], name: str = "") -> Iterator[Relation]:
    """The tie that claims tell; ``name`` is what sets it apart from others of the same two actors."""
    affirmed = [one.claim for one in ordered if not is_denied(one.claim)]
    if not affirmed:
        return
    voices = origins_of(ordered)
    origins = voices.by_claim()
    by_origin: dict[str, list[Claim]] = {}
    for claim in affirmed:
        by_origin.setdefault(origins[claim.claim_id], []).append(claim)
    kind, subject, other = group.split("|", 2)
    term = term_of(RelationType(kind), by_origin)
    contested = [("time", term.contested), ("relation", len(affirmed) < len(ordered))]
    yield Relation(
        relation_id=content_id("relation", kind, subject, other, *([name] if name else [])),
        type=RelationType(kind),
        subject_id=subject,
        object_id=other,
        time=edited_time_range(decisions_of(ordered)) or term.time,
        claim_ids=tuple(one.claim_id for one in ordered),
        document_ids=tuple(sorted({one.claim.document_id for one in ordered})),
        origins=voices.origins,
        contested=tuple(sorted(name for name, true in contested if true)),
        review=review_of(ordered),
        began=term.began,
        ended=term.ended,
        stances=tuple(sorted({stance_of(claim) for claim in affirmed})),
        over=term.over,
        days=term.days,
        last_days=term.last_days,
    )


def count_in(claim: Claim) -> Figure | None:
    """The figure of a strength claim: the largest whole one."""
    return max((f for f in claim.figures if f.harm is Harm.STRENGTH), key=number_of, default=None)


def strength_teller() -> Callable[[Sequence[StrengthEvidence]], Iterable[Strength]]:
    """How many an actor was said to number: one record for each count, day and voice."""

    def tell(evidence: Sequence[StrengthEvidence]) -> Iterator[Strength]:
        unique = {one.claim_id: one for one in evidence if one.claim.realis in TOLD}
        kept = without_rejected(sorted(unique.values(), key=lambda e: e.claim_id))
        same: dict[tuple[object, ...], list[Claim]] = {}
        for claim in (one.claim for one in kept):
            figure = count_in(claim)
            if figure is not None:
                key = (figure.low, figure.best, figure.high, claim.time, claim.place, claim.attributed_to)
                same.setdefault(key, []).append(claim)
        for claims in same.values():
            figure = count_in(claims[0])
            assert figure is not None  # noqa: S101 - claims without a figure were left out above
            yield Strength(
                strength_id=content_id("strength", evidence[0].group, claims[0].claim_id),
                actor_id=evidence[0].group,
                low=figure.low,
                best=figure.best,
                high=figure.high,
                as_of=claims[0].time,
                place=claims[0].place,
                attributed_to=claims[0].attributed_to,
                claim_ids=tuple(claim.claim_id for claim in claims),
            )

    return tell
