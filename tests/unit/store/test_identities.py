"""Joining and parting actors, and groups of copies, by decision: at once, for later documents, and reversibly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import NotFoundError
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Actor, Event, Relation
from sourcebook.records.review import ACTORS, COPIES, Decision
from sourcebook.records.vocabulary import ActorKind, Verdict
from sourcebook.resolve.actor_edits import edited
from sourcebook.store import checks, open_book
from sourcebook.store.identities import identities_by, part_of
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)
REPORTS = {
    "a.txt": "published 2016-08-09 by Dawn\nOn 2016-08-08 in Quetta, Jamaat killed 70 people.\nOmar leads Jamaat.\n",
    "b.txt": "published 2016-08-10 by Courier\nOn 2016-08-08 in Quetta, Ahrar killed 71 people.\nSaid leads Ahrar.\n",
    "c.txt": "published 2017-02-14 by Dawn\nOn 2017-02-13 in Lahore, Jamaat killed 13 people.\nAhrar leads Jamaat.\n",
}
JAMAAT, AHRAR = content_id("actor", "jamaat"), content_id("actor", "ahrar")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    for name, text in REPORTS.items():
        (found / name).write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def book(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "small.book"
    api.build([folder], path, SMALL)
    return path


def decide(book: Path, field: str, verdict: Verdict, subjects: Sequence[str], value: object = None) -> str:
    with open_book(book) as opened:
        number = opened.count(Decision)
    made = Decision(
        decision_id=f"decision-{number}",
        subject_ids=tuple(subjects),
        field=field,
        verdict=verdict,
        value=None if value is None else json.dumps(value),
        reason="",
        decided_by="ada",
        decided_at=f"2020-01-01T00:00:{number:02}+00:00",
        supersedes=None,
        saw="",
    )
    api.decide(book, made, SMALL)
    return made.decision_id


def tables(book: Path) -> dict[str, str]:
    with open_book(book) as opened:
        return checks.digests(opened) | {"decisions": ""}


def actors(book: Path) -> set[str]:
    with open_book(book) as opened:
        return {actor.actor_id for actor in opened.rows(Actor)}


def culprits(book: Path) -> set[str | None]:
    return {one.actor_id for event in api.events(book) for one in event.perpetrators}


def test_joined_actors_are_one_wherever_they_are_named(book: Path) -> None:
    decide(book, ACTORS, Verdict.SAME, (JAMAAT, AHRAR))
    assert AHRAR not in actors(book)
    assert culprits(book) == {JAMAAT}
    with open_book(book) as opened:
        ties = list(opened.rows(Relation))
        joined = opened.row(Actor, JAMAAT)
    assert {tie.object_id for tie in ties} == {JAMAAT}
    assert JAMAAT not in {tie.subject_id for tie in ties}, "two names of one actor have no tie"
    assert joined is not None
    assert len(joined.claim_ids) == 6


def test_undoing_a_join_gives_the_book_as_before(book: Path) -> None:
    before = tables(book)
    made = decide(book, ACTORS, Verdict.SAME, (JAMAAT, AHRAR))
    assert tables(book) != before
    api.undo(book, made, "ada", SMALL)
    assert tables(book) == before


def test_a_report_that_comes_later_is_joined_too_and_a_rebuild_tells_the_same(book: Path, folder: Path) -> None:
    decide(book, ACTORS, Verdict.SAME, (JAMAAT, AHRAR))
    (folder / "d.txt").write_text(
        "published 2018-01-02 by Star\nOn 2018-01-01 in Multan, Ahrar killed 4 people.\n", encoding="utf-8"
    )
    api.build([folder], book, SMALL)
    assert culprits(book) == {JAMAAT}
    told = tables(book)
    api.rebuild(book, SMALL)
    assert tables(book) == told


def test_claims_that_mean_another_actor_are_parted_from_it(book: Path) -> None:
    (lahore,) = (event for event in api.events(book) if event.place and event.place.name == "Lahore")
    claim_ids = sorted(lahore.claim_ids)
    other = part_of(JAMAAT, claim_ids)
    before = tables(book)
    made = decide(book, ACTORS, Verdict.DIFFERENT, (JAMAAT, other), {"claim_ids": claim_ids})
    assert culprits(book) == {JAMAAT, AHRAR, other}
    told = tables(book)
    api.rebuild(book, SMALL)
    assert tables(book) == told
    api.undo(book, made, "ada", SMALL)
    assert tables(book) == before


def test_what_was_parted_can_be_joined_to_a_third(book: Path) -> None:
    (lahore,) = (event for event in api.events(book) if event.place and event.place.name == "Lahore")
    other = part_of(JAMAAT, lahore.claim_ids)
    decide(book, ACTORS, Verdict.DIFFERENT, (JAMAAT, other), {"claim_ids": list(lahore.claim_ids)})
    decide(book, ACTORS, Verdict.SAME, (AHRAR, other))
    assert culprits(book) == {JAMAAT, AHRAR}


def test_joining_goes_on_through_what_was_joined_before() -> None:
    def same(number: int, *names: str) -> Decision:
        return Decision(
            decision_id=f"d{number}", subject_ids=names, field=ACTORS, verdict=Verdict.SAME, value=None, reason="",
            decided_by="", decided_at="", supersedes=None, saw="",
        )  # fmt: skip

    found = identities_by([same(1, "a", "b"), same(2, "c", "d"), same(3, "e", "a"), same(4, "b", "c")])
    assert {found.of("", name) for name in "abcde"} == {"e"}


def test_a_name_that_no_report_uses_yet_can_be_joined_an_unknown_actor_not(book: Path) -> None:
    decide(book, ACTORS, Verdict.SAME, (JAMAAT, "actor-of-tomorrow"))
    with pytest.raises(NotFoundError, match="no such actor"):
        decide(book, ACTORS, Verdict.SAME, ("actor-of-tomorrow", JAMAAT))


def test_being_two_actors_changes_no_event(book: Path) -> None:
    before = tables(book)
    decide(book, ACTORS, Verdict.DIFFERENT, (JAMAAT, AHRAR))
    assert tables(book) == before


def test_name_kind_country_and_further_names_are_set_by_a_person() -> None:
    actor = Actor(
        actor_id="actor-a", name="FMA", kind=ActorKind.UNKNOWN, country=None, aliases=(), identifiers=(),
        claim_ids=("claim-a",),
    )  # fmt: skip
    value = {"name": "Free Marsh Army", "kind": "armed_group", "country": "SS", "aliases": ["Marshmen", "marshmen"]}
    decision = Decision(
        decision_id="d", subject_ids=("actor-a",), field=ACTORS, verdict=Verdict.EDIT, value=json.dumps(value),
        reason="", decided_by="", decided_at="", supersedes=None, saw="",
    )  # fmt: skip
    told = edited(actor, [decision])
    assert (told.name, told.kind, told.country) == ("Free Marsh Army", ActorKind.ARMED_GROUP, "SS")
    assert "Marshmen" in {alias.name for alias in told.aliases}


def origins_of(book: Path, place: str) -> int:
    return next(len(event.origins) for event in api.events(book) if event.place and event.place.name == place)


def documents(book: Path) -> dict[str, str]:
    return {document.path: document.document_id for document in api.documents(book)}


def test_documents_put_together_count_as_one_origin(book: Path) -> None:
    quetta = [event for event in api.events(book) if event.place and event.place.name == "Quetta"]
    named = documents(book)
    before = tables(book)
    if len(quetta) > 1:
        claim_ids = [claim_id for event in quetta for claim_id in event.claim_ids]
        decide(book, "", Verdict.SAME, claim_ids)
    apart = origins_of(book, "Quetta")
    made = decide(book, COPIES, Verdict.SAME, (named["a.txt"], named["b.txt"]))
    assert (apart, origins_of(book, "Quetta")) == (2, 1)
    told = tables(book)
    api.rebuild(book, SMALL)
    assert tables(book) == told
    api.undo(book, made, "ada", SMALL)
    assert origins_of(book, "Quetta") == 2
    if len(quetta) == 1:
        assert tables(book) == before


COPY = """published 2016-08-{day} by {source}
On 2016-08-08 in Quetta, Jamaat killed 70 people.
The hospital in which the wounded were treated was the target of the blast, its doctors told reporters at the gate.
Lawyers had come there in the morning to mourn a colleague who had been shot on his way to the court that day.
"""


def test_copies_that_a_person_parts_are_two_origins(tmp_path: Path) -> None:
    folder, book = tmp_path / "copies", tmp_path / "copies.book"
    folder.mkdir()
    for day, source in (("09", "Dawn"), ("10", "Courier")):
        (folder / f"{source}.txt").write_text(COPY.format(day=day, source=source), encoding="utf-8")
    api.build([folder], book, SMALL)
    assert origins_of(book, "Quetta") == 1
    before, named = tables(book), sorted(documents(book).values())
    made = decide(book, COPIES, Verdict.DIFFERENT, named, {"parts": [[name] for name in named]})
    assert origins_of(book, "Quetta") == 2
    told = tables(book)
    api.rebuild(book, SMALL)
    assert tables(book) == told
    api.undo(book, made, "ada", SMALL)
    assert tables(book) == before


def test_parted_documents_that_come_again_stay_parted(tmp_path: Path) -> None:
    folder, book = tmp_path / "copies", tmp_path / "copies.book"
    folder.mkdir()
    for day, source in (("09", "Dawn"), ("10", "Courier")):
        (folder / f"{source}.txt").write_text(COPY.format(day=day, source=source), encoding="utf-8")
    api.build([folder], book, SMALL)
    named = sorted(documents(book).values())
    decide(book, COPIES, Verdict.DIFFERENT, named, {"parts": [[name] for name in named]})
    text = (folder / "Dawn.txt").read_text(encoding="utf-8")
    (folder / "Dawn.txt").unlink()
    api.build([folder], book, SMALL)
    (folder / "Dawn.txt").write_text(text, encoding="utf-8")
    api.build([folder], book, SMALL)
    assert origins_of(book, "Quetta") == 2
    assert len([event for event in api.events(book) if isinstance(event, Event)]) == 1
