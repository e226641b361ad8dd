"""Two hundred decisions by script, the server killed in between: none is lost, and the book told anew is the same."""

from __future__ import annotations

import contextlib
import http.client
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random

import pytest

from sourcebook import api
from sourcebook.records.review import Decision
from sourcebook.store import open_book

ROOT = Path(__file__).parents[2]
DECISIONS = 200
KILLS = 4


class Server:
    """A server in a process of its own, and a browser's worth of cookies."""

    def __init__(self, book: Path) -> None:
        command = [sys.executable, "-m", "sourcebook.cli", "serve", "--book", str(book), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        printed = "".join(self.process.stdout.readline() for _ in range(2))
        found = re.search(r"(http://[^/]+)/\?token=\S+", printed)
        assert found, printed
        self.home = found[1]
        self.client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        for _ in range(50):
            try:
                self.client.open(found[0], timeout=20).close()
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def page(self, path: str) -> str:
        with self.client.open(self.home + path, timeout=30) as answer:
            return str(answer.read().decode())

    def decide(self, event_id: str, verdict: str) -> None:
        page = self.page(f"/events/{event_id}")
        form = page[page.index("actions verdicts") :]
        values = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_token", "saw")}
        data = urllib.parse.urlencode({**values, "event": event_id, "verdict": verdict}).encode()
        self.client.open(f"{self.home}/decisions", data=data, timeout=30).close()

    def decide_or_die(self, event_id: str, verdict: str) -> None:
        """A decision that the server may not live to answer."""
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            self.decide(event_id, verdict)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.mark.slow
def test_killed_in_between_no_decision_is_lost(tmp_path: Path) -> None:
    book = tmp_path / "examples.book"
    api.build([ROOT / "examples" / "documents"], book, api.BuildOptions(workers=0))
    events = api.events(book)
    random = Random(5)
    server = Server(book)
    for number in range(DECISIONS):
        event_id = events[number % len(events)].event_id
        server.decide(event_id, ("accept", "unsure")[number // len(events) % 2])
        if number % (DECISIONS // KILLS) == DECISIONS // KILLS - 2:
            in_flight = threading.Thread(target=server.decide_or_die, args=(event_id, "unsure"))
            in_flight.start()
            time.sleep(random.uniform(0.0, 0.08))
            server.kill()
            in_flight.join()
            server = Server(book)
    server.kill()
    with open_book(book) as opened:
        kept = list(opened.rows(Decision))
        assert opened.unfinished() == 0
    assert DECISIONS <= len(kept) <= DECISIONS + KILLS, "what was answered is kept; what was cut off may be"
    assert len({each.decision_id for each in kept}) == len(kept)
    assert api.verify(book, api.BuildOptions(workers=0)).ok
