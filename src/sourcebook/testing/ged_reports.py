"""Claims as news would make them of rows of UCDP's event dataset: many reports of one event, each vague in its way.

A row gives day, place, sides and toll; each of its reports knows less: a day off, a region only, no date at all.
So linking can be measured on tens of thousands of claims whose days and towns are as crowded as those of a real war.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from sourcebook.records.claims import Claim, Party, Weapon
from sourcebook.records.ids import content_id
from sourcebook.records.text import Block, Document
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import (
    BlockKind,
    ClaimKind,
    Composition,
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Role,
    Stance,
    TimeBasis,
)

READER = "ged-reports@1"
MEAN_REPORTS = 4
"""Reports of one row; most rows have one or two, a few have a dozen."""
LATER = timedelta(days=3 * 365)
"""Where the rows run out they are told again as the events of later years, in towns that lie a little off."""
COUNTRIES = {"Syria": "SY", "Afghanistan": "AF", "Iraq": "IQ", "Nigeria": "NG", "Somalia": "SO"}
OFF_KM = 0.35
"""Degrees by which a town told again lies off: some forty kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report with the claim that it makes, and the row's event that it tells."""

    event: str
    document: Document
    claim: Claim


def rows_of(folder: Path) -> list[dict[str, str]]:
    """The rows of the dataset's files in a folder: ``ged*.csv`` and ``ged*.csv.gz``, in a fixed order."""
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob("ged*.csv*")):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig") as lines:
            found += csv.DictReader(lines)
    return found


def reports(rows: Sequence[dict[str, str]], count: int, seed: int = 7) -> Iterator[Told]:
    """So many reports of these rows in an order without order; the same rows, count and seed give the same reports."""
    random = Random(seed)  # noqa: S311 - test data
    order = list(range(len(rows)))
    random.shuffle(order)
    made = turn = 0
    while True:
        for at in order:
            event = _event(rows[at], turn, random)
            for _ in range(1 + int(random.expovariate(1 / (MEAN_REPORTS - 1)))):
                yield _report(event, made, random)
                made += 1
                if made == count:
                    return
        turn += 1


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("sourcebook.testing") / "ged_reports.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What a row says, and what every report of it may say beyond."""

    name: str
    kind: EventType
    first: date
    last: date
    place: PlaceUse
    sides: tuple[str, str]
    killed: int
    injured: int
    site: str | None
    victim: str | None


def _event(row: dict[str, str], turn: int, random: Random) -> _Event:
    first, last = (date.fromisoformat(row[name][:10]) + turn * LATER for name in ("date_start", "date_end"))
    killed, words = int(float(row["best"])), _words()
    kind = EventType(random.choice([*words["how"], "armed_clash", "shelling", "airstrike"]))
    return _Event(
        name=f"{row['id']}/{turn}",
        kind=kind,
        first=first,
        last=last,
        place=_place(row, turn),
        sides=(row["side_a"], row["side_b"]),
        killed=killed,
        injured=killed * 2 + random.randrange(5),
        site=random.choice(words["sites"]) if random.random() < 0.4 else None,
        victim=f"{random.choice(words['given'])} {random.choice(words['family'])}" if random.random() < 0.05 else None,
    )


def _place(row: dict[str, str], turn: int) -> PlaceUse:
    name, precision = row["where_coordinates"], int(float(row["where_prec"] or 6))
    finenesses = (PlacePrecision.SITE, PlacePrecision.LOCALITY, PlacePrecision.DISTRICT, PlacePrecision.REGION)
    fine = PlacePrecision.LOCALITY if precision <= 2 else PlacePrecision.COUNTRY
    fine = finenesses[precision - 1] if precision in (3, 4) else fine
    for ending in (" town", " city", " village"):
        name = name.removesuffix(ending)
    country = COUNTRIES.get(row["country"]) or "".join(c for c in row["country"].upper() if c.isalpha())[:2]
    return PlaceUse(
        place_id=content_id("place", name, turn),
        name=f"New {name}" if turn else name,
        country=country,
        admin1=row["adm_1"] or None,
        admin2=row["adm_2"] or None,
        latitude=round(float(row["latitude"]) + OFF_KM * turn, 4),
        longitude=float(row["longitude"]),
        precision=fine,
    )


def _report(event: _Event, number: int, random: Random) -> Told:
    written = _Written(event, random)
    text = written.text
    document_id = content_id("d", READER, number)
    published = event.last + timedelta(days=random.choice((0, 1, 1, 1, 2, 3)))
    document = Document(
        document_id=document_id,
        path=f"ged/{number:06}.txt",
        sha256=f"{number:064x}",
        original=f"{number:064x}",
        text=text,
        blocks=(Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),),
        source=random.choice(("Courier", "Gazette", "Wire", "Herald")),
        published_on=published,
    )
    claim = Claim(
        claim_id=content_id("claim", READER, number),
        document_id=document_id,
        kind=ClaimKind.EVENT,
        type=(event.kind if random.random() < 0.8 else EventType.OTHER_VIOLENCE).value,
        words=Words(start=0, end=len(text), quote=text),
        position=0,
        attributed_to=written.teller,
        time=_time(event, published, random),
        place=_place_told(event.place, random),
        parties=tuple(written.parties()),
        weapons=tuple(written.weapons()),
        figures=tuple(written.figures()),
        generated_by=READER,
    )
    return Told(event=event.name, document=document, claim=claim)


