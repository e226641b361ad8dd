"""Tables of attacks: a row with a day and a count is an incident, also where no cell names the act.

What kind of incident a row tells, a cell of it says, or else the heading over the table: "Airstrikes on Taiz".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import table, words
from sourcebook.claims.parties import noun_party, spot_party
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.tellings import Telling
from sourcebook.claims.times import known
from sourcebook.records.claims import Party
from sourcebook.records.grids import Grid, grids_in
from sourcebook.records.reading import Reading
from sourcebook.records.text import Segment
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import EventType, FigureRule, MentionKind, Realis, Role, SegmentKind, Stance

# how far above a table its heading may stand, in sentences
HEADING_REACH = 6
TITLES = frozenset({SegmentKind.HEADING, SegmentKind.CAPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table's row: the positions of its sentences, and what is found in them."""

    item: int
    seats: tuple[int, ...]
    time: Spot | None
    place: Spot | None
    figures: tuple[Spot, ...]
    weapons: tuple[Spot, ...]
    parties: tuple[Party, ...]
    acts: tuple[Act, ...]
    seat: int
    words: Words

    @property
    def kind(self) -> EventType | None:
        """The type of incident that the weapon of a row shows."""
        shown = [table("tables")["weapons"].get(spot.mention.name or "") for spot in self.weapons]
        return next((EventType(name) for name in shown if name), None)


def rows_told(tellings: Sequence[Telling], sentences: Sequence[Sentence], reading: Reading) -> list[Telling]:
    """The tellings, with those of table rows put together by row, and rows told that no cell's words tell."""
    found = list(tellings)
    at = {sentence.segment.start: seat for seat, sentence in enumerate(sentences)}
    for grid in grids_in(reading.segments, reading.document.text):
        heading = kind_over(grid, sentences, at)
        for row in rows_of(grid, sentences, at):
            own = [t for t in found if t.position in row.seats and t.item == row.item]
            if own:
                found = [with_row(t, row) if t is own[0] else t for t in found]
            elif (kind := row.kind or heading) is not None and row.time is not None:
                found += [telling_of(row, act, kind, sentences) for act in row.acts]
    return sorted(found, key=lambda telling: telling.position)


def items_of(sentences: Sequence[Sentence], reading: Reading) -> dict[int, int]:
    """For each sentence in a row of a table, the block of the row's first cell."""
    at = {sentence.segment.start: seat for seat, sentence in enumerate(sentences)}
    return {
        at[segment.start]: row[0][0].block
        for grid in grids_in(reading.segments, reading.document.text)
        for row in grid.rows
        for cell in row
        for segment in cell
        if segment.start in at
    }


def rows_of(grid: Grid, sentences: Sequence[Sentence], at: Mapping[int, int]) -> Iterator[Row]:
    """The rows of a table with what their cells hold."""
    for row in grid.rows:
        seats = tuple(at[segment.start] for cell in row for segment in cell if segment.start in at)
        figures = [(n, s) for n in seats for s in sentences[n].of(MentionKind.FIGURE) if counted_by_column(s)]
        named = [s for n in seats for s in sentences[n].of(MentionKind.PLACE)]
        days = [s for n in seats for s in sentences[n].of(MentionKind.TIME) if known(s.mention.time)]
        seat, first = figures[0] if figures else (seats[0] if seats else 0, None)
        yield Row(
            item=row[0][0].block,
            seats=seats,
            time=days[0] if days else None,
            place=next((s for s in named if s.mention.place is not None), named[0] if named else None),
            figures=tuple(spot for _, spot in figures),
            weapons=tuple(s for n in seats for s in sentences[n].of(MentionKind.WEAPON)),
            parties=tuple(parties_in(grid, row, sentences, at)),
            acts=(Act(first, first.head, None, Realis.HAPPENED),) if first is not None else (),
            seat=seat,
            words=whole_row(row, sentences[seat]),
        )


def whole_row(row: Sequence[Sequence[Segment]], sentence: Sentence) -> Words:
    """All words of a row, from its first cell to its last."""
    start, end = row[0][0].start, row[-1][-1].end
    return Words(start=start, end=end, quote=sentence.document.text[start:end])


def counted_by_column(spot: Spot) -> bool:
    """Whether a mention is a count whose column says of what."""
    figure = spot.mention.figure
    return figure is not None and FigureRule.TABLE_COLUMN in figure.rules


def parties_in(
    grid: Grid, row: Sequence[Sequence[Segment]], sentences: Sequence[Sentence], at: Mapping[int, int]
) -> Iterator[Party]:
    """Who is named under "Target" and "Perpetrator"."""
    for label, cell in zip(grid.labels, row, strict=True):
        seat = at.get(cell[0].start)
        if seat is None:
            continue
        sentence = sentences[seat]
        actors = sentence.of(MentionKind.ACTOR)
        if label in words("tables", "perpetrators"):
            yield from (spot_party(spot, Role.PERPETRATOR, Stance.STATED) for spot in actors)
        elif label in words("tables", "targets"):
            roots = [i for i, token in enumerate(sentence.tokens) if token.head == i and token.pos in ("NOUN", "PROPN")]
            yield from (noun_party(sentence, i, Role.TARGET, Stance.STATED) for i in roots[:1])


def kind_over(grid: Grid, sentences: Sequence[Sentence], at: Mapping[int, int]) -> EventType | None:
    """The type of incident that the heading or caption nearest above a table names; none where it names no violence."""
    first = next((at[s.start] for cell in grid.rows[0] for s in cell if s.start in at), 0)
    for seat in range(first - 1, max(-1, first - 1 - HEADING_REACH - len(grid.labels)), -1):
        sentence = sentences[seat]
        if sentence.segment.kind not in TITLES:
            continue
        named = sentence.of(MentionKind.TRIGGER)
        if named:
            return EventType(named[0].mention.name or EventType.OTHER_VIOLENCE)
        break
    violent = set(grid.labels) & words("tables", "violent")
    return EventType.OTHER_VIOLENCE if violent else None


def with_row(telling: Telling, row: Row) -> Telling:
    """A telling of a cell's words with what the other cells of its row say."""
    return replace(
        telling,
        time=telling.time or row.time,
        place=row.place or telling.place,
        figures=(*telling.figures, *(s for s in row.figures if s not in telling.figures)),
        parties=(*telling.parties, *row.parties),
        weapons=row.weapons,
        row=row.words,
    )


def telling_of(row: Row, act: Act, kind: EventType, sentences: Sequence[Sentence]) -> Telling:
    """A row that only counts, told as an incident of the kind that the heading names."""
    return Telling(
        sentence=sentences[row.seat],
        position=row.seat,
        acts=(replace(act, type=kind),),
        type=kind,
        realis=Realis.HAPPENED,
        time=row.time,
        place=row.place,
        figures=row.figures,
        weapons=row.weapons,
        parties=row.parties,
        fresh=True,
        definite=False,
        aggregate=False,
        attributed_to=None,
        item=row.item,
        row=row.words,
    )
