"""The commands about places: import a list, see what is used, ask what is known of a name."""

from __future__ import annotations

LIST = "name,lat,lon,country,admin1,kind\nProbedorf am Rain,48.1,16.3,Austria,,village\nFar,95,1,Austria,,village\n"


def test_a_list_is_imported_named_in_the_settings_and_asked(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    done = command("gazetteer", "import", "list.csv", "--attribution", "Ours, CC0", "--json")
    assert (done.code, done.json["added"], done.json["refused"][0]["rows"]) == (0, 1, 1)
    (tmp_path / "sourcebook.toml").write_text('[resolve]\ngazetteers = ["list.gazetteer"]\n')
    shown = command("gazetteer", "show", "Probedorf", "am", "Rain", "--json")
    assert shown.json["places"][0]["holders"] == ["Austria"]
    listed = command("gazetteer", "list", "--json").json["gazetteers"]
    assert [each["sources"] for each in listed][1] == ["Ours, CC0"]
    assert command("gazetteer", "check").code == 0


def test_the_screen_of_an_import_says_what_was_left_out_and_how_to_use_it(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    done = command("gazetteer", "import", "list.csv", "--attribution", "Ours, CC0")
    assert "1 left out: latitude beyond 90 degrees" in done.out
    assert 'gazetteers = ["list.gazetteer"]' in done.out


def test_a_list_without_its_owner_asks_for_it(command, tmp_path):
    (tmp_path / "list.csv").write_text(LIST)
    assert "--attribution" in str(command("gazetteer", "import", "list.csv").error)


def test_a_name_that_nobody_knows_is_said_to_be_unknown(command):
    assert "not in the gazetteer" in str(command("gazetteer", "show", "Xqzwvvk").error)
