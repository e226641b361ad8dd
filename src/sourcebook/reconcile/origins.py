"""How many independent origins report an event: claims that repeat each other or one source count once.

Two claims are of one origin if their documents are copies of one report or came in one mail, if both cite one outlet
and day or one is the article that the other cites, if the words of one stand in the other's document where its own
words stand, if both quote one named person for one figure, or if both carry one agency's report of one day. Many
articles are not many witnesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sourcebook.reconcile.passing_on import AGENCIES, agency_of, passed_on
from sourcebook.reconcile.tolls import claim_number
from sourcebook.reconcile.wording import WORD, agency_in, folded, word_list
from sourcebook.records.claims import Citation, Claim
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Origin
from sourcebook.records.links import Evidence, Repeat
from sourcebook.records.vocabulary import CopyKind, Harm

WHOLE = frozenset({CopyKind.COPY, CopyKind.EDITED_COPY})
MOST_OF_SENTENCE = 0.5
"""The share of a claim's main sentence that must stand in both documents before the two claims are one voice."""

Shared = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The origins of some claims, and why claims were counted together."""

    origins: tuple[Origin, ...]
    reasons: tuple[str, ...]

    def by_claim(self) -> dict[str, str]:
        """Each claim's origin."""
        return {claim_id: origin.origin_id for origin in self.origins for claim_id in origin.claim_ids}

    def heard_in(self, claims: Iterable[Claim]) -> Voices:
        """The origins to which any of these claims belongs, each with all its claims."""
        heard = {claim.claim_id for claim in claims}
        return replace(self, origins=tuple(one for one in self.origins if not heard.isdisjoint(one.claim_ids)))


def citation_key(citation: Citation) -> str:
    """What makes two inline citations one: the outlet and the day."""
    return f"{folded(agency_in(citation.outlet) or citation.outlet)}|{citation.published_on or ''}"


def by_citation(evidence: Evidence) -> Iterator[Shared]:
    """The outlet and day that the claim's sentence cites."""
    if evidence.claim.cited:
        yield citation_key(evidence.claim.cited), f"both cite {evidence.claim.cited.outlet}"


def by_document(evidence: Evidence) -> Iterator[Shared]:
    """The document and its group of copies, where the claim speaks for the document and cites nobody."""
    if not evidence.claim.cited:
        yield f"document {evidence.claim.document_id}", ""
        yield f"mail {evidence.came_with or evidence.claim.document_id}", "they came in one mail"
        yield f"group {evidence.origin_group}", "their documents are copies of one report"


def stands_in(claim: Claim, repeat: Repeat) -> bool:
    """Whether most of the claim's main sentence lies in a repeated stretch."""
    words = claim.words
    common = min(words.end, repeat.end) - max(words.start, repeat.start)
    return common >= MOST_OF_SENTENCE * (words.end - words.start)


def own_article_key(evidence: Evidence) -> str | None:
    """What an inline citation of the document that the claim speaks for would be: its outlet and its day."""
    if evidence.claim.cited or not evidence.source or not evidence.published_on:
        return None
    return f"{folded(agency_in(evidence.source) or evidence.source)}|{evidence.published_on}"


def by_repeat(evidence: Evidence) -> Iterator[Shared]:
    """Each pair of documents in which the claim's main sentence stands."""
    for repeat in evidence.repeats:
        if repeat.kind in WHOLE or stands_in(evidence.claim, repeat):
            pair = "|".join(sorted((repeat.document_id, repeat.other_id)))
            yield f"words {pair}", "their words stand in both documents"


def named_voice(claimant: str) -> str | None:
    """The named person or body that is quoted; nothing for an office such as "police".

    >>> named_voice("Colonel Juan Pérez of the police"), named_voice("a police spokesman")
    ('juan perez', None)
    """
    names = [w.group() for w in WORD.finditer(claimant) if w.group()[0].isupper()]
    own = [name for name in map(folded, names) if name and name not in word_list("offices")]
    return " ".join(own) if len(own) >= 2 else None


def by_voice(evidence: Evidence) -> Iterator[Shared]:
    """The named person quoted for a figure, with the figure."""
    claim = evidence.claim
    voice = named_voice(claim.attributed_to) if claim.attributed_to else None
    if voice is None:
        return
    for harm in (Harm.KILLED, Harm.INJURED, Harm.KIDNAPPED):
        number = claim_number(claim, harm)
        if number is not None:
            yield f"voice {voice}|{harm}|{number}", f"both quote {claim.attributed_to} for {number} {harm}"


TIES: tuple[Callable[[Evidence], Iterator[Shared]], ...] = (
    by_document,
    by_citation,
    by_repeat,
    by_voice,
)


class Union:
    """Disjoint sets of claims by index; a set is named after its smallest."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, at: int) -> int:
        """The smallest of the set."""
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, left: int, right: int) -> bool:
        """Join two sets; whether they were two."""
        low, high = sorted((self.find(left), self.find(right)))
        self.parent[high] = low
        return low != high


def origin_name(evidence: Sequence[Evidence]) -> str:
    """The name by which an origin is listed: the outlet cited, the agency, the source that another names, any source,
    the document: the first of these that it has."""
    cited = sorted({e.claim.cited.outlet for e in evidence if e.claim.cited and e.claim.cited.outlet != AGENCIES})
    agencies = sorted({agency for e in evidence if (agency := agency_of(e))})
    sources = sorted({e.source for e in evidence if e.source})
    named = {folded(e.claim.attributed_to) for e in evidence if e.claim.attributed_to}
    quoted = [source for source in sources if folded(source) in named]
    return next(iter([*cited, *agencies, *quoted, *sources, evidence[0].claim.document_id]))


def origins_of(evidence: Sequence[Evidence]) -> Voices:
    """The independent origins of some claims, ordered by their smallest claim, and why some count together."""
    ordered = sorted(evidence, key=lambda e: e.claim_id)
    union = Union(len(ordered))
    holders: dict[str, list[int]] = {}
    said: dict[str, str] = {}
    cited = {citation_key(one.claim.cited) for one in ordered if one.claim.cited}
    for at, one in enumerate(ordered):
        for key, reason in (shared for tie in TIES for shared in tie(one)):
            holders.setdefault(key, []).append(at)
            said[key] = min(reason, said.get(key, reason))
        if (own := own_article_key(one)) in cited and own is not None:
            holders.setdefault(own, []).append(at)
            said.setdefault(own, f"one is the article of {one.source} that the other cites")
    for at, other, key, reason in passed_on(ordered):
        holders.setdefault(key, []).extend((at, other))
        said[key] = reason
    reasons: set[str] = set()
    for key, found in holders.items():
        joined = [union.join(left, right) for left, right in pairwise(found)]
        if any(joined) and said[key]:
            reasons.add(f"{len({ordered[at].claim.document_id for at in found})} documents count once: {said[key]}")
    sets: dict[int, list[Evidence]] = {}
    for at, one in enumerate(ordered):
        sets.setdefault(union.find(at), []).append(one)
    origins = tuple(
        Origin(
            origin_id=content_id("origin", members[0].claim_id),
            name=origin_name(members),
            claim_ids=tuple(one.claim_id for one in members),
        )
        for members in sets.values()
    )
    return Voices(origins=origins, reasons=tuple(sorted(reasons)))
