"""What the room makes of a reading: which segments it reads, its ids, its order."""

from __future__ import annotations

from sourcebook.mentions import mention_finder
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Segment, Token
from sourcebook.records.vocabulary import MentionKind, SegmentKind

TEXT = "Gunmen killed 12 farmers."


def token(text: str, start: int, tags: tuple[str, str, str, str, int]) -> Token:
    lemma, pos, tag, dep, head = tags
    return Token(start, start + len(text), text, lemma, pos, tag, dep, head, "")


TOKENS = (
    token("Gunmen", 0, ("gunman", "NOUN", "NNS", "nsubj", 1)),
    token("killed", 7, ("kill", "VERB", "VBD", "ROOT", 1)),
    token("12", 14, ("12", "NUM", "CD", "nummod", 3)),
    token("farmers", 17, ("farmer", "NOUN", "NNS", "dobj", 1)),
    token(".", 24, (".", "PUNCT", ".", "punct", 1)),
)


def reading(kind: SegmentKind, tokens: tuple[Token, ...] = TOKENS) -> Reading:
    document = Document(document_id="d-1", path="p", sha256="", original="", text=TEXT, blocks=())
    segment = Segment(
        segment_id="s-1", document_id="d-1", start=0, end=25, kind=kind, position=0, block=0, tokens=tokens
    )
    return Reading(document_id="d-1", document=document, segments=(segment,))


def test_a_sentence_gives_actor_trigger_and_figure_in_order_of_words() -> None:
    found = mention_finder()(reading(SegmentKind.SENTENCE)).mentions
    assert [(one.kind, one.words.quote) for one in found] == [
        (MentionKind.ACTOR, "Gunmen"),
        (MentionKind.TRIGGER, "killed"),
        (MentionKind.FIGURE, "12 farmers"),
        (MentionKind.ACTOR, "farmers"),
    ]


def test_a_dateline_opens_with_its_town_though_its_capitals_look_like_an_acronym() -> None:
    town = Token(0, 5, "ADDIS", "ADDIS", "PROPN", "NNP", "ROOT", 0, "")
    document = Document(document_id="d-1", path="p", sha256="", original="", text="ADDIS, May 3", blocks=())
    segment = Segment(
        segment_id="s-1",
        document_id="d-1",
        start=0,
        end=12,
        kind=SegmentKind.DATELINE,
        position=0,
        block=0,
        tokens=(town, token(",", 5, (",", "PUNCT", ",", "punct", 0))),
    )
    found = mention_finder()(Reading(document_id="d-1", document=document, segments=(segment,))).mentions
    assert [(one.kind, one.words.quote) for one in found if one.kind is not MentionKind.TIME] == [
        (MentionKind.PLACE, "ADDIS")
    ]


def test_ids_are_the_same_in_every_run_and_differ_within_one() -> None:
    first, second = (mention_finder()(reading(SegmentKind.SENTENCE)).mentions for _ in range(2))
    assert first == second
    assert len({one.mention_id for one in first}) == len(first)


def test_boilerplate_and_unparsed_segments_hold_no_mention() -> None:
    assert mention_finder()(reading(SegmentKind.BOILERPLATE, ())).mentions == ()
    assert mention_finder()(reading(SegmentKind.SENTENCE, ())).mentions == ()


def test_each_mention_names_what_made_it() -> None:
    found = mention_finder()(reading(SegmentKind.SENTENCE)).mentions
    assert {one.generated_by.split("@")[0] for one in found} == {"actors", "triggers", "figures"}
