"""A row of the Global Terrorism Database as a claim.

Its toll counts victims and attackers; the attackers' part stands beside it. Month 0 is the year, day 0 the month.
-9 and -99 are unknown. An attack without success was attempted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sourcebook.datasets.cells import Cells
from sourcebook.datasets.countries import country_code, table
from sourcebook.datasets.parts import day_of, days, month_of, part, place, total
from sourcebook.datasets.row import RowClaim
from sourcebook.records.claims import Party, Weapon
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import EventType, Harm, PlacePrecision, Population, Realis, Role, Stance

PRECISION = {
    1: PlacePrecision.LOCALITY,
    2: PlacePrecision.LOCALITY,
    3: PlacePrecision.DISTRICT,
    4: PlacePrecision.REGION,
    5: PlacePrecision.COUNTRY,
}
TARGET_COLUMNS = (("target1", "targtype1"), ("target2", "targtype2"), ("target3", "targtype3"))
WEAPON_COLUMNS = tuple((f"weaptype{number}", f"weapsubtype{number}") for number in range(1, 5))
GROUP_COLUMNS = (
    ("gname", "guncertain1", "claimed"),
    ("gname2", "guncertain2", "claim2"),
    ("gname3", "guncertain3", "claim3"),
)


def claim_of(cells: Cells) -> RowClaim | None:
    """What a row claims."""
    attack = cells.number("attacktype1")
    kind = table("gtd.toml")["types"].get(str(attack))
    if kind is None:
        cells.problems.append(f"the attack type {cells.text('attacktype1')!r} is not one of GTD's nine; no event taken")
        return None
    suicide = kind == "bombing" and cells.number("suicide") == 1
    return RowClaim(
        type=EventType.SUICIDE_BOMBING if suicide else EventType(kind),
        time=_time(cells),
        time_words=cells.said("iyear", "; "),
        place=_place(cells),
        place_words=cells.said("city", "; ") or cells.words("provstate") or cells.said("country_txt"),
        parties=(*_groups(cells), *_targets(cells)),
        weapons=tuple(_weapons(cells)),
        figures=tuple(_figures(cells)),
        realis=Realis.ATTEMPTED if cells.number("success") == 0 else Realis.HAPPENED,
        also=cells.words("summary"),
    )


def _time(cells: Cells) -> TimeRange:
    year, month, day = (cells.number(name) or 0 for name in ("iyear", "imonth", "iday"))
    try:
        if not year:
            return UNKNOWN_TIME
        if not month:
            return days(date(year, 1, 1), date(year, 12, 31))
        if not day:
            return month_of(date(year, month, 1))
        first = date(year, month, day)
    except ValueError:
        cells.problems.append(f"{year}-{month}-{day} is no day; the date is unknown")
        return UNKNOWN_TIME
    last = day_of(cells, "resolution") if cells.number("extended") == 1 else None
    return days(first, last if last and last >= first else first)


def _place(cells: Cells) -> PlaceUse | None:
    country = country_code(cells.text("country_txt"))
    if country is None and cells.text("country_txt"):
        cells.problems.append(f"the country {cells.text('country_txt')!r} is not known by that name")
    precision = PRECISION.get(cells.number("specificity") or 0, PlacePrecision.LOCALITY)
    named = "city" if cells.text("city").casefold() != "unknown" else "provstate"
    return place(cells, (named, "provstate", "admin2"), country, precision)


def _groups(cells: Cells) -> Iterator[Party]:
    for column, doubted, claimed in GROUP_COLUMNS:
        name, words = cells.text(column), cells.said(column)
        if words is None or name.casefold() == "unknown":
            continue
        stance = Stance.CLAIMED if cells.number(claimed) == 1 else Stance.STATED
        stance = Stance.SUSPECTED if cells.number(doubted) == 1 else stance
        yield Party(role=Role.PERPETRATOR, name=name, stance=stance, words=words)


def _targets(cells: Cells) -> Iterator[Party]:
    names = table("gtd.toml")["target_types"]
    for column, coded in TARGET_COLUMNS:
        words, code = cells.said(column) or cells.words(f"{coded}_txt"), cells.number(coded)
        if words is None or words.quote.casefold() == "unknown":
            continue
        category = names[code - 1].lower() if code and 0 < code <= len(names) else None
        yield Party(role=Role.TARGET, name=words.quote, stance=Stance.STATED, words=words, category=category)


def _weapons(cells: Cells) -> Iterator[Weapon]:
    types = table("gtd.toml")["weapons"]
    for column, finer in WEAPON_COLUMNS:
        code, sub, words = cells.number(column), cells.number(finer), cells.words(column)
        kind = types.get(f"{code}.{sub}") or types.get(str(code))
        said = cells.words(f"{finer}_txt") or cells.words(f"{column}_txt") or words
        if kind and said:
            yield Weapon(type=kind, words=said)


def _figures(cells: Cells) -> Iterator[Figure]:
    yield from total(cells, ("nkill", "killed "), Harm.KILLED, includes_perpetrators=True)
    yield from part(cells, "nkillter", Population.PERPETRATORS)
    yield from total(cells, ("nwound", "wounded "), Harm.INJURED, includes_perpetrators=True)
    yield from part(cells, "nwoundte", Population.PERPETRATORS, Harm.INJURED)
    if cells.number("ishostkid") == 1:
        yield from total(cells, ("nhostkid", ""), Harm.KIDNAPPED, includes_perpetrators=False)
