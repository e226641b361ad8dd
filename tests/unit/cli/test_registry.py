"""The commands about actors: import a list, see what is used, ask who bears a name, judge what may be one."""

from __future__ import annotations

from types import SimpleNamespace

from sourcebook import api
from sourcebook.records.knowledge import Actor
from sourcebook.records.vocabulary import ActorKind
from sourcebook.store import actor_questions

LIST = "id,name,aliases,country\n7,Marsh Lions,Simba wa Bwawa; MLX,TZ\n8,,Nobody,\n"


def test_a_list_is_imported_named_in_the_settings_and_asked(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    done = command("registry", "import", "list.csv", "--attribution", "Ours, CC0", "--json")
    assert (done.code, done.json["added"], done.json["refused"][0]["reason"]) == (0, 1, "a row without a name")
    (tmp_path / "sourcebook.toml").write_text('[resolve]\nregistries = ["list.registry"]\n')
    shown = command("registry", "show", "Simba", "wa", "Bwawa", "--json")
    assert shown.json["actors"][0]["id"] == "list-7"
    listed = command("registry", "list", "--json").json["registries"]
    assert [each["sources"] for each in listed][1] == ["Ours, CC0"]
    assert command("registry", "check").code == 0


def test_the_screen_of_an_import_says_what_was_left_out_which_names_are_shared_and_how_to_use_it(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST + "9,Reed Men,MLX,\n")
    done = command("registry", "import", "list.csv", "--attribution", "Ours, CC0")
    assert "1 left out: a row without a name" in done.out
    assert "MLX (Marsh Lions; Reed Men)" in done.out
    assert 'registries = ["list.registry"]' in done.out


def test_a_list_without_its_owner_asks_for_it(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    assert "--attribution" in str(command("registry", "import", "list.csv").error)


def test_a_changed_registry_does_not_pass_the_check(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    command("registry", "import", "list.csv", "--attribution", "Ours, CC0")
    made = tmp_path / "list.registry"
    made.write_text(made.read_text().replace("Lions", "Lambs"))
    done = command("registry", "check", "list.registry", width=200)
    assert done.code == 1
    assert "was changed after it was written" in done.out


def test_a_shipped_actor_is_shown_with_what_it_was_when(command):
    assert "state force: 2021-08-15 to" in command("registry", "show", "Taliban").out


def test_a_name_that_nobody_knows_is_said_to_be_unknown(command):
    assert "not in the registry" in str(command("registry", "show", "Xqzwvvk").error)


def an_actor(name: str) -> Actor:
    return Actor(
        actor_id=f"actor-person-{name[:2].lower()}",
        name=name,
        kind=ActorKind.PERSON,
        country=None,
        aliases=(),
        identifiers=(),
        claim_ids=("claim-a",),
    )


def test_questions_are_listed_with_their_reasons_and_how_they_are_answered(command, monkeypatch):
    asked = actor_questions.ActorQuestion(
        left=an_actor("Ada Tokhi"), right=an_actor("Bo Tokhi"), score=0.6, reasons=("they may be one",)
    )
    monkeypatch.setattr(actor_questions, "open_questions", lambda *_: [asked])
    done = command("questions")
    assert "Ada Tokhi – Bo Tokhi: one actor?" in done.out
    assert "they may be one" in done.out
    assert "sourcebook judge actor-person-ad actor-person-bo same" in done.out
    rows = command("questions", "--json").json["questions"]
    assert (rows[0]["left"], rows[0]["reasons"]) == ("actor-person-ad", ["they may be one"])


def test_an_answer_says_how_it_is_taken_back(command, monkeypatch):
    given = {}

    def judge(_book, actors, verdict, **more):
        given.update(actors=actors, verdict=verdict, **more)
        return SimpleNamespace(decision_id="decision-a")

    monkeypatch.setattr(api, "judge_actors", judge)
    done = command("judge", "actor-a", "actor-b", "same", "--reason", "one leader", "--by", "ada")
    assert "sourcebook undo decision-a" in done.out
    assert given == {"actors": ("actor-a", "actor-b"), "verdict": "same", "reason": "one leader", "by": "ada"}
