"""One request over HTTP and its reply: bounded in time and size, no redirect followed, every fault one sentence."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult

from sourcebook.errors import EndpointError

# no list of incidents in a page of text is as long
LARGEST = 2_000_000
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent back: its status, the whole body, and two headers that say where or when to ask again."""

    status: int
    body: bytes
    location: str = ""
    retry_after: str = ""


class SilentError(EndpointError):
    """Nobody answered, or not in time: asking again may help."""


def posted(address: SplitResult, body: bytes, headers: Mapping[str, str], seconds: float) -> Reply:
    """The reply to a request; all of it must be there after so many seconds."""
    connection = opened(address, seconds)
    late: list[bool] = []
    timer = Timer(seconds, shut, (connection, late))
    try:
        connection.connect()
        timer.start()
        connection.request("POST", f"{address.path.rstrip('/')}/chat/completions", body, dict(headers))
        return reply_of(connection.getresponse(), late)
    except (OSError, HTTPException, ValueError) as error:
        if late or isinstance(error, TimeoutError):
            raise SilentError(f"it did not answer within {seconds:g} seconds") from error
        raise SilentError(f"it cannot be reached ({said(str(error)) or type(error).__name__})") from error
    finally:
        timer.cancel()
        connection.close()


def opened(address: SplitResult, seconds: float) -> HTTPConnection:
    """A connection that is yet to be made."""
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    return kind(address.hostname or "", address.port, timeout=seconds)


def shut(connection: HTTPConnection, late: list[bool]) -> None:
    """End a connection whose time is up, also where its server sends a letter now and then."""
    late.append(True)
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def reply_of(response: HTTPResponse, late: list[bool]) -> Reply:
    """The reply, read to its end."""
    body = response.read(LARGEST + 1)
    if late:
        raise TimeoutError
    if len(body) > LARGEST:
        raise EndpointError(f"its answer is larger than {LARGEST // 1_000_000} MB")
    expected = response.length
    if expected:
        raise SilentError("it broke off in the middle of its answer")
    return Reply(
        status=response.status,
        body=body,
        location=said(response.getheader("Location", "")),
        retry_after=response.getheader("Retry-After", ""),
    )


def said(text: str) -> str:
    """Words of a server made fit to be shown: one line, no control characters, not too long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
