"""Builds the first documents twice, with one worker and with two, and holds the book to ``seeds.toml``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.quality import seed_ties
from tests.quality.sections import replaced_section
from tests.quality.seed_export import Row, exported, rows

PAGE = Path(__file__).parents[2] / "docs" / "evaluation.md"
EXPECTED = Path(__file__).parent / "seeds.toml"


def place_words(event: Row) -> str:
    """All words that an event has for its place and its targets' names."""
    place = event["place"] or {}
    named = [place.get("name"), place.get("admin1"), place.get("admin2"), *(t["name"] for t in event["targets"])]
    return " ".join(word for word in named if word).lower()


def fits(event: Row, wanted: Row) -> bool:
    """Whether an event is the one wanted, by day, country and place words."""
    time, place = event["time"], event["place"] or {}
    same_days = (time["earliest"], time["latest"]) == (wanted["earliest"], wanted["latest"])
    same_place = any(word in place_words(event) for word in wanted["place"])
    return same_days and place.get("country") == wanted["country"] and same_place


def lacking(event: Row, wanted: Row, claims: dict[str, Row]) -> Iterator[str]:
    """What is wrong with the event that was found, in sentences."""
    if len(event["documents"]) != wanted["documents"]:
        yield f"{wanted['name']} rests on {len(event['documents'])} documents, not {wanted['documents']}"
    if wanted.get("origins", event["origins"]) != event["origins"]:
        yield f"{wanted['name']} has {event['origins']} origins, not {wanted['origins']}"
    figures = [f for claim in event["claims"] for f in claims[claim]["figures"]]
    for harm in ("killed", "injured"):
        stated = {f["low"] if f["low"] is not None else f["high"] for f in figures if f["harm"] == harm}
        missing = set(wanted.get(f"stated_{harm}", [])) - stated
        if missing:
            yield f"{wanted['name']} lacks the stated {harm} {sorted(missing)}; it has {sorted(stated)}"
    best = (event["killed"] or {}).get("best") or 0
    if best > wanted.get("killed_best_at_most", best):
        yield f"{wanted['name']} has a best figure of {best}, more than any document says"


def faults(folder: Path) -> Iterator[str]:
    """Everything that the export of the seeds lacks or should not hold."""
    expected = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    claims = {claim["id"]: claim for claim in rows(folder, "claims")}
    events, actors = rows(folder, "events"), {actor["id"]: actor for actor in rows(folder, "actors")}
    for wanted in expected["event"]:
        found = [event for event in events if fits(event, wanted)]
        if len(found) != 1:
            yield f"{wanted['name']} is {len(found)} events, not one"
        for event in found[:1]:
            yield from lacking(event, wanted, claims)
    for unwanted in expected["no_event"]:
        made = [c["id"] for c in claims.values() if unwanted["words"] in c["quote"] and c["event"]]
        if made:
            yield f"{unwanted['name']} became an event by {made}"
    for wanted in expected["relation"]:
        named = [
            (actors.get(relation["object"]) or {}).get("name", "").lower()
            for relation in rows(folder, "relations")
            if relation["type"] == wanted["type"]
        ]
        if not any(wanted.get("object", "") in name for name in named):
            yield f"no relation {wanted['type']} to {wanted.get('object', 'anybody')}: {named}"


def listing(folder: Path) -> str:
    """The events of the first documents by day, place and type, for the page: no words of the documents."""
    real = [event for event in rows(folder, "events") if event["realis"] in ("happened", "attempted", "foiled")]
    lines = ["| days | place | type | documents |", "|---|---|---|--:|"]
    lines += sorted(
        f"| {days_of(event['time'])} | {shown(event['place'])} | {event['type']} | {len(event['documents'])} |"
        for event in real
    )
    return "\n".join([f"{len(real)} events.", "", *lines])


def days_of(time: Row) -> str:
    """The days of an event, as one or two."""
    if not time["earliest"]:
        return "unknown"
    return time["earliest"] if time["earliest"] == time["latest"] else f"{time['earliest']} to {time['latest']}"


def shown(place: Row | None) -> str:
    """A place with its country."""
    return ", ".join(filter(None, [place["name"], place["country"]])) if place else "unknown"


def main() -> int:
    """Build, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="list the events in docs/evaluation.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        one, two = (exported(given.shared / "seeds", work, workers) for workers in (1, 2))
        found = [*faults(one), *seed_ties.faults(one)]
        if any((one / p.name).read_bytes() != p.read_bytes() for p in two.iterdir()):
            found.append("one worker and two gave different bytes")
        if given.write:
            PAGE.write_text(replaced_section(PAGE, "seeds", listing(one)), encoding="utf-8")
    print("\n".join(found) or "the seeds give what they must")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
