"""A real HTTP server on this machine that speaks the chat completions protocol and says what a test tells it to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """One reply: a status, headers, the body's bytes, and what is waited for before it is sent."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    pause: Callable[[], object] | None = None


Script = Callable[[dict[str, Any]], Scripted]


class LocalServer:
    """The server: its address, and every request that it was sent, in order, with headers."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """The class of the handlers of this server's requests."""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            """Answers one request as the script says."""

            def do_POST(self) -> None:
                """Read the request, note it, and send the scripted reply."""
                given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.requests.append(given)
                owner.headers.append(dict(self.headers))
                if self.path != "/v1/chat/completions":
                    self.reply(Scripted(status=404, body=b'{"error": {"message": "no such path"}}'))
                    return
                self.reply(owner.script(given))

            def reply(self, scripted: Scripted) -> None:
                """Send a reply; a client that has gone is no fault of the test."""
                if scripted.pause is not None:
                    scripted.pause()
                try:
                    self.send_response(scripted.status)
                    for name, value in {"Content-Length": str(len(scripted.body)), **scripted.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(scripted.body)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler


@contextmanager
def served(script: Script) -> Iterator[LocalServer]:
    """A server that runs while a test does."""
    local = LocalServer(script)
    thread = Thread(target=local.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield local
    finally:
        local.server.shutdown()
        local.server.server_close()
        thread.join()


def completion(content: str | None, finish: str = "stop") -> Scripted:
    """A whole completion with this message, 100 tokens sent and 20 received."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    body = json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage})
    return Scripted(body=body.encode(), headers={"Content-Type": "application/json"})


def incidents(*told: Mapping[str, Any]) -> Scripted:
    """A completion in the form asked for, with these incidents; what one leaves out is null or empty."""
    blank: dict[str, Any] = {
        "time": None,
        "place": None,
        "parties": [],
        "figures": [],
        "weapons": [],
        "attribution": None,
    }
    return completion(json.dumps({"incidents": [{**blank, "realis": "happened", **one} for one in told]}))


def refusal(status: int, message: str, **headers: str) -> Scripted:
    """An error as these servers put it."""
    body = json.dumps({"error": {"message": message}}).encode()
    return Scripted(status=status, body=body, headers={name.replace("_", "-"): text for name, text in headers.items()})
