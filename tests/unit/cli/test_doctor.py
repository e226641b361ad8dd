"""Each check finds something and says how to mend what is not well."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from sourcebook.cli import checks
from sourcebook.cli.checks import Check
from sourcebook.errors import ModelError


def test_sqlite_disk_and_children_are_well_here(tmp_path):
    for check in (checks.python_version, checks.sqlite_features, checks.write_access, checks.child_processes):
        found = check(tmp_path)
        assert found.well, found
        assert found.found


def test_a_missing_model_says_how_to_mend_it(monkeypatch, tmp_path):
    def missing():
        raise ModelError("no English spaCy pipeline is installed")

    monkeypatch.setattr("sourcebook.segment.model.language_model", missing)
    found = checks.language_model(tmp_path)
    assert not found.well
    assert "pip install" in found.mend


def test_a_gazetteer_with_a_hole_is_not_well(monkeypatch, tmp_path):
    report = SimpleNamespace(problems=("the gazetteer has no country Norway (NO)",))
    monkeypatch.setattr("sourcebook.resolve.gazetteer_check", lambda: report, raising=False)
    found = checks.gazetteer(tmp_path)
    assert (found.well, found.found) == (False, "the gazetteer has no country Norway (NO)")


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path):
    found = checks.write_access(tmp_path / "nowhere")
    assert not found.well
    assert found.mend


def test_doctor_exits_1_and_prints_the_mending_where_something_is_ill(command, monkeypatch):
    ill = Check(name="Disk", well=False, found="full", mend="Free some.")
    monkeypatch.setattr("sourcebook.cli.checks.checks", lambda: (lambda folder: ill,))
    done = command("doctor")
    assert done.code == 1
    assert "Free some." in done.out
    assert command("doctor", "--json").json == {
        "well": False,
        "checks": [{"name": "Disk", "well": False, "found": "full", "mend": "Free some."}],
    }


def test_all_well_is_exit_code_0(command, monkeypatch):
    well = Check(name="Disk", well=True, found=str(Path()))
    monkeypatch.setattr("sourcebook.cli.checks.checks", lambda: (lambda folder: well,))
    assert command("doctor").code == 0
