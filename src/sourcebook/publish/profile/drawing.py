"""The genealogy as SVG: a lane for each actor over time, a mark for each tie, each told in words beneath.

Kinds differ in shape as well as in colour, and the whole stands in the drawing's description for those who hear it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from textwrap import wrap

from sourcebook.publish.profile.genealogy import Genealogy, Lane, Step, said
from sourcebook.records.vocabulary import RelationType
from sourcebook.records.wording import in_two_lines

WIDTH = 1040
NAMES = 200
"""How wide the column of names is."""
EDGE = 28
TOP = 40
ROW = 46
GAP = 24
UNDATED = 84
"""So wide at least is the column of undated ties: its head stands clear of the first year."""
"""Two marks stand at least so far apart."""
LINE = 19
LETTERS = 118
"""Letters on a line of the key."""
NAME_LETTERS = 25
MOST_TICKS = 12
INK, SOFT, GRID = "#1b2127", "#545d66", "#d9d6cd"
COLOURS = {
    RelationType.FOUNDED: INK,
    RelationType.SPLIT_FROM: "#7a3e00",
    RelationType.MERGED_INTO: "#5b2a86",
    RelationType.RENAMED: "#5b2a86",
    RelationType.PART_OF: "#545d66",
    RelationType.JOINED: "#5b2a86",
    RelationType.PLEDGED_TO: "#1c4f7c",
    RelationType.ALLIED_WITH: "#1d5c38",
    RelationType.SUPPORTS: "#1d5c38",
    RelationType.RIVAL_OF: "#8b1a2b",
    RelationType.DEFECTED_TO: "#7a3e00",
}
DASHES = {
    RelationType.PLEDGED_TO: "6 4",
    RelationType.RIVAL_OF: "2 4",
    RelationType.PART_OF: "1 3",
    RelationType.RENAMED: "8 3 2 3",
}
LEGEND = (
    ((RelationType.FOUNDED,), "formed: dot at the start of a lane"),
    ((RelationType.SPLIT_FROM, RelationType.DEFECTED_TO), "split, went over: arrow to the new side"),
    ((RelationType.MERGED_INTO, RelationType.JOINED), "merged, joined: arrow into the whole"),
    ((RelationType.RENAMED,), "new name: dash and dot, or a diamond on its own lane"),
    ((RelationType.PART_OF,), "part of: fine dots"),
    ((RelationType.PLEDGED_TO,), "pledge: dashes, diamond"),
    ((RelationType.ALLIED_WITH, RelationType.SUPPORTS), "ally, support: double line"),
    ((RelationType.RIVAL_OF,), "rival: dots, cross"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where things stand: the row of each lane, the x of each step and of a day, the plot's edges."""

    rows: Mapping[str, float]
    places: Sequence[float]
    left: float
    first: date | None
    last: date | None

    @property
    def bottom(self) -> float:
        """Below the last lane."""
        return TOP + ROW * len(self.rows)

    def x(self, day: date) -> float:
        """Where a day stands."""
        if self.first is None or self.last is None or self.first == self.last:
            return self.left
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.left + share * (WIDTH - EDGE - self.left), 1)


def drawn(told: Genealogy) -> str:
    """The diagram as an SVG element, complete as a file of its own."""
    frame = frame_of(told)
    parts = [*axis(told, frame), *(part for lane in told.lanes for part in lane_parts(lane, told, frame))]
    parts += [part for number, step in enumerate(told.steps) for part in step_parts(number, step, frame)]
    key, height = key_parts(told, frame)
    name, steps = escape(told.name), escape(". ".join(map(said, told.steps)) or "No tie is told.")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="genealogy" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="genealogy-title genealogy-words" '
        'font-family="system-ui, Liberation Sans, Arial, sans-serif" font-size="13">'
        f'<title id="genealogy-title">Genealogy of {name}</title><desc id="genealogy-words">{steps}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}{"".join(key)}</svg>'
    )


