"""The book of the examples, built once, copied for each test, and a browser-like client that holds its cookie."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.records.knowledge import Event
from sourcebook.review import Access, Desk, application
from sourcebook.review.accounts import Team
from sourcebook.store.roles import Role

EXAMPLES = Path(__file__).parents[3] / "examples" / "documents"
HOST = "127.0.0.1:8321"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "examples.book"
    api.build([EXAMPLES], path, api.BuildOptions(workers=0))
    return path


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / built.name
    shutil.copy(built, path)
    shutil.copytree(built.with_name(built.name + ".originals"), path.with_name(path.name + ".originals"))
    return path


PASSWORD = "a long enough password"


@pytest.fixture
def team(book: Path) -> Team:
    """A reader, a coder and an editor."""
    found = Team(book)
    for name, role in (("rita", Role.READER), ("carl", Role.CODER), ("edda", Role.EDITOR)):
        found.add(name, role, PASSWORD)
    return found


@pytest.fixture
def desk(book: Path) -> Desk:
    return Desk(path=book, access=Access.on(8321), reviewer="ada")


def client_of(desk: Desk, name: str = "") -> TestClient:
    client = TestClient(application(desk), base_url=f"http://{HOST}", follow_redirects=False)
    client.cookies.set(desk.access.cookie, desk.access.secret)
    if name:
        client.cookies.set("sourcebook_reviewer", name)
    return client


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with client_of(desk) as found:
        yield found


@pytest.fixture
def event_in(book: Path) -> Callable[[str], Event]:
    def find(place: str) -> Event:
        return next(event for event in api.events(book) if event.place and event.place.name == place)

    return find


def hidden(page: str) -> dict[str, str]:
    """The hidden values of the first form of verdicts on a page."""
    form = re.search(r'<form class="actions verdicts".*?</form>', page, re.S)
    assert form, "the page has no buttons for a verdict"
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))
