"""Derive the actor list from UCDP's: ``python -m sourcebook.resolve.build_registry ACTORS.csv --out FILE``.

Source: UCDP Actor Dataset 22.1 (CC BY 4.0), Uppsala Conflict Data Program. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path

from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.folding import folded

# UCDP's "Org": 1 formally organised rebels, 2 supporters of parties, 3 communal groups, 4 governments.
KINDS = {"1": ActorKind.ARMED_GROUP, "2": ActorKind.POPULATION, "3": ActorKind.POPULATION, "4": ActorKind.STATE_FORCE}
EMPTY = frozenset({"", "n/a", "N/A"})


def names_of(row: dict[str, str]) -> list[str]:
    """Every name that UCDP gives an actor, its own first. A name from before a renaming is kept as one of them."""
    given = [row["NameData"], row["NameOrig"]]
    given += [part for column in ("NameOrigFull", "NameOrigFullEng") for part in row[column].split(" / ")]
    for column in ("NewName", "NewNameFullMotherTongue", "NewNameFullEng"):
        given += re.split(r",|;| / ", row[column])
    names = {folded(name): name.strip() for name in reversed(given) if name.strip() not in EMPTY}
    return list(reversed(names.values()))


def native_names(row: dict[str, str]) -> list[str]:
    """The names in the actor's own language: those that are not the English one, nor a short form."""
    english = {folded(row[column]) for column in ("NameOrigFullEng", "NameData", "NewNameFullEng")}
    given = [*row["NameOrigFull"].split(" / "), row["NewNameFullMotherTongue"]]
    return [name.strip() for name in given if name.strip() not in EMPTY and folded(name) not in english]


def ties_of(row: dict[str, str]) -> dict[str, list[str]]:
    """What UCDP says the actor split from, is part of, and is allied with, by ids."""
    columns = {
        "split_from": ("ActorIdPrev", "ActorIdSplitTemp"),
        "part_of": ("ActorIdGroup",),
        "allied_with": ("ActorIdAlliance",),
    }
    found = {
        kind: list(dict.fromkeys(f"ucdp-{number}" for each in names for number in re.findall(r"\d+", row[each])))
        for kind, names in columns.items()
    }
    own = f"ucdp-{row['ActorId'].strip()}"
    return {kind: kept for kind, others in found.items() if (kept := [other for other in others if other != own])}


def actor_row(row: dict[str, str]) -> dict[str, object]:
    """One actor as the registry stores it."""
    kind = ActorKind.FACTION if "faction" in row["NameData"].casefold() else KINDS[row["Org"]]
    more = {"native": native_names(row), "ties": ties_of(row)}
    return {
        "id": f"ucdp-{row['ActorId'].strip()}",
        "name": row["NameData"].strip(),
        "kind": kind.value,
        "names": names_of(row),
        "places": [place.strip() for place in re.split(r",(?![^(]*\))", row["Location"]) if place.strip()],
        **{name: given for name, given in more.items() if given},
    }


def main() -> None:
    """Read UCDP's list, write ours."""
    parser = argparse.ArgumentParser(description="Derive the actor list from the UCDP actor dataset.")
    parser.add_argument("actors", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with given.actors.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted((actor_row(row) for row in csv.DictReader(file)), key=lambda row: str(row["id"]))
    given.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
