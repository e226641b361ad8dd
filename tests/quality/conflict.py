"""What the scorer of ``conflict_dev`` leaves out: the type of each event, and who is said to be behind it."""

from __future__ import annotations

import json
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
    right = sum(found["type"] in TYPES[one["type"]] for one, found in pairs)
    yield "type", right / max(1, len(pairs)), len(pairs)
    tied = [
        has_party(article, names, [claims[c] for c in found["claims"] if claims[c]["document"] == ids[article["doc"]]])
        for one, found in pairs
        for article in one["articles"]
        if article["attribution_status"] in STANCES and article["doc"] in ids
    ]
    yield "perp_with_stance", sum(tied) / max(1, len(tied)), len(tied)


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
