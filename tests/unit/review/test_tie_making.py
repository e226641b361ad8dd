"""A tie made by hand of two names in the reader: told at once, kept over rebuilds, taken back."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.text import Document
from sourcebook.review import Desk
from sourcebook.store import open_book

from .conftest import client_of
from .test_actor_judging import hidden_in, last

TEXT = """Two bands of the hills

The Reed Band of the north was seen at Kharga market in June, beside men of the Salt Brigade.
Villagers said that Osman Dahir gives both their orders. The Salt Brigade came back in autumn.
"""


@pytest.fixture
def report(book: Path, tmp_path: Path) -> str:
    path = tmp_path / "bands.txt"
    path.write_text(TEXT, encoding="utf-8")
    api.add([path], book, api.BuildOptions(workers=0))
    return next(each.document_id for each in api.documents(book) if each.path.endswith("bands.txt"))


def make(client: TestClient, document_id: str, **given: str) -> tuple[int, str]:
    action = f"/documents/{document_id}/ties"
    form = hidden_in(client.get(f"/documents/{document_id}").text, action)
    answer = client.post(action, data=form | {"type": "allied_with"} | given)
    return answer.status_code, unquote(answer.headers.get("location", "")) or answer.text


def told(book: Path) -> list[tuple[str, str, str, str]]:
    """Every tie that rests on a claim by hand: its kind, its ends by name, and who looked at it."""
    with open_book(book) as opened:
        names = {actor.actor_id: actor.name for actor in opened.rows(Actor)}
        made = {claim.claim_id for claim in opened.rows(Claim) if claim.generated_by == "person@1"}
        return [
            (each.type, names[each.subject_id], names[each.object_id], each.review)
            for each in opened.rows(Relation)
            if made & set(each.claim_ids)
        ]


def test_two_names_make_a_tie_that_both_actors_tell_at_once(client: TestClient, book: Path, report: str) -> None:
    status, where = make(client, report, subject="Reed Band", object="Salt Brigade", earliest="2014-06", reason="seen")
    assert status == 303
    (tie,) = told(book)
    assert (tie[0], {tie[1], tie[2]}, tie[3]) == ("allied_with", {"Reed Band", "Salt Brigade"}, "edited")
    page = client.get(where).text
    assert 'class="now"' in page
    assert "by hand: ada, “seen”" in page
    with open_book(book) as opened:
        (claim,) = [each for each in opened.rows(Claim) if each.generated_by == "person@1"]
        document = opened.row(Document, report)
    assert document
    assert claim.words.quote.startswith("The Reed Band")
    assert claim.words.quote == document.text[claim.words.start : claim.words.end]
    assert claim.parties[1].words
    assert claim.parties[1].words.start == document.text.index("Salt Brigade"), "the nearer of two places is meant"
    assert str(claim.time.earliest) == "2014-06-01"
    profile = client.get(f"/actors/{claim.parties[0].actor_id}").text
    assert "allied with" in profile
    assert "Salt Brigade" in profile


def test_the_words_that_were_selected_are_meant_not_others_like_them(
    client: TestClient, book: Path, report: str
) -> None:
    with open_book(book) as opened:
        document = opened.row(Document, report)
    assert document
    second = document.text.rindex("Salt Brigade")
    make(client, report, type="leads", subject="Osman Dahir", object="Salt Brigade", object_start=str(second))
    with open_book(book) as opened:
        (claim,) = [each for each in opened.rows(Claim) if each.generated_by == "person@1"]
    assert [each.words.start for each in claim.parties if each.words] == [document.text.index("Osman"), second]
    assert (claim.parties[0].actor_id or "").startswith("actor-person-"), "who leads is a person"


def test_a_rebuild_keeps_it_and_taking_it_back_leaves_the_book_as_it_was(
    client: TestClient, book: Path, report: str
) -> None:
    with open_book(book) as opened:
        before = list(opened.rows(Relation)), list(opened.rows(Actor)), list(opened.rows(Claim))
    make(client, report, subject="Reed Band", object="Salt Brigade")
    assert api.verify(book, api.BuildOptions(workers=0)).ok
    api.rebuild(book, api.BuildOptions(workers=0))
    assert len(told(book)) == 1
    made = last(book)
    undo = client.get(f"/decisions/{made.decision_id}").text
    assert "by one claim fewer" in undo
    client.post(f"/decisions/{made.decision_id}/undo", data=hidden_in(undo, f"/decisions/{made.decision_id}/undo"))
    with open_book(book) as opened:
        assert (list(opened.rows(Relation)), list(opened.rows(Actor)), list(opened.rows(Claim))) == before
        assert opened.unfinished() == 0


def test_a_report_that_leaves_and_comes_back_has_it_again(
    client: TestClient, book: Path, report: str, tmp_path: Path
) -> None:
    make(client, report, subject="Reed Band", object="Salt Brigade")
    api.remove(book, [report], api.BuildOptions(workers=0))
    assert told(book) == []
    assert "Reed Band – allied with – Salt Brigade" in client.get("/changes").text
    api.add([tmp_path / "bands.txt"], book, api.BuildOptions(workers=0))
    assert len(told(book)) == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"subject": "Reed Band", "object": "Wolf Column"}, "does not stand in this document"),
        ({"subject": "Reed Band", "object": "Reed Band"}, "are the same words"),
        ({"subject": "Reed Band", "object": ""}, "two names are needed"),
        ({"subject": "Reed Band", "object": "Salt Brigade", "type": "fond_of"}, "choose how the first stands"),
        ({"subject": "Reed Band", "object": "Salt Brigade", "earliest": "soon"}, "are no days"),
        ({"subject": "Reed Band", "object": "Salt Brigade", "saw": "else"}, "read anew since you opened it"),
    ],
)
def test_what_makes_no_tie_is_refused_with_what_to_do(
    client: TestClient, book: Path, report: str, given: dict[str, str], words: str
) -> None:
    status, page = make(client, report, **given)
    assert status == 400
    assert words in page.lower()
    assert told(book) == []


def test_who_codes_blind_makes_none(desk: Desk, report: str) -> None:
    with client_of(desk) as client:
        form = hidden_in(client.get(f"/documents/{report}").text, f"/documents/{report}/ties")
        client.cookies.set("sourcebook_blind", "1")
        assert "How two actors stand to each other" not in client.get(f"/documents/{report}").text
        data = form | {"type": "leads", "subject": "Reed Band", "object": "Salt Brigade"}
        assert client.post(f"/documents/{report}/ties", data=data).status_code == 403
