"""A book read with an endpoint: told the same again without it, its account of tokens and cost, no key in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcebook import api
from sourcebook.cli.building import endpoint_words
from sourcebook.errors import SettingsError
from sourcebook.store import open_book
from sourcebook.testing.completions import Scripted, incidents, refusal, served

TEXTS = {
    "zaria.txt": "ZARIA, 5 May 2021. Gunmen stormed a cattle market near Zaria on 3 May 2021, killing 14 traders.",
    "taiz.txt": "TAIZ, 8 June 2019. A mortar round hit a bakery in Taiz on 7 June 2019, killing 3 people.",
    "fair.txt": "LEON, 1 July 2018. The town held its fair and the council approved the budget for schools.",
}


def answer(request: dict[str, Any]) -> Scripted:
    """What a model says that finds the gunmen and makes up a number."""
    if "stormed" not in request["messages"][1]["content"]:
        return incidents()
    return incidents({"type": "massacre", "trigger": "stormed", "figures": ["14 traders", "900 traders"]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "sourcebook.toml"


def build(folder: Path, book: Path, settings: Path | None, **endpoint: Any) -> api.BuildReport:
    if settings:
        told = {"model": "scripted", "retries": 0, "price_in": 2.0, "price_out": 10.0, **endpoint}
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        settings.write_text("\n".join(['[claims]\nreader = "endpoint"', "[endpoint]", *lines]))
    return api.build([folder], book, api.BuildOptions(workers=0, settings=settings))


def tables(book: Path) -> dict[str, str]:
    from sourcebook.store import checks

    with open_book(book) as opened:
        return checks.digests(opened)


def test_a_rebuild_asks_nothing_and_tells_the_same(folder: Path, settings: Path, tmp_path: Path) -> None:
    book = tmp_path / "war.book"
    with served(answer) as server:
        report = build(folder, book, settings, url=server.url)
        assert len(server.requests) == 2
    before = tables(book)
    again = api.rebuild(book, api.BuildOptions(workers=0))
    assert tables(book) == before
    assert report.endpoint is not None
    assert again.endpoint is not None
    assert (again.endpoint.asked, again.endpoint.kept, again.endpoint.failed) == (0, 2, 0)
    assert (again.endpoint.tokens_in, again.endpoint.cost) == (0, 0.0)
    assert api.verify(book, api.BuildOptions(workers=0)).ok


def test_the_account_of_a_run_adds_up(folder: Path, settings: Path, tmp_path: Path) -> None:
    with served(answer) as server:
        report = build(folder, tmp_path / "war.book", settings, url=server.url)
    use = report.endpoint
    assert use is not None
    assert (use.asked, use.kept, use.failed, use.statements, use.refused) == (2, 0, 0, 1, 1)
    assert (use.tokens_in, use.tokens_out, use.cost) == (200, 40, 0.0008)
    assert endpoint_words(use) == (
        "passages asked, 0 answered before; 1 statement, 1 quote refused; 200 tokens sent, 40 received, 0.0008 USD"
    )
    assert report.problems == 1


def test_what_failed_is_asked_for_by_a_rebuild(folder: Path, settings: Path, tmp_path: Path) -> None:
    book = tmp_path / "war.book"
    with served(lambda request: refusal(503, "down")) as server:
        report = build(folder, book, settings, url=server.url)
    assert report.endpoint is not None
    assert (report.endpoint.failed, report.failures, report.problems) == (2, 0, 2)
    assert report.events == 2
    assert api.verify(book, api.BuildOptions(workers=0)).ok
    with served(answer) as server:
        settings.write_text(settings.read_text().replace("url", "# url") + f'\nurl = "{server.url}"')
        again = api.rebuild(book, api.BuildOptions(workers=0, settings=settings))
        assert len(server.requests) == 2
    assert again.problems == 1


def test_another_address_price_or_patience_reads_nothing_anew(folder: Path, settings: Path, tmp_path: Path) -> None:
    book = tmp_path / "war.book"
    with served(answer) as server:
        build(folder, book, settings, url=server.url)
    report = build(folder, book, settings, url="http://localhost:1/v1", price_in=9.0, timeout_seconds=1.0)
    assert report.endpoint is not None
    assert (report.endpoint.asked, report.endpoint.kept) == (0, 0)


def test_a_book_from_elsewhere_sends_nothing_to_the_address_it_names(
    folder: Path, settings: Path, tmp_path: Path
) -> None:
    book = tmp_path / "war.book"
    with served(answer) as server:
        build(folder, book, settings, url=server.url)
        asked = len(server.requests)
        (folder / "goma.txt").write_text("GOMA, 9 May 2020. Rebels killed two nurses in Goma on 8 May 2020.")
        report = api.add([folder], book, api.BuildOptions(workers=0))
        assert len(server.requests) == asked
    assert report.endpoint is not None
    assert report.endpoint.failed == 1
    with open_book(book) as opened:
        assert any("no address was named in this run" in p for _, p in problems_in(opened))


def problems_in(book: Any) -> list[tuple[str, str]]:
    """The sentences that a book holds about its readings."""
    rows = book.connection.execute("SELECT problems FROM readings").fetchall()
    return [("", problem) for (packed,) in rows for problem in json.loads(packed)]


def test_the_key_is_in_no_file_of_the_book(
    folder: Path, settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAR_DESK_KEY", "s3cret-key")
    with served(answer) as server:
        build(folder, tmp_path / "war.book", settings, url=server.url, key_variable="WAR_DESK_KEY")
        assert server.headers[0]["Authorization"] == "Bearer s3cret-key"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not [path for path in files if b"s3cret-key" in path.read_bytes()]


def test_nothing_is_sent_unless_it_is_asked_for(folder: Path, settings: Path, tmp_path: Path) -> None:
    with served(answer) as server:
        settings.write_text(f'[endpoint]\nurl = "{server.url}"\nmodel = "scripted"')
        report = build_plain(folder, tmp_path / "war.book", settings)
        assert server.requests == []
    assert report.endpoint is None


def build_plain(folder: Path, book: Path, settings: Path) -> api.BuildReport:
    return api.build([folder], book, api.BuildOptions(workers=0, settings=settings, reader="rules"))


def test_an_address_on_the_command_line_is_enough_with_a_model(folder: Path, tmp_path: Path) -> None:
    with served(answer) as server:
        options = api.BuildOptions(workers=0, url=server.url, model="scripted")
        report = api.build([folder], tmp_path / "war.book", options)
        assert len(server.requests) == 2
    assert report.endpoint is not None
    with pytest.raises(SettingsError, match="needs model"):
        api.build([folder], tmp_path / "other.book", api.BuildOptions(workers=0, url="http://localhost:1/v1"))
    with pytest.raises(SettingsError, match="needs url and model"):
        api.build([folder], tmp_path / "other.book", api.BuildOptions(workers=0, reader="endpoint"))
