"""The parse in the document's own coordinates, whatever the text looks like."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sourcebook.errors import ModelError
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document, Segment
from sourcebook.records.vocabulary import BlockKind, SegmentKind
from sourcebook.segment import Options, segmenter
from sourcebook.segment.layout import layout_of
from sourcebook.segment.model import language_model
from sourcebook.segment.parse import Parser

WIRE = (
    "   ASUNCION, 3 FEB 89 (EFE) -- [TEXT] PRESIDENT OTTO BRAUN SAID TODAY THAT\nTHE NATIONAL LIBERATION ARMY (NLA) "
    "ATTACKED COLONEL WALDEMAR RUIZ\nNEAR THE SAN PEDRO BRIDGE.  THE M-12 DENIED IT.\n"
)


@pytest.fixture(scope="module")
def segmented() -> Callable[..., Reading]:
    room = segmenter(Options())

    def read(text: str, *blocks: Block) -> Reading:
        document = Document(document_id="d-1", path="p", sha256="", original="", text=text, blocks=blocks)
        return room(Reading(document_id="d-1", document=document))

    return read


def _words(segment: Segment) -> list[str]:
    return [token.text for token in segment.tokens]


def test_tokens_carry_the_documents_offsets(segmented: Callable[..., Reading]) -> None:
    text = "First line.\n\nTwo   guards\nwere shot,[4] officials\u00a0said."
    reading = segmented(text)
    second = reading.segments[1]
    assert [text[token.start : token.end] for token in second.tokens] == _words(second)
    assert _words(second) == ["Two", "guards", "were", "shot", ",", "officials", "said", "."]


def test_heads_point_into_the_same_segment_with_one_root(segmented: Callable[..., Reading]) -> None:
    reading = segmented("Gunmen killed a mayor; his driver, who was hurt, died later. Nobody claimed it.")
    for segment in reading.segments:
        roots = [i for i, token in enumerate(segment.tokens) if token.head == i]
        assert len(roots) == 1
        assert all(0 <= token.head < len(segment.tokens) for token in segment.tokens)


def test_a_wire_in_capitals_is_parsed_in_usual_spelling(segmented: Callable[..., Reading]) -> None:
    reading = segmented(WIRE)
    spelled = [_words(segment) for segment in reading.segments]
    assert reading.segments[0].kind is SegmentKind.DATELINE
    assert spelled[1][:6] == ["President", "Otto", "Braun", "said", "today", "that"]
    assert {"National", "Liberation", "Army", "NLA", "Colonel", "Ruiz", "Bridge"} <= set(spelled[1])
    assert "M-12" in spelled[2]


def test_the_quotes_of_a_wire_stay_in_capitals(segmented: Callable[..., Reading]) -> None:
    reading = segmented(WIRE)
    for segment in reading.segments:
        for token in segment.tokens:
            assert WIRE[token.start : token.end].lower() == token.text.lower()


def test_citations_are_recognised_and_kept_out_of_the_parse(segmented: Callable[..., Reading]) -> None:
    reading = segmented("A shrine was bombed (Dawn, February 17, 2017). Troops sealed it (Geo, February 18).")
    assert [(c.outlet, str(c.published_on)) for c in reading.citations] == [
        ("Dawn", "2017-02-17"),
        ("Geo", "2017-02-18"),
    ]
    assert "Dawn" not in _words(reading.segments[0])
    assert _words(reading.segments[0])[-2:] == ["bombed", "."]


def test_brackets_that_cite_nothing_stay(segmented: Callable[..., Reading]) -> None:
    reading = segmented("The mayor (born May 3, 1960) and his aide (Omar, 31) fled.")
    assert reading.citations == ()
    assert "born" in _words(reading.segments[0])


def test_info_box_lines_are_taken_apart(segmented: Callable[..., Reading]) -> None:
    text = "Foundation12 May 2009\nLeadersWali Noor"
    reading = segmented(text, Block(start=0, end=len(text), kind=BlockKind.INFO_BOX))
    assert [segment.kind for segment in reading.segments] == [SegmentKind.INFO_BOX] * 2
    assert _words(reading.segments[0]) == ["Foundation", "12", "May", "2009"]
    assert _words(reading.segments[1])[0] == "Leaders"


def test_boilerplate_is_kept_and_not_parsed(segmented: Callable[..., Reading]) -> None:
    text = "Subscribe now.\n\nTwo men died."
    blocks = (
        Block(start=0, end=14, kind=BlockKind.BOILERPLATE, reason="menu"),
        Block(start=16, end=29, kind=BlockKind.PARAGRAPH),
    )
    reading = segmented(text, *blocks)
    assert [(segment.kind, bool(segment.tokens), segment.block) for segment in reading.segments] == [
        (SegmentKind.BOILERPLATE, False, 0),
        (SegmentKind.SENTENCE, True, 1),
    ]


def test_each_kind_of_block_gives_its_kind_of_segment(segmented: Callable[..., Reading]) -> None:
    kinds = {
        BlockKind.HEADING: SegmentKind.HEADING,
        BlockKind.CAPTION: SegmentKind.CAPTION,
        BlockKind.TABLE_CELL: SegmentKind.TABLE_CELL,
        BlockKind.LIST: SegmentKind.LIST_ITEM,
        BlockKind.INFO_BOX: SegmentKind.INFO_BOX,
    }
    for block, segment in kinds.items():
        reading = segmented("Rebels took a town", Block(start=0, end=18, kind=block))
        assert [one.kind for one in reading.segments] == [segment]


def test_an_empty_document_has_no_segments(segmented: Callable[..., Reading]) -> None:
    assert segmented(" \n\n ").segments == ()


def test_a_very_long_line_is_cut_and_read(segmented: Callable[..., Reading]) -> None:
    reading = segmented("shells fell on the town and " * 1000)
    assert all(segment.end - segment.start <= 3000 for segment in reading.segments)
    assert sum(len(segment.tokens) for segment in reading.segments) == 6000


def test_right_to_left_marks_and_soft_hyphens_do_not_shift_offsets(segmented: Callable[..., Reading]) -> None:
    text = "The \u200fIslamic State\u200e at\u00adtacked \u0643\u0627\u0628\u0644 city."
    (segment,) = segmented(text).segments
    attacked = next(token for token in segment.tokens if token.text == "attacked")
    assert text[attacked.start : attacked.end] == "at\u00adtacked"


def test_a_missing_model_says_how_to_mend_it() -> None:
    with pytest.raises(ModelError, match="pip install"):
        language_model("en_core_web_none")


def test_a_copy_is_parsed_once_and_its_words_stand_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    model = language_model("")
    parser, parsed = Parser(model), []
    monkeypatch.setattr(parser, "_doc", lambda text, kind: parsed.append(text) or model.make_doc(text))
    found = []
    for lead in ("", "\n\n   "):
        text = f"{lead}Two guards were shot near Kidal.\n\nNobody claimed it."
        document = Document(document_id=f"d{len(lead)}", path="p", sha256="", original="", text=text, blocks=())
        found.append((text, parser.parsed(document, layout_of(document))))
    assert parsed == ["Two guards were shot near Kidal.", "Nobody claimed it."]
    (one, first), (other, second) = found
    assert [[t.head for t in s.tokens] for s in first] == [[t.head for t in s.tokens] for s in second]
    for text, segments in found:
        assert all(text[t.start : t.end] == t.text for segment in segments for t in segment.tokens)
    assert one != other


def test_what_was_read_before_changes_no_parse(segmented: Callable[..., Reading]) -> None:
    text = "Gunmen killed a mayor near Kidal. His driver, who was hurt, died later."
    alone = segmenter(Options())
    document = Document(document_id="d-1", path="p", sha256="", original="", text=text, blocks=())
    segmented("Gunmen killed a mayor near Kidal.")
    segmented("His driver, who was hurt, died later.")
    assert segmented(text).segments == alone(Reading(document_id="d-1", document=document)).segments
