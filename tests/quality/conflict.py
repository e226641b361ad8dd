"""What the scorer of ``conflict_dev`` leaves out: types, who is said to be behind it, and what reports state beyond it.

An extra event that no report states is wrong; one that a report states as an incident of its own is not. The gold lists
17 incidents, ``stated_incidents.toml`` those that its reports state beside them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
# the corpus's types, and ours that say the same
TYPES = {
    "suicide bombing": {"suicide_bombing"},
    "bombing": {"bombing"},
    "kidnapping": {"kidnapping", "hostage_taking"},
    "armed assault": {"armed_assault", "massacre"},
    "assassination": {"assassination"},
    "clash": {"armed_clash", "raid"},
}
# "suspected" in the corpus is whatever others blame or state
STANCES = {"claimed": {"claimed"}, "suspected": {"suspected", "stated"}}
STATED = Path(__file__).with_name("stated_incidents.toml")
REAL = {"happened", "attempted", "foiled"}
EMPTY = {"the", "of", "from", "and", "group", "islamic", "unidentified", "little", "known", "groups", "members"}


def rows(folder: Path, name: str) -> list[Row]:
    """The rows of one export file."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def type_and_stance(gold: Path, export: Path) -> Iterator[tuple[str, float, int]]:
    """Name, value and number of cases of both measures."""
    wanted = json.loads(gold.read_text(encoding="utf-8"))["events"]
    events = [event for event in rows(export, "events") if event["realis"] in REAL]
    claims = {claim["id"]: claim for claim in rows(export, "claims")}
    names = {a["id"]: " ".join([a["name"], *(x["name"] for x in a["aliases"])]) for a in rows(export, "actors")}
    ids = {row["path"].rsplit("#", 1)[-1]: row["id"] for row in rows(export, "documents")}
    pairs = [(one, found) for one in wanted if (found := event_of(one, events, ids))]
    yield precision_stated(wanted, events, ids)
    yield exact_days(wanted, pairs)
    right = sum(found["type"] in TYPES[one["type"]] for one, found in pairs)
    yield "type", right / max(1, len(pairs)), len(pairs)
    tied = [
        has_party(article, names, [claims[c] for c in found["claims"] if claims[c]["document"] == ids[article["doc"]]])
        for one, found in pairs
        for article in one["articles"]
        if article["attribution_status"] in STANCES and article["doc"] in ids
    ]
    yield "perp_with_stance", sum(tied) / max(1, len(tied)), len(tied)


def exact_days(wanted: list[Row], pairs: list[tuple[Row, Row]]) -> tuple[str, float, int]:
    """The share of all gold events whose very days are told: unlike that of matched ones, it rises when more match."""
    right = sum(
        found["time"]["earliest"] == one["date_start"]
        and found["time"]["latest"] == (one.get("date_end") or one["date_start"])
        for one, found in pairs
    )
    return "date_of_all", right / max(1, len(wanted)), len(wanted)


def precision_stated(wanted: list[Row], events: list[Row], ids: dict[str, str]) -> tuple[str, float, int]:
    """The share of events that are an incident of the gold or one that a report states beside it, each told once."""
    told = [found["id"] for one in wanted if (found := event_of(one, events, ids))]
    extra = [event for event in events if event["id"] not in told]
    stated = tomllib.loads(STATED.read_text(encoding="utf-8"))["incident"]
    right = len(set(told))
    for one in stated:
        match = next((event for event in extra if explains(one, event, ids)), None)
        if match is not None:
            extra.remove(match)
            right += 1
    return "event_precision_stated", right / max(1, len(events)), len(events)


def explains(stated: Row, event: Row, ids: dict[str, str]) -> bool:
    """Whether an event is an incident that reports state: their documents, its type, its days and place as told."""
    time, place = event["time"], event["place"] or {}
    named = {ids[document] for document in stated["documents"] if document in ids}
    words = " ".join(place.get(key) or "" for key in ("name", "admin1", "admin2"))
    known = bool(time["earliest"]) and "earliest" in stated
    return (
        set(event["documents"]) <= named
        and event["type"] in stated["types"]
        and stated.get("country", place.get("country")) == place.get("country")
        and words_of(stated.get("place")) <= words_of(words)
        and (not known or (time["earliest"] <= stated["latest"] and stated["earliest"] <= time["latest"]))
    )


def event_of(wanted: Row, events: list[Row], ids: dict[str, str]) -> Row | None:
    """The event that shares most documents with a gold event and can be of its day."""
    named = {ids[article["doc"]] for article in wanted["articles"] if article["doc"] in ids}
    fitting = [event for event in events if named & set(event["documents"]) and of_the_day(wanted, event)]
    return max(fitting, key=lambda event: (len(named & set(event["documents"])), near(wanted, event)), default=None)


def near(wanted: Row, event: Row) -> tuple[int, str]:
    """How many words of the gold place an event's place has; its id breaks ties."""
    place = event["place"] or {}
    told = words_of(" ".join(place.get(key) or "" for key in ("name", "admin1")))
    return len(words_of(" ".join([wanted["place"]["name"], wanted["place"]["country"]])) & told), event["id"]


def of_the_day(wanted: Row, event: Row) -> bool:
    """Whether an event's days hold the gold day."""
    time = event["time"]
    return bool(time["earliest"]) and time["earliest"] <= wanted["date_start"] <= time["latest"]


def has_party(article: Row, names: dict[str, str], claims: list[Row]) -> bool:
    """Whether a report's claims name its perpetrator, by any of its names, with the stance that the report takes."""
    wanted = words_of(article["perpetrator_as_stated"])
    return any(
        party["stance"] in STANCES[article["attribution_status"]]
        and wanted & (words_of(party["name"]) | words_of(names.get(party["actor"] or "")))
        for claim in claims
        for party in claim["parties"]
        if party["role"] == "perpetrator"
    )


def words_of(name: str | None) -> set[str]:
    """The words of a name that tell it from others, cut short so that spellings and plurals meet."""
    folded = (name or "").lower().replace("isil", "isis").replace("islamic state", "isis").replace("-", " ")
    return {word.strip(";,()")[:5] for word in folded.split()} - EMPTY
