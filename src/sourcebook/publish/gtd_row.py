"""A row in the format of the Global Terrorism Database: one toll of victims and attackers, -9 and -99 for unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.datasets import countries
from sourcebook.datasets.countries import table
from sourcebook.publish.datafiles import data
from sourcebook.publish.facts import Facts, best_of, of_population, spread_of, with_attackers
from sourcebook.publish.tally import Unfit
from sourcebook.records.knowledge import Perpetrator, Target
from sourcebook.records.text import Document
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import ActorKind, EventType, Population, Realis, Stance, TimePrecision

Row = dict[str, str | int | float]
COLUMNS: tuple[str, ...] = tuple(data("gtd_columns.toml")["columns"])
UNKNOWN_FLAG, UNKNOWN_COUNT, CLAIM_MODE_UNKNOWN = -9, -99, 10
MOST_CITED = 3


def date_columns(time: TimeRange, words: str) -> Row:
    """When: month and day only where the time is that short; the words where it is longer than a day.

    ``Unfit`` where not even the year is known.
    """
    if time.earliest is None or time.latest is None or time.earliest.year != time.latest.year:
        raise Unfit("the year is not known")
    one_month = time.earliest.month == time.latest.month
    one_day = time.earliest == time.latest
    return {
        "iyear": time.earliest.year,
        "imonth": time.earliest.month if one_month else 0,
        "iday": time.earliest.day if one_day else 0,
        "approxdate": "" if one_day else words or f"{time.earliest.isoformat()} to {time.latest.isoformat()}",
        "extended": 0 if one_day else "",
    }


def lasting_columns(facts: Facts, row: Row) -> Row:
    """When, for a siege or a kidnapping whose stated interval is how long it lasted: first day and resolution."""
    event = facts.event
    held = event.type.value in data("gtd_columns.toml")["held"]["types"]
    short = event.time.precision in (TimePrecision.WEEK, TimePrecision.MONTH)
    if not held or not short or event.time.earliest is None or event.time.latest is None:
        return row
    first, last = event.time.earliest, event.time.latest
    return {
        **row,
        "imonth": first.month,
        "iday": first.day,
        "approxdate": "",
        "extended": 1,
        "resolution": f"{last.month}/{last.day}/{last.year}",
    }


def place_columns(facts: Facts) -> Row:
    """Where, with how precisely it is known."""
    place = facts.event.place
    state = countries().get(place.country or "") if place else None
    if place is None or state is None:
        raise Unfit("the country is not known")
    specificity = data("gtd_columns.toml")["specificity"].get(place.precision.value, 5)
    near = specificity == 1 and facts.place_told[1]
    if specificity == 1 and place.latitude is None:
        specificity = 2
    located = specificity != 5 and place.latitude is not None
    regions = table("gtd.toml")["regions"]
    return {
        "country": table("gtd_countries.toml").get(place.country or "", ""),
        "country_txt": state.gtd or state.name,
        "region": state.gtd_region or "",
        "region_txt": regions[state.gtd_region - 1] if state.gtd_region else "",
        "provstate": place.admin1 or "",
        "city": place.name if specificity <= 2 else "Unknown",
        "latitude": place.latitude if located and place.latitude is not None else "",
        "longitude": place.longitude if located and place.longitude is not None else "",
        "specificity": specificity,
        "vicinity": int(near),
        "location": facts.place_told[0] if near else "",
    }


def attack_columns(facts: Facts) -> Row:
    """How: attack type, success, suicide. ``Unfit`` for what is no attack in GTD's sense."""
    event, gtd = facts.event, table("gtd.toml")
    attack = gtd["attacks"].get(event.type.value)
    if attack is None:
        raise Unfit("GTD does not count such acts")
    codes = _weapon_codes(event.weapons) or [attack[1:]]
    columns: Row = {
        "attacktype1": attack[0],
        "attacktype1_txt": gtd["attack_types"][attack[0] - 1],
        "success": int(event.realis is not Realis.ATTEMPTED),
        "suicide": int(event.type is EventType.SUICIDE_BOMBING),
        "weapdetail": ", ".join(weapon.replace("_", " ") for weapon in event.weapons),
    }
    for number, code in enumerate(codes[:4], 1):
        columns |= {
            f"weaptype{number}": code[0],
            f"weaptype{number}_txt": gtd["weapon_types"][code[0] - 1],
        }
        if len(code) > 1:
            subtype = {
                f"weapsubtype{number}": code[1],
                f"weapsubtype{number}_txt": gtd["weapon_subtypes"][str(code[1])],
            }
            columns |= subtype
    return columns


def _weapon_codes(weapons: Sequence[str]) -> list[list[int]]:
    codes = (table("gtd.toml")["weapon_codes"].get(weapon) for weapon in weapons)
    return [list(code) for code in dict.fromkeys(tuple(code) for code in codes if code)]


def target_columns(targets: Sequence[Target]) -> Row:
    """At whom or what: up to three targets with their types."""
    names: list[str] = table("gtd.toml")["target_types"]
    by_name = {name.lower(): code for code, name in enumerate(names, 1)}
    columns: Row = {}
    for number, target in enumerate(targets[:3], 1):
        code = by_name.get(target.category or "", by_name["unknown"])
        columns |= {
            f"targtype{number}": code,
            f"targtype{number}_txt": names[code - 1],
            f"target{number}": target.name,
        }
    return columns


