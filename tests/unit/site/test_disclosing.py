"""An editor may lift a rule of withholding for a named case, with a reason; nothing else lets a name out."""

from __future__ import annotations

import json

import pytest
from tests.unit.site.conftest import BOY, DAY

from sourcebook import api, site
from sourcebook.cli import run
from sourcebook.errors import NotFoundError, StorageError, UsageError
from sourcebook.publish.evidence import EvidenceRequest
from sourcebook.publish.lifting import HOME, PACKAGE, Lift, with_lifted
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import PlacePrecision, Verdict
from sourcebook.review.accounts import Team
from sourcebook.store import open_book
from sourcebook.store.roles import Role

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


@pytest.fixture
def team(andes):
    found = Team(andes)
    for name, role in (("rita", Role.READER), ("carl", Role.CODER), ("edda", Role.EDITOR)):
        found.add(name, role, "a long enough password")
    return found


@pytest.mark.parametrize(("by", "why"), [("rita", "is a reader"), ("carl", "is a coder"), ("R. Editor", "no account")])
def test_of_a_team_editors_alone_lift_a_rule(andes, bombing, team, tmp_path, by, why):
    for attempt in (
        lambda: api.disclose(andes, lift(by=by)),
        lambda: api.export(andes, "geojson", tmp_path / "out", Disclosure(names=(BOY,), reason=REASON, by=by)),
        lambda: api.evidence(
            andes, tmp_path / "p.zip", EvidenceRequest(event_ids=(bombing.event_id,), whole=lift(kind=PACKAGE, by=by))
        ),
        lambda: site.publish_site(
            andes, tmp_path / "site", site.Edition(title="x", published_on=DAY, names=(BOY,), reason=REASON, by=by)
        ),
    ):
        with pytest.raises(UsageError, match=f"{why}; editors are: edda"):
            attempt()
    assert api.disclosed(andes) == []
    assert not [path for path in tmp_path.iterdir() if path.name in ("out", "p.zip", "site")]


def test_of_a_team_editors_alone_take_back_and_bring_back(andes, team):
    made = api.disclose(andes, lift(by="edda"))
    with pytest.raises(UsageError, match="is a reader"):
        api.undo(andes, made.decision_id, "rita")
    taken_back = api.undo(andes, made.decision_id, "edda")
    assert api.disclosed(andes) == []
    with pytest.raises(UsageError, match="is a coder"):
        api.undo(andes, taken_back.decision_id, "carl")
    api.undo(andes, taken_back.decision_id, "edda")
    assert [each.name for _, each in api.disclosed(andes)] == [BOY]


def test_accounts_that_cannot_be_read_let_nobody_through(andes):
    andes.with_name(andes.name + ".team").write_bytes(b"no database" * 200)
    with pytest.raises(StorageError, match="nobody can be taken for an editor"):
        api.disclose(andes, lift())


def test_a_name_of_one_edition_stands_on_its_method_page(published, andes):
    folder, _ = published(names=(BOY,), reason=REASON, by="R. Editor")
    assert all(word in (folder / "method.html").read_text() for word in (BOY, REASON, "R. Editor"))
    again, _ = published(out=folder)
    assert BOY.encode() not in everything(again)


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
