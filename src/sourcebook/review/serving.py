"""Serving a book on this machine: a free port, an address with a token, and a browser that opens it."""

from __future__ import annotations

import getpass
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from sourcebook.errors import UsageError
from sourcebook.review.application import application
from sourcebook.review.desk import Desk
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


def serve(book: Path, options: Serving, announce: Callable[[str], None]) -> None:
    """Serve a book until it is stopped; ``announce`` is told the address once it answers."""
    open_book(book).close()
    listening = _listening(options.port)
    access = Access.on(listening.getsockname()[1])
    address = f"http://{LOOPBACK}:{listening.getsockname()[1]}/?token={access.secret}"
    desk = Desk(path=book.absolute(), access=access, reviewer=_user(), datasets=options.datasets)
    server = uvicorn.Server(uvicorn.Config(application(desk), log_level="error", server_header=False, lifespan="off"))
    announce(address)
    keeping = idle_connection(book)
    if options.browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    with listening, closing(keeping):
        server.run(sockets=[listening])


def _listening(port: int | None) -> socket.socket:
    """A socket on the port asked for, or on the first free one."""
    asked = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS), 0]
    for number in asked:
        found = socket.socket()
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((LOOPBACK, number))
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
