"""What has been read of one document so far: the tray that the reading rooms pass along."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.records.claims import Citation, Claim
from sourcebook.records.links import Passage, Story
from sourcebook.records.text import Document, Mention, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupKey:
    """A group in which a stage sees a claim: ``stage`` is ``links``, ``relations``, ``actors`` or ``strengths``.

    For ``links`` the key is a block in which claims of other documents about the same incident may be met.
    """

    stage: str
    key: str
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What has been read of one document so far. Each room returns a reading with its own part filled in.

    ``document_id`` repeats the document's, since a record's first field is its id. ``main_claim_id`` is the claim by
    which the report mainly tells its story, ``story`` what sets that apart; null where it tells none.
    """

    document_id: str
    document: Document
    segments: tuple[Segment, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    groups: tuple[GroupKey, ...] = ()
    passages: tuple[Passage, ...] = ()
    problems: tuple[str, ...] = ()
    main_claim_id: str | None = None
    story: Story | None = None