def _time(event: _Event, published: date, random: Random) -> TimeRange:
    """Six in ten reports tell the day, the others a day beside it, a week, the publication day, or nothing."""
    draw = random.random()
    if draw < 0.62:
        return days_between(event.first, event.last, TimeBasis.STATED)
    if draw < 0.74:
        day = event.last + timedelta(days=random.choice((-1, 0, 1)))
        return days_between(day, day, TimeBasis.RELATIVE)
    if draw < 0.8:
        return days_between(event.first - timedelta(days=3), event.last + timedelta(days=3), TimeBasis.RELATIVE)
    if draw < 0.9:
        return days_between(published, published, TimeBasis.PUBLICATION)
    return UNKNOWN_TIME


def _place_told(place: PlaceUse, random: Random) -> PlaceUse | None:
    """Seven in ten reports name the town, the others its district, region or country, or no place."""
    draw = random.random()
    if draw < 0.7 or place.precision is PlacePrecision.COUNTRY:
        return place
    if draw < 0.76 and place.admin2:
        return _wider(place, place.admin2, PlacePrecision.DISTRICT)
    if draw < 0.88 and place.admin1:
        return _wider(place, place.admin1, PlacePrecision.REGION)
    return _wider(place, place.country or "", PlacePrecision.COUNTRY) if draw < 0.95 else None


def _wider(place: PlaceUse, name: str, precision: PlacePrecision) -> PlaceUse:
    country = precision is PlacePrecision.COUNTRY
    return PlaceUse(
        place_id=content_id("place", name),
        name=name,
        country=place.country,
        admin1=None if country else place.admin1,
        admin2=place.admin2 if precision is PlacePrecision.DISTRICT else None,
        latitude=None if country else place.latitude,
        longitude=None if country else place.longitude,
        precision=precision,
    )


class _Written:
    """One report's sentence, and the words in it that say how many, who and with what."""

    def __init__(self, event: _Event, random: Random) -> None:
        words = _words()
        draw, self.event = random.random(), event
        off = 0 if draw < 0.7 else random.randrange(1 + event.killed // 2)
        self.killed = event.killed - off if draw < 0.85 else event.killed + off
        self.injured = event.injured if random.random() < 0.5 else None
        self.side = event.sides[0] if random.random() < 0.6 else ""
        self.target = random.random() < 0.2
        hurts = [pattern for pattern in words["hurts"] if ("{injured}" in pattern) is (self.injured is not None)]
        self._patterns = [random.choice(each) for each in (words["leads"], words["tolls"], hurts, words["speakers"])]
        lead, _, _, speaker = self._patterns
        self.teller: str | None = speaker if "{speaker}" in lead else None
        self._near = event.site is not None and random.random() < 0.7
        self.text: str = self._sentence()

    def _sentence(self) -> str:
        lead, toll, hurt, speaker = self._patterns
        event, how = self.event, _words()["how"][self.event.kind.value]
        where = f"near {event.site} in {event.place.name}" if self._near else f"in {event.place.name}"
        hurt = hurt.format(injured=self.injured)
        slots = {
            "toll": toll.format(killed=self.killed, hurt=hurt, how=how),
            "where": where,
            "how": how,
            "speaker": speaker,
            "side": self.side or "gunmen",
        }
        made: str = lead.format(**slots)
        if event.victim and self.target:
            made += f" Among the dead was {event.victim}."
        if self.injured is not None and str(self.injured) not in made:
            made += f" Hospitals treated {self.injured}."
        return made[0].upper() + made[1:]

    def parties(self) -> Iterator[Party]:
        """The side blamed, and whoever was hit and is named."""
        if self.side:
            actor = content_id("actor", self.side)
            yield Party(role=Role.PERPETRATOR, name=self.side, stance=Stance.STATED, words=None, actor_id=actor)
        if self.event.victim and self.target:
            yield Party(role=Role.VICTIM, name=self.event.victim, stance=Stance.STATED, words=None)

    def weapons(self) -> Iterator[Weapon]:
        """The weapon, where the kind of act has one."""
        how = _words()["how"][self.event.kind.value]
        weapon, at = _words()["weapon"].get(self.event.kind.value), self.text.lower().find(how)
        if weapon and at >= 0:
            yield Weapon(type=weapon, words=self._words_at(at, len(how)))

    def figures(self) -> Iterator[Figure]:
        """The dead and the injured, as the sentence counts them."""
        for harm, number in ((Harm.KILLED, self.killed), (Harm.INJURED, self.injured)):
            if number is None or (at := self.text.find(str(number))) < 0:
                continue
            yield Figure(
                harm=harm,
                population=Population.PEOPLE,
                low=number,
                best=number,
                high=number,
                qualifier=Qualifier.EXACT,
                composition=Composition.TOTAL,
                words=self._words_at(at, len(str(number))),
            )

    def _words_at(self, at: int, length: int) -> Words:
        return Words(start=at, end=at + length, quote=self.text[at : at + length])
