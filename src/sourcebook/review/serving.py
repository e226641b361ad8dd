"""Serving a book on this machine: a free port, an address with a token, and a browser that opens it."""

from __future__ import annotations

import getpass
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn

from sourcebook.errors import UsageError
from sourcebook.review.accounts import Team
from sourcebook.review.application import application
from sourcebook.review.base_map import BaseMap
from sourcebook.review.desk import Desk, Publisher
from sourcebook.review.guard import Access
from sourcebook.store import open_book
from sourcebook.store.connection import idle_connection

LOOPBACK = "127.0.0.1"
FIRST_PORT, PORTS = 8321, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a book is served: on which port, whether a browser is opened, and the datasets to hold it beside."""

    port: int | None = None
    browser: bool = False
    datasets: tuple[Path, ...] = ()
    team: bool = False
    listen: str = LOOPBACK
    names: tuple[str, ...] = ()
    certificate: tuple[Path, Path] | None = None
    publisher: Publisher | None = None
    base_map: BaseMap | None = None


def serve(book: Path, options: Serving, announce: Callable[[str], None]) -> None:
    """Serve a book until it is stopped; ``announce`` is told the address once it answers."""
    open_book(book).close()
    team = _team(book, options)
    listening = _listening(options.port, options.listen)
    port, encrypted = listening.getsockname()[1], options.certificate is not None
    maps = options.base_map.origins if options.base_map else ()
    access = replace(Access.on(port, *_names(options, port), team=team, encrypted=encrypted), maps=maps)
    address = f"{'https' if encrypted else 'http'}://{options.listen}:{port}/" + (
        "" if team else f"?token={access.secret}"
    )
    desk = Desk(
        path=book.absolute(),
        access=access,
        reviewer=_user(),
        datasets=options.datasets,
        publisher=options.publisher,
        base_map=options.base_map,
    )
    certificate, key = options.certificate or (None, None)
    settings = uvicorn.Config(
        application(desk),
        log_level="error",
        server_header=False,
        lifespan="off",
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    server = uvicorn.Server(settings)
    announce(address)
    keeping = idle_connection(book)
    if options.browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    with listening, closing(keeping):
        server.run(sockets=[listening])


def _team(book: Path, options: Serving) -> Team | None:
    """The accounts, where the book is served for a team."""
    if not options.team:
        if options.listen != LOOPBACK or options.names or options.certificate:
            raise UsageError("one person's book is served on this machine only; for others add --team, and accounts")
        return None
    team = Team(book)
    if not team.accounts():
        raise UsageError("the team has no accounts yet; make one with: sourcebook team add NAME --role editor")
    if options.listen != LOOPBACK and options.certificate is None:
        raise UsageError(
            f"passwords would go to {options.listen} unencrypted; give --certificate and --key, or listen on "
            "127.0.0.1 behind a server that encrypts"
        )
    return team


def _names(options: Serving, port: int) -> tuple[str, ...]:
    """The names by which a browser may ask: those given, with and without the port."""
    named = (options.listen, *options.names) if options.team else ()
    return tuple(name for each in named for name in (each, f"{each}:{port}"))


def _listening(port: int | None, host: str = LOOPBACK) -> socket.socket:
    """A socket on the port asked for, or on the first free one."""
    asked = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS), 0]
    for number in asked:
        found = socket.socket()
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, number))
            found.listen(128)
        except OSError:
            found.close()
        else:
            return found
    raise UsageError(f"port {port} is taken by another program; choose another with --port, or leave it out")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
