"""An evidence package holds what an event rests on, names nobody it must not, and shows every change made to it."""

from __future__ import annotations

import json
import zipfile

import pytest
from tests.unit.site.conftest import BOY, REPORTS

from sourcebook import api
from sourcebook.cli import run
from sourcebook.errors import ExportError, NotFoundError, UsageError
from sourcebook.publish.evidence import EvidenceRequest
from sourcebook.publish.evidence_check import check_package
from sourcebook.publish.lifting import PACKAGE, Lift
from sourcebook.store import custody, open_book

COURT = Lift(kind=PACKAGE, name="the evidence", reason="asked for by the court", by="R. Editor")


@pytest.fixture
def package(andes, bombing, tmp_path):
    """Writes the package of the bombing, withheld or whole."""

    def write(whole=None, name="evidence.zip"):
        out = tmp_path / name
        request = EvidenceRequest(event_ids=(bombing.event_id,), whole=whole)
        return out, api.evidence(andes, out, request)

    return write


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path, contents):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def rows(content):
    return [json.loads(line) for line in content.splitlines()]


def test_a_whole_package_holds_originals_texts_claims_and_log(package, bombing):
    out, report = package(whole=COURT)
    held = members(out)
    assert (report.documents, report.originals, report.sealed) == (2, 2, 0)
    assert [row["id"] for row in rows(held["data/events.jsonl"])] == [bombing.event_id]
    originals = [name for name in held if name.startswith("originals/")]
    assert {held[name].decode() for name in originals} == {REPORTS["first.md"], REPORTS["second.md"]}
    entries = rows(held["custody/collection-log.jsonl"])
    assert [entry.get("path") for entry in entries] == ["first.md", "second.md", None]
    assert rows(held["data/decisions.jsonl"])[-1]["reason"] == "asked for by the court"
    crate = json.loads(held["ro-crate-metadata.json"])
    parts = {each["@id"] for each in crate["@graph"]}
    assert set(held) - parts == {"manifest-sha256.txt", "seal.json"}
    found = check_package(out, report.package)
    assert (found.problems, found.package, found.originals) == ((), report.package, 2)
    assert found.quotes > 2


def test_by_default_no_byte_of_a_package_names_a_private_person(package):
    out, report = package()
    for name, content in members(out).items():
        for word in ("Quispe", "Landa", "Mateo"):
            assert word.lower().encode() not in content.lower(), name
    assert (report.originals, report.sealed) == (2, 1)
    sealed = [row["sealed"] for row in rows(members(out)["data/originals.jsonl"]) if row["sealed"]]
    assert sealed == ["it names a private person"]
    assert check_package(out).problems == ()


def test_a_name_that_was_lifted_is_no_reason_to_seal(package, andes):
    api.disclose(andes, Lift(kind="name", name=BOY, reason="his family asked", by="R. Editor"))
    _, report = package()
    assert report.sealed == 0


def test_a_change_of_any_file_is_found_and_named(package, tmp_path):
    out, _ = package(whole=COURT)
    held = members(out)
    for name, content in held.items():
        changed = content.replace(b"e", b"3", 1) if b"e" in content else content + b"x"
        found = check_package(written(tmp_path / "changed.zip", {**held, name: changed}))
        assert any(name in problem for problem in found.problems), name
        gone = {other: kept for other, kept in held.items() if other != name}
        if name != "manifest-sha256.txt":
            found = check_package(written(tmp_path / "gone.zip", gone))
            assert any(name in problem for problem in found.problems), name
    found = check_package(written(tmp_path / "more.zip", {**held, "more.txt": b"x"}))
    assert found.problems == ("more.txt was put in: manifest-sha256.txt does not name it",)


def test_a_flipped_bit_anywhere_in_the_contents_is_found(package, tmp_path):
    out, _ = package(whole=COURT)
    with zipfile.ZipFile(out) as archive:
        places = [(entry.filename, entry.header_offset + 60 + len(entry.filename)) for entry in archive.infolist()]
    for name, place in places:
        content = bytearray(out.read_bytes())
        content[place] ^= 1
        broken = tmp_path / "broken.zip"
        broken.write_bytes(content)
        assert any(name in problem for problem in check_package(broken).problems), name


def test_a_package_remade_with_other_hashes_has_another_number(package, tmp_path):
    out, report = package(whole=COURT)
    held = members(out)
    quote = held["data/claims.jsonl"].replace(b"killed 15 people", b"killed 51 people")
    text = held["data/documents.jsonl"].replace(b"killed 15 people", b"killed 51 people")
    from hashlib import sha256

    forged = {**held, "data/claims.jsonl": quote, "data/documents.jsonl": text}
    names = sorted(set(forged) - {"manifest-sha256.txt", "seal.json"})
    manifest = "".join(f"{sha256(forged[name]).hexdigest()}  {name}\n" for name in names).encode()
    forged |= {
        "manifest-sha256.txt": manifest,
        "seal.json": json.dumps({"package": sha256(manifest).hexdigest()}).encode(),
    }
    path = written(tmp_path / "forged.zip", forged)
    assert any("not the expected" in problem for problem in check_package(path, report.package).problems)


def test_evidence_is_never_written_over_and_never_half_written(package, andes):
    out, _ = package()
    before = out.read_bytes()
    with pytest.raises(ExportError, match="is there already"):
        package()
    assert out.read_bytes() == before
    sha = next(iter(rows(members(out)["data/originals.jsonl"])))["stored"]
    with open_book(andes) as book:
        book.originals.drop(sha)
    with pytest.raises(ExportError, match="is missing from"):
        package(name="second.zip")
    assert not (out.parent / "second.zip").exists()


def test_an_event_that_is_not_there_is_named(andes, tmp_path):
    with pytest.raises(NotFoundError, match="no event goes by 'e-zzz'"):
        api.evidence(andes, tmp_path / "x.zip", EvidenceRequest(event_ids=("e-zzz",)))


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"no archive", "cannot be read as an archive"), (None, "no evidence package")]
)
def test_what_is_no_package_is_a_sentence(content, sentence, tmp_path):
    path = tmp_path / "x.zip"
    if content is None:
        written(path, {"a.txt": b"x"})
    else:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=sentence):
        check_package(path)


def test_the_commands_write_and_check(andes, bombing, tmp_path, capsys):
    out = str(tmp_path / "e.zip")

    def said(*arguments):
        with pytest.raises(SystemExit) as left:
            run([*arguments, "--json"])
        return left.value.code, json.loads(capsys.readouterr().out)

    code, made = said("evidence", "--book", str(andes), "--event", bombing.event_id, "--out", out)
    assert code == 0
    code, found = said("verify", out, "--expect", made["package"])
    assert (code, found["well"]) == (0, True)
    code, found = said("verify", out, "--expect", "0" * 64)
    assert (code, found["well"]) == (1, False)


def test_a_package_that_is_handed_over_stands_in_the_log(package, andes, bombing):
    _, report = package(whole=COURT)
    with open_book(andes) as book:
        last = custody.entries(book)[-1]
        assert list(custody.problems(book)) == []
    assert (last["act"], last["package"], last["events"]) == ("handed over", report.package, [bombing.event_id])


def test_a_published_copy_is_checked_by_its_manifest(published):
    folder, _ = published()
    from sourcebook.site import check_site

    assert check_site(folder).ok
    (folder / "index.html").write_text("x")
    (folder / "new.html").write_text("x")
    (folder / "actors.html").unlink()
    assert check_site(folder).problems == ("actors.html is missing", "index.html was changed", "new.html was put in")