def frame_of(told: Genealogy) -> Frame:
    """The frame of a diagram: undated ties stand in a column of their own before the first day."""
    days = [day for step in told.steps for day in (step.time.earliest, step.time.latest) if day]
    undated = sum(step.time.earliest is None for step in told.steps)
    left = NAMES + (max(GAP * undated + GAP, UNDATED) if undated else 12)
    first, last = min(days, default=None), max(days, default=None)
    if first and last:
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    bare = Frame(
        rows={lane.actor_id: TOP + ROW * (at + 0.5) for at, lane in enumerate(told.lanes)},
        places=(),
        left=min(left, WIDTH - 300),
        first=first,
        last=last,
    )
    return Frame(rows=bare.rows, places=places_of(told.steps, bare), left=bare.left, first=first, last=last)


def places_of(steps: Sequence[Step], frame: Frame) -> list[float]:
    """Where each step stands: by its day, moved right where another stands too near, undated ones to the left."""
    found, last, undated = [], 0.0, 0
    for step in steps:
        if step.time.earliest is None:
            undated += 1
            found.append(min(NAMES + GAP * undated - 6.0, frame.left - 10))
            continue
        last = max(frame.x(step.time.earliest), last + GAP if last else 0.0)
        found.append(last)
    over = max(found, default=0.0) - (WIDTH - EDGE)
    if over > 0:
        found = [min(x, WIDTH - EDGE) if over < GAP else squeezed(x, frame, max(found)) for x in found]
    return [round(x, 1) for x in found]


def squeezed(x: float, frame: Frame, most: float) -> float:
    """A place moved so that the last one still stands in the drawing."""
    if x <= frame.left:
        return x
    return frame.left + (x - frame.left) * (WIDTH - EDGE - frame.left) / (most - frame.left)