def group_columns(facts: Facts) -> Row:
    """By whom, how certain that is, and who claimed it."""
    named = [(facts.name_of(one), one) for one in facts.suspects]
    named = [(name, one) for name, one in named if name][:3]
    columns: Row = {"gname": "Unknown", "nperps": UNKNOWN_COUNT, "nperpcap": UNKNOWN_COUNT}
    columns |= {"individual": int(bool(named) and _is_person(facts, named[0][1])), "claimed": UNKNOWN_FLAG}
    for number, (name, one) in enumerate(named, 1):
        suffix = "" if number == 1 else str(number)
        columns |= {f"gname{suffix}": name, f"guncertain{number}": int(set(one.stances) == {Stance.SUSPECTED})}
        claim = "claimed" if number == 1 else f"claim{number}"
        columns[claim] = _claim_of(one)
        if Stance.CLAIMED in one.stances:
            columns |= {f"claimmode{suffix}": CLAIM_MODE_UNKNOWN, f"claimmode{suffix}_txt": "Unknown"}
    claims = sum(Stance.CLAIMED in one.stances for _, one in named)
    return columns | {"compclaim": int(claims > 1) if claims else ""}


def _is_person(facts: Facts, one: Perpetrator) -> bool:
    actor = facts.actor(one)
    return bool(actor and actor.kind is ActorKind.PERSON)


def _claim_of(one: Perpetrator) -> int:
    """1 where the group claims it, 0 where that is denied, else unknown."""
    if Stance.CLAIMED in one.stances:
        return 1
    return 0 if Stance.DENIED in one.stances else UNKNOWN_FLAG


def toll_columns(facts: Facts) -> Row:
    """The dead and wounded, attackers among them, blank where nothing is stated."""
    event = facts.event
    columns: Row = {}
    for estimate, total, own in ((event.killed, "nkill", "nkillter"), (event.injured, "nwound", "nwoundte")):
        number, attackers = best_of(estimate), of_population(estimate, Population.PERPETRATORS)
        columns[total] = "" if number is None else with_attackers(estimate, number) or 0
        columns[own] = "" if attackers is None else attackers
    taken = event.type.value in data("gtd_columns.toml")["held"]["types"] or event.kidnapped is not None
    number = best_of(event.kidnapped)
    held = (UNKNOWN_COUNT if number is None else number) if taken else ""
    return columns | {"ishostkid": int(taken), "nhostkid": held}


def doubt_columns(facts: Facts) -> Row:
    """Whether it is terrorism: an attack on armed people leaves that in doubt, and says what it may be instead."""
    alternative = data("gtd_columns.toml")["alternatives"].get(facts.attacked[1])
    if alternative is None:
        return {"doubtterr": 0}
    return {"doubtterr": 1, "alternative": alternative[0], "alternative_txt": alternative[1]}


def source_columns(facts: Facts) -> Row:
    """Three citations, and in words what the columns cannot hold."""
    cited = list(map(citation, facts.documents))[:MOST_CITED]
    notes = list(_notes(facts))
    return {
        "dbsource": "Sourcebook",
        "addnotes": " ".join(notes),
        **{f"scite{number}": said for number, said in enumerate(cited, 1)},
    }


def citation(document: Document) -> str:
    """A document as GTD cites it: title, source, day.

    >>> citation(Document(document_id="d", path="p", sha256="", original="", text="", blocks=(), title="Bomb in Omagh",
    ...                   source="The Daily Post"))
    '"Bomb in Omagh," The Daily Post.'
    """
    title = f'"{document.title},"' if document.title else ""
    day = (
        f"{document.published_on:%B} {document.published_on.day}, {document.published_on.year}"
        if document.published_on
        else ""
    )
    rest = ", ".join(part for part in (document.source, day) if part)
    return " ".join(part for part in (title, f"{rest}." if rest else "") if part) or document.path


def _notes(facts: Facts) -> Iterator[str]:
    event = facts.event
    for estimate, what in ((event.killed, "killed"), (event.injured, "injured")):
        if spread_of(estimate):
            yield f"Sources give {spread_of(estimate)} {what}."
    if event.contested:
        yield f"Sources disagree on: {', '.join(event.contested)}."


def summary(facts: Facts, row: Row) -> str:
    """What happened, in GTD's form: the day, then one sentence."""
    day = f"{int(row['imonth']):02}/{int(row['iday']):02}/{row['iyear']}"
    who = row["gname"] if row["gname"] != "Unknown" else "Assailants"
    whom = f" on {row['target1']}" if row.get("target1") else ""
    where = row["city"] if row["city"] != "Unknown" else row["provstate"] or row["country_txt"]
    dead = f" {row['nkill']} killed." if row.get("nkill", "") != "" else ""
    hurt = f" {row['nwound']} wounded." if row.get("nwound", "") != "" else ""
    return f"{day}: {who}: {str(row['attacktype1_txt']).lower()}{whom} in {where}, {row['country_txt']}.{dead}{hurt}"
