"""A row in ACLED's format: who, what, where and when by its rules, and the lowest figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sourcebook.datasets import countries
from sourcebook.datasets.acled import sub_events
from sourcebook.publish.datafiles import data
from sourcebook.publish.facts import Facts, best_of, lowest_of, spread_of, with_attackers
from sourcebook.publish.ged_row import number_of
from sourcebook.publish.ged_sides import is_description
from sourcebook.publish.tally import Unfit
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Estimate, Event
from sourcebook.records.values import PlaceUse, TimeRange
from sourcebook.records.vocabulary import ActorKind, EventType, Realis

Row = dict[str, str | int | float]
COLUMNS: tuple[str, ...] = tuple(data("acled_rules.toml")["columns"])
STATE, REBEL, MILITIA, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 6, 7, 8
INTER = {
    0: "",
    STATE: "State forces",
    REBEL: "Rebel group",
    MILITIA: "Political militia",
    PROTESTERS: "Protesters",
    CIVILIANS: "Civilians",
    EXTERNAL: "External/Other forces",
}
MONTH_DAYS, WEEK_DAYS = 31, 7


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as ACLED names it, with its interaction code; an empty name is none."""

    name: str = ""
    code: int = 0


def sub_event_of(facts: Facts) -> str:
    """The sub-event type: by the type of act, by who was attacked, and by whether anybody died."""
    event, rules = facts.event, data("acled_rules.toml")
    if event.realis is Realis.FOILED and event.type is not EventType.ARREST:
        return "Disrupted weapons use"
    whom = "armed" if facts.attacked[1] in ("state", "group") else "civilians"
    name: str = rules["sub_event"][event.type.value][whom]
    if event.type is EventType.BOMBING and event.weapons == ("grenade",):
        return "Grenade"
    if name in rules["deadly"]["sub_events"] and best_of(event.killed):
        name = rules["deadly"][whom]
    return name


def first_side(facts: Facts, country: str) -> Side:
    """Who acted. An army outside its own state is an external force; who has no name is an unidentified group."""
    actor, name = facts.actor(facts.leading), facts.name_of(facts.leading)
    if actor and actor.kind is ActorKind.STATE_FORCE:
        return _state_force(actor.name, actor.country, facts.event.place)
    if not name:
        return Side(f"Unidentified Armed Group ({country})", MILITIA)
    return Side(name, MILITIA if actor and actor.kind is ActorKind.PERSON else REBEL)


def _state_force(name: str, of: str | None, place: PlaceUse | None) -> Side:
    here = place.country if place else None
    kind = "Police" if "police" in name.casefold() else "Military"
    state = countries().get(of or here or "")
    named = f"{kind} Forces of {state.acled or state.name}" if state else name
    return Side(named, STATE if of in (None, here) else EXTERNAL)


def second_side(facts: Facts, sub_event: str, country: str) -> Side:
    """Who was acted on."""
    target, whom = facts.attacked
    if sub_event == "Excessive force against protesters":
        return Side(f"Protesters ({country})", PROTESTERS)
    if whom == "civilians" or sub_events()[sub_event]["event"] == "Violence against civilians":
        return Side(f"Civilians ({country})", CIVILIANS)
    if whom == "state":
        police = target is not None and target.category == "police"
        return Side(f"{'Police' if police else 'Military'} Forces of {country}", STATE)
    if whom == "group":
        return _attacked_group(facts, country)
    return Side()


def _attacked_group(facts: Facts, country: str) -> Side:

    target = facts.attacked[0]
    if target is None or is_description(target.name):
        return Side(f"Unidentified Armed Group ({country})", MILITIA)
    return Side(target.name, REBEL)


def interaction(first: Side, second: Side) -> str:
    """Both sides in words, the smaller code first.

    >>> interaction(Side("B", 7), Side("A", 2)), interaction(Side("A", 2), Side())
    ('Rebel group-Civilians', 'Rebel group only')
    """
    low, high = sorted((first.code, second.code))
    if not low:
        return f"{INTER[high]} only" if high else ""
    return f"{INTER[low]}-{INTER[high]}"


def day_of(time: TimeRange) -> tuple[date, int]:
    """The day that stands for a time and its precision: the day, the middle of the week, the middle of the month.

    ``Unfit`` for a longer or unknown time.
    """
    if time.earliest is None or time.latest is None:
        raise Unfit("the date is not known")
    length = (time.latest - time.earliest).days + 1
    if length > MONTH_DAYS:
        raise Unfit("its time is longer than a month")
    return time.earliest + timedelta(days=length // 2 if length > 1 else 0), (
        1 if length == 1 else 2 if length <= WEEK_DAYS else 3
    )


def fatalities_of(killed: Estimate | None) -> int:
    """The lowest figure with the attackers' dead; no information is nought."""
    return with_attackers(killed, lowest_of(killed)) or 0


def place_columns(facts: Facts, near: bool) -> Row:
    """Where; ``Unfit`` for a country alone, or nothing."""
    place = facts.event.place
    precision = data("acled_rules.toml")["geo_precision"].get(place.precision.value) if place else None
    state = countries().get(place.country or "") if place else None
    if place is None or precision is None:
        raise Unfit("no place below the country is known")
    if state is None:
        raise Unfit("the country is not known")
    region = data("acled_rules.toml")["regions"].get(str(state.acled_region), "")
    return {
        "iso": state.numeric,
        "region": region,
        "country": state.acled or state.name,
        "admin1": place.admin1 or "",
        "admin2": place.admin2 or "",
        "location": place.name,
        "latitude": "" if place.latitude is None else round(place.latitude, 4),
        "longitude": "" if place.longitude is None else round(place.longitude, 4),
        "geo_precision": 2 if precision == 1 and near else precision,
    }


def id_of(event_id: str, country: str | None, day: date | None = None) -> str:
    """A stable id: the country's letters and a number made of the event's id, and the day where it is split."""
    name = content_id("e", event_id, day) if day else event_id
    state = countries().get(country or "")
    return f"{state.alpha3 if state else 'UNK'}{number_of(name)}"


def narrative(facts: Facts, row: Row, day: date, precision: int) -> str:
    """The notes: what is said to have happened, in one form, then what the columns cannot hold."""
    event, verbs = facts.event, data("acled_rules.toml")["verbs"]
    units = ", ".join(str(row[name]) for name in ("admin2", "admin1") if row[name])
    where = f"{row['location']} ({units})" if units else str(row["location"])
    coded = " (approximate location)" if row["geo_precision"] != 1 else ""
    when = f"{'On' if precision == 1 else 'Around'} {day.day} {day:%B %Y}"
    said = f"{when}, {row['actor1']} {verbs[str(row['sub_event_type'])]} {row['actor2'] or 'others'} in {where}{coded}."
    return " ".join([said, *told_of_figures(event)])


def told_of_figures(event: Event) -> list[str]:
    """Sentences about figures that are more than one number, or that have no column."""
    sentences = []
    if spread_of(event.killed):
        sentences.append(f"Sources give {spread_of(event.killed)} killed.")
    if event.killed is None:
        sentences.append("No source gives the dead.")
    if (injured := best_of(event.injured)) is not None:
        sentences.append(f"{injured} injured.")
    if event.contested:
        sentences.append(f"Sources disagree on: {', '.join(event.contested)}.")
    return sentences