def axis(told: Genealogy, frame: Frame) -> Iterator[str]:
    """The years as lines with their numbers, and the head of the column of undated ties."""
    if any(step.time.earliest is None for step in told.steps):
        yield text(NAMES + 6, TOP - 18, "undated", fill=SOFT, size=12)
        x = frame.left - 4
        yield f'<line x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{frame.bottom}" stroke="{GRID}" stroke-width="2"/>'
    if frame.first is None or frame.last is None:
        return
    years = range(frame.first.year, frame.last.year + 1)
    stride = max(1, -(-len(years) // MOST_TICKS))
    for year in years[::stride]:
        x = frame.x(date(year, 1, 1))
        yield f'<line x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{frame.bottom}" stroke="{GRID}"/>'
        yield text(x, TOP - 18, str(year), fill=SOFT, size=12)


def lane_parts(lane: Lane, told: Genealogy, frame: Frame) -> Iterator[str]:
    """A lane: its name, its line from where it began, dashed before what is told, a bar where it ended."""
    y, mine = frame.rows[lane.actor_id], lane.name == told.name
    names = in_two_lines(lane.name, NAME_LETTERS)
    for at, part in enumerate(names):
        yield text(10, y + 4 + (at - (len(names) - 1) / 2) * 15, part, weight="700" if mine else "400")
    yield f'<line x1="{NAMES}" x2="{frame.left}" y1="{y}" y2="{y}" stroke="{GRID}" stroke-width="1"/>'
    start = frame.x(lane.begun) if lane.begun else frame.left
    stop = frame.x(lane.ended) if lane.ended else WIDTH - EDGE
    width = 4 if mine else 2
    dash = "" if lane.begun else ' stroke-dasharray="3 5"'
    paint = f'stroke="{INK if mine else SOFT}" stroke-width="{width}"{dash}'
    yield f'<line x1="{start}" x2="{stop}" y1="{y}" y2="{y}" {paint}/>'
    if lane.ended:
        yield f'<line x1="{stop}" x2="{stop}" y1="{y - 10}" y2="{y + 10}" stroke="{INK}" stroke-width="4"/>'
    else:
        yield f'<path d="M{stop} {y - 5} l9 5 l-9 5 z" fill="{INK if mine else SOFT}"/>'
    if lane.begun:
        yield f'<circle cx="{start}" cy="{y}" r="6" fill="{INK}"/>'


def step_parts(number: int, step: Step, frame: Frame) -> Iterator[str]:
    """A tie: a line between its two lanes with the mark of its kind, and its number in the key."""
    x, colour = frame.places[number], COLOURS.get(step.kind, SOFT)
    end = frame.rows[step.end_id]
    start = frame.rows.get(step.start_id or "", end)
    title = f"<title>{escape(said(step))}</title>"
    if start == end:
        mark = f'<path d="M{x} {end - 7} l5 7 l-5 7 l-5 -7 z" fill="{colour}"/>'
        own = mark if step.kind is RelationType.RENAMED else ""
        yield f"<g>{title}{own}{badge(x, end - 16 if own else end - 13, number, colour)}</g>"
        return
    split = step.kind in (RelationType.SPLIT_FROM, RelationType.DEFECTED_TO)
    since, until = (end, start) if step.kind is RelationType.SPLIT_FROM else (start, end)
    dash = f' stroke-dasharray="{DASHES[step.kind]}"' if step.kind in DASHES else ""
    lines = (-2, 2) if step.kind in (RelationType.ALLIED_WITH, RelationType.SUPPORTS) else (0,)
    body = "".join(
        f'<line x1="{x + off}" x2="{x + off}" y1="{since}" y2="{until}" stroke="{colour}" stroke-width="2"{dash}/>'
        for off in lines
    )
    mark = "" if step.kind is RelationType.ALLIED_WITH else pointer(step.kind, x, since, until, colour)
    middle = badge_height(since, until, split)
    yield f"<g>{title}{body}{mark}{badge(x, middle, number, colour)}</g>"


def badge_height(since: float, until: float, split: bool) -> float:
    """Where the number of a tie stands: between two lanes, never on one."""
    down = 1 if until > since else -1
    return since + down * ROW / 2 if split else until - down * ROW / 2


def pointer(kind: RelationType, x: float, since: float, until: float, colour: str) -> str:
    """The mark at the end of a tie: a diamond for a pledge, a cross for a rivalry, an arrow for the others."""
    down = 1 if until > since else -1
    if kind is RelationType.PLEDGED_TO:
        return f'<path d="M{x} {until - down * 12} l5 {down * 6} l-5 {down * 6} l-5 {-down * 6} z" fill="{colour}"/>'
    if kind is RelationType.RIVAL_OF:
        y = until - down * 7
        return f'<path d="M{x - 5} {y - 5} l10 10 m0 -10 l-10 10" stroke="{colour}" stroke-width="2.5" fill="none"/>'
    return f'<path d="M{x - 6} {until - down * 11} h12 l-6 {down * 10} z" fill="{colour}"/>'


def badge(x: float, y: float, number: int, colour: str) -> str:
    """The number of a tie in a circle."""
    label = text(x, y + 4, str(number + 1), fill=colour, size=11, anchor="middle", weight="700")
    return f'<circle cx="{x}" cy="{y}" r="9.5" fill="#ffffff" stroke="{colour}" stroke-width="1.5"/>{label}'


def key_parts(told: Genealogy, frame: Frame) -> tuple[list[str], int]:
    """What the marks mean, then each tie in words; and how high the drawing is with them."""
    y, parts = frame.bottom + 22, []
    kinds = {step.kind for step in told.steps}
    used = [words for group, words in LEGEND if kinds & set(group)]
    for line in wrap("\N{NO-BREAK SPACE}· ".join([*used, "bar: end", "dashed lane: beginning not told"]), LETTERS):
        parts.append(text(10, y, line, fill=SOFT, size=12))
        y += LINE
    y += 6
    for number, step in enumerate(told.steps, 1):
        for at, line in enumerate(wrap(said(step), LETTERS)):
            parts.append(text(40, y, line))
            if not at:
                parts.append(text(30, y, str(number), anchor="end", weight="700"))
            y += LINE
    if told.left_out:
        parts.append(text(10, y, f"{told.left_out} further actors found no room.", fill=SOFT))
        y += LINE
    return parts, round(y + 6)


def text(x: float, y: float, words: str, **style: object) -> str:
    """Words at a place."""
    fill, size = style.get("fill", INK), style.get("size", 13)
    anchor, weight = style.get("anchor", "start"), style.get("weight", "400")
    return (
        f'<text x="{x}" y="{y}" fill="{fill}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )
