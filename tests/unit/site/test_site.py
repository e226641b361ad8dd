"""A publication is whole: its links lead somewhere, its pages are valid, nobody withheld is named, nothing is lost."""

from __future__ import annotations

import errno
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from posixpath import join, normpath

import html5lib
import pytest
from tests.unit.site.conftest import BOY, DAY

from sourcebook import site
from sourcebook.cli import run
from sourcebook.errors import ExportError, UsageError

LINK = re.compile(r'<([a-z]+)[^>]*? (href|src)="([^"]*)"')
OURS = "https://example.org/andes/"


def pages(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*.html"))}


def links(html):
    return [(tag, unescape(target)) for tag, _, target in LINK.findall(html)]


def all_bytes(folder):
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield path, b"".join(packed.read(name) for name in packed.namelist())
        else:
            yield path, path.read_bytes()


def test_every_link_leads_to_a_file_and_a_place_in_it(published):
    folder, _ = published(formats=("geojson", "ucdp-ged"))
    found = pages(folder)
    for name, html in found.items():
        for tag, target in links(html):
            if re.match(r"https?:", target):
                assert tag == "a", f"{name} loads {target}"
                continue
            path, _, fragment = target.partition("#")
            file = normpath(join(Path(name).parent.as_posix(), path)) if path else name
            assert (folder / file).is_file(), f"{name} leads to {target}"
            if fragment:
                assert f'id="{fragment}"' in found[file], f"{name} leads to {target}"


def test_pages_are_valid_html(published):
    folder, _ = published(address=OURS)
    parser = html5lib.HTMLParser(strict=False)
    for name, html in pages(folder).items():
        parser.parse(html)
        assert parser.errors == [], name
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids)), f"{name} has an id twice"


def test_every_event_actor_and_document_has_a_page(published, andes, bombing):
    folder, report = published()
    assert report.events == 2
    page = (folder / f"events/{bombing.event_id}.html").read_text()
    assert "killed 15 people, hospitals said" in page
    assert "Cauca Herald" in page
    assert len(list((folder / "sources").iterdir())) == 3
    assert "Colombia" in (folder / "index.html").read_text() or "CO" in (folder / "index.html").read_text()


def test_no_byte_of_a_site_names_a_private_person_or_a_reviewer(published, bombing, decided):
    decided(bombing, "killed", value='{"low": 16, "best": 16, "high": 16}', reason=f"{BOY} was counted twice")
    folder, report = published(formats=None)
    assert (folder / "downloads/docx").is_dir()
    for path, content in all_bytes(folder):
        for name in ("Quispe", "Landa", "Mateo"):
            assert name.lower().encode() not in content.lower(), path
        if "downloads" not in path.parts:
            assert b"Ines Reviewer" not in content, path
    assert dict(report.withheld)["private persons not named"] >= 1


def test_downloads_are_called_what_they_are(published):
    folder, _ = published(formats=("hxl", "ftm"))
    page = (folder / "downloads.html").read_text()
    assert '<h2 id="ftm">FollowTheMoney: entities and statements</h2>' in page
    assert '<h2 id="hxl">HXL</h2>' in page


def test_the_book_itself_is_no_download(published):
    folder, report = published(formats=None)
    assert "jsonl" in dict(report.skipped)
    assert not (folder / "downloads/jsonl").exists()


def test_the_same_book_gives_the_same_pages(published, tmp_path):
    one, first = published(tmp_path / "one")
    other, second = published(tmp_path / "other")
    assert first.edition == second.edition
    assert dict(all_bytes_by_name(one)) == dict(all_bytes_by_name(other))


def all_bytes_by_name(folder):
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_the_address_is_in_sitemap_and_heads_only_where_it_was_given(published, tmp_path, bombing):
    folder, _ = published(address="https://example.org/andes", author="A. Diaz", licence="CC BY 4.0")
    assert f"<loc>{OURS}events/{bombing.event_id}.html</loc>" in (folder / "sitemap.xml").read_text()
    head = (folder / "method.html").read_text()
    assert f'<link rel="canonical" href="{OURS}method.html">' in head
    assert 'property="og:title" content="Method"' in head
    assert f'property="og:image" content="{OURS}assets/preview.png"' in head
    assert (folder / "assets/preview.png").read_bytes()[:4] == b"\x89PNG"
    assert "A. Diaz (2026). The Andes. Edition of 2026-01-05" in head
    bare, _ = published(tmp_path / "bare")
    assert not (bare / "sitemap.xml").exists()
    assert not {"canonical", "og:image"} & set(re.split(r'["\s]', (bare / "index.html").read_text()))


def test_an_address_that_is_none_is_refused():
    with pytest.raises(UsageError, match="no address of a site"):
        site.Edition(title="x", published_on=DAY, address="example.org")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda out: out.write_text("x"), "is a file"),
        (lambda out: (out.mkdir(), (out / "thesis.docx").write_text("x")), "'thesis.docx' and is no site"),
        (lambda out: (out / "empty").mkdir(parents=True), "is no site"),
    ],
)
def test_what_is_no_site_of_ours_is_not_replaced(make, sentence, published, tmp_path):
    out = tmp_path / "out"
    make(out)
    with pytest.raises(ExportError, match=re.escape(sentence)):
        published(out)
    assert out.exists()


def test_a_site_with_a_file_of_somebody_else_is_not_replaced(published):
    folder, _ = published()
    (folder / "CNAME").write_text("andes.example.org")
    with pytest.raises(ExportError, match="'CNAME', which no publication wrote"):
        published(folder)
    assert (folder / "CNAME").is_file()


def test_a_full_disk_leaves_the_former_site_as_it_was(published, monkeypatch):
    folder, _ = published()
    before = dict(all_bytes_by_name(folder))

    def full(self, *_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(ExportError, match="No space left on device"):
            published(folder)
    assert dict(all_bytes_by_name(folder)) == before
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_the_manifest_has_the_hash_of_every_file(published):
    folder, report = published()
    manifest = json.loads((folder / "manifest.json").read_text())
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert manifest["files"].keys() == names - {"manifest.json"}
    assert manifest["edition"] == report.edition
    assert any("GeoNames" in source for source in manifest["attribution"])


def test_long_quotes_are_cut_to_evidence(published, monkeypatch):
    monkeypatch.setattr("sourcebook.site.pages.MOST_WORDS", 5)
    folder, _ = published()
    assert "killed 15 people, hospitals said" not in "".join(pages(folder).values())


def test_the_command_says_what_it_wrote(andes, tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        run(["publish", "--book", str(andes), "--out", str(tmp_path / "s"), "--formats", "", "--json"])
    assert left.value.code == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["events"], report["first"]) == (2, True)
    assert (tmp_path / "s/index.html").is_file()
