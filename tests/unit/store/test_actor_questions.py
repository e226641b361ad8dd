"""Which actors a person is asked about, what the answer does, and how it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.knowledge import Actor
from sourcebook.records.vocabulary import ActorKind, Verdict
from sourcebook.resolve.sameness import Bearer, question
from sourcebook.store import checks, open_book
from sourcebook.store.actor_queries import listed_kind, named_actors
from sourcebook.store.actor_questions import open_questions
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)
REPORTS = {
    "a.txt": "published 2016-08-09 by Dawn\nOn 2016-08-08 in Quetta, Yarmukan killed 70 people.\n",
    "b.txt": "published 2016-08-10 by Courier\nOn 2016-08-08 in Quetta, Yarmuqan killed 71 people.\n",
}


def bearer(name: str, kind: ActorKind = ActorKind.ARMED_GROUP, own: str = "") -> Bearer:
    return Bearer(actor_id=own or name, kind=kind, names=(name,))


def is_asked(left: str, right: str, kind: ActorKind) -> bool:
    return question(bearer(left, kind), bearer(right, kind)) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Green Valley Front", "Green Valley Movement"),
        ("GVF", "Green Valley Front"),
        ("Harakat Barqan", "Barqan"),
        ("Lashkar-e-Barqan", "Lashkar-e-Burqan"),
        ("Army of the Two Rivers", "Army of the Two Rivers in Iraq"),
    ],
)
def test_groups_that_may_be_one_are_asked_about(left: str, right: str) -> None:
    assert is_asked(left, right, ActorKind.ARMED_GROUP)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Real Green Valley Army", "Green Valley Army"),
        ("12 March Movement", "13 March Movement"),
        ("Mai-Mai Kirikicho", "Mai-Mai Shetani"),
        ("Green Valley Front", "Red Hill Front"),
        ("Islamic Front", "Islamic Movement of Hadram"),
        ("GVF", "Great Eastern Union"),
    ],
)
def test_a_word_that_makes_another_group_asks_nothing(left: str, right: str) -> None:
    assert not is_asked(left, right, ActorKind.ARMED_GROUP)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Barzan Tokhi", "Barzan Tokhi Wardak"),
        ("Ali Hassan", "Hassan Ali"),
        ("Barzan Gatdet", "Barzan Gadet"),
    ],
)
def test_people_that_may_be_one_are_asked_about(left: str, right: str) -> None:
    assert is_asked(left, right, ActorKind.PERSON)


@pytest.mark.parametrize(("left", "right"), [("Barzan Tokhi", "Barzan Wardak"), ("Tokhi", "Barzan Tokhi")])
def test_people_with_one_word_in_common_are_not(left: str, right: str) -> None:
    assert not is_asked(left, right, ActorKind.PERSON)


def test_the_registry_tells_two_actors_apart() -> None:
    assert question(bearer("Taliban", own="ucdp-303"), bearer("Taliban Pakistan", own="ucdp-356")) is None


def test_who_is_only_described_is_not_listed() -> None:
    assert listed_kind("armed_group", "masked gunmen", "actor-group-abc") == "described"
    assert listed_kind("armed_group", "FARC dissidents", "ucdp-8220") == "armed_group"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path / "small.book"
    api.build([folder], path, SMALL)
    return path


def asked(book: Path, by: str = "ada") -> int:
    with open_book(book) as opened:
        return len(open_questions(opened, by))


def actor_ids(book: Path) -> tuple[str, str]:
    with open_book(book) as opened:
        one, other = sorted(each.actor_id for each in opened.rows(Actor))
    return one, other


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED])
def test_an_answer_settles_a_question_and_taking_it_back_asks_again(
    book: Path, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "BuildOptions", lambda **_: SMALL)
    with open_book(book) as opened:
        before = checks.digests(opened)
    assert asked(book) == 1
    made = api.judge_actors(book, actor_ids(book), verdict, by="ada")
    assert asked(book) == 0
    api.undo(book, made.decision_id, "ada", SMALL)
    assert asked(book) == 1
    with open_book(book) as opened:
        assert {k: v for k, v in checks.digests(opened).items() if k != "decisions"} == {
            k: v for k, v in before.items() if k != "decisions"
        }


def test_being_unsure_settles_it_for_that_person_alone(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "BuildOptions", lambda **_: SMALL)
    api.judge_actors(book, actor_ids(book), Verdict.UNSURE, by="ada")
    assert (asked(book, "ada"), asked(book, "ben")) == (0, 1)


def test_an_actor_is_not_joined_with_itself(book: Path) -> None:
    one, _ = actor_ids(book)
    with pytest.raises(UsageError, match="one actor already"):
        api.judge_actors(book, (one, one), "same")


def test_verdicts_and_actors_that_there_are_not_are_told(book: Path) -> None:
    one, other = actor_ids(book)
    with pytest.raises(UsageError, match="say same, different, related, unsure"):
        api.judge_actors(book, (one, other), "perhaps")
    with pytest.raises(NotFoundError, match="no actor goes by ucdp-0"):
        api.judge_actors(book, (one, "ucdp-0"), "same")


def test_a_list_holds_those_with_names(book: Path) -> None:
    with open_book(book) as opened:
        assert {each.name for each in named_actors(opened)} == {"Yarmukan", "Yarmuqan"}
