"""An editor may lift a rule of withholding for a named case, with a reason; nothing else lets a name out."""

from __future__ import annotations

import json

import pytest
from tests.unit.site.conftest import BOY

from sourcebook import api
from sourcebook.cli import run
from sourcebook.errors import NotFoundError, UsageError
from sourcebook.publish.lifting import HOME, Lift, with_lifted
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import PlacePrecision, Verdict
from sourcebook.store import open_book

REASON = "his family asked that he be named"


def lift(**given):
    return Lift(**{"kind": "name", "name": BOY, "reason": REASON, "by": "R. Editor", **given})


def everything(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_lifted_name_stands_in_exports_and_site_with_the_reason(published, andes, tmp_path):
    api.export(andes, "geojson", tmp_path / "before")
    assert BOY.encode() not in everything(tmp_path / "before")
    api.disclose(andes, lift())
    folder, _ = published(formats=("parquet",))
    method = (folder / "method.html").read_text()
    assert BOY in method
    assert REASON in method
    assert f"let {BOY} stand in publications" in everything(folder / "events").decode()


def test_what_was_lifted_can_be_taken_back_and_leaves_no_name(published, andes, bombing, decided):
    decision = api.disclose(andes, lift())
    api.undo(andes, decision.decision_id, "R. Editor")
    edit = decided(bombing, "perpetrators", value=json.dumps([BOY]), reason="")
    api.undo(andes, edit.decision_id, "R. Editor")
    folder, _ = published(formats=("parquet", "markdown"))
    assert b"Quispe" not in everything(folder)


def test_lifting_binds_nothing_that_the_book_tells(andes):
    before = api.events(andes)
    api.disclose(andes, lift())
    assert api.events(andes) == before


@pytest.mark.parametrize("missing", ["name", "reason", "by"])
def test_a_rule_is_lifted_with_name_reason_and_editor_only(missing):
    with pytest.raises(UsageError, match="with a reason and the name of the editor"):
        lift(**{missing: " "})


def test_a_name_that_nobody_bears_is_refused(andes):
    with pytest.raises(NotFoundError, match="names a person 'Nadie'"):
        api.disclose(andes, lift(name="Nadie"))


def test_the_command_lifts_lists_and_takes_back(andes, capsys):
    def said(*arguments):
        with pytest.raises(SystemExit) as left:
            run(["disclose", *arguments, "--book", str(andes), "--json"])
        assert left.value.code == 0
        return json.loads(capsys.readouterr().out)["disclosed"]

    assert said() == []
    assert said(BOY, "--reason", REASON, "--by", "R. Editor")[0]["reason"] == REASON
    assert said(BOY, "--take-back") == []


def test_a_name_written_with_escapes_in_a_decision_is_found(andes, bombing, decided):
    decided(bombing, "targets", value=json.dumps(["Mateo Quispe Landá".replace("á", "a"), "José"]))
    with open_book(andes) as book:
        (decision,) = WithheldView(book, Disclosure()).rows(Decision)
    assert json.loads(decision.value) == ["[name withheld]", "José"]


def test_a_home_keeps_its_point_where_an_editor_says_so(book, make):
    (event,) = book.tables[Event]
    (first, *_) = book.rows(Event)
    home = {"name": "home of a judge", "precision": PlacePrecision.SITE}
    from dataclasses import replace

    book.tables[Event] = [replace(event, place=replace(first.place, **home))]
    recorded = Decision(
        decision_id="decision-1",
        subject_ids=event.claim_ids,
        field="publish",
        verdict=Verdict.UNSURE,
        value=json.dumps({"kind": HOME, "name": "Home of a judge"}),
        reason="a public trial was held there",
        decided_by="R. Editor",
        decided_at="2026-01-01",
        supersedes=None,
        saw="",
    )
    assert next(WithheldView(book, with_lifted(Disclosure(), book)).rows(Event)).place.latitude is None
    book.tables[Decision] = [recorded]
    assert next(WithheldView(book, with_lifted(Disclosure(), book)).rows(Event)).place.latitude == 54.6
