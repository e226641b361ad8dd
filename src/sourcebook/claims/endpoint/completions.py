"""Chat completions of an OpenAI-compatible server: asked again where that may help, asked for less where it refuses."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from typing import Any

from sourcebook.claims.endpoint.answers import Answer
from sourcebook.claims.endpoint.options import EndpointOptions, address_of
from sourcebook.claims.endpoint.question import Format, response_format
from sourcebook.claims.endpoint.wire import Reply, SilentError, posted, said
from sourcebook.errors import EndpointError

OK = 200
REDIRECTS = range(300, 400)
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
UNFIT = frozenset({400, 415, 422, 500, 501})
NO_KEY = frozenset({401, 403})
# an endpoint that was silent for so many passages in a row is asked no more: a thousand documents would wait for it
SILENCES = 3
LONGEST_PAUSE = 60.0
FORMATS = tuple(Format)
# what some servers refuse to be told, and under which name they want it, if at all
OTHER_NAMES = {"max_tokens": "max_completion_tokens", "seed": "", "temperature": ""}


class Completions:
    """The server of one process: it remembers what the server refused, and how often it was silent."""

    def __init__(self, options: EndpointOptions, pause: Callable[[float], None] = time.sleep) -> None:
        self.options = options
        self.pause = pause
        self.refused: list[str] = []
        self.formats = list(FORMATS)
        self.silences = 0

    def answer(self, request: Mapping[str, Any]) -> Answer:
        """What the model says to a request; an EndpointError, one sentence, where it says nothing of use."""
        if not self.options.url:
            raise EndpointError("no address was named in this run (--endpoint URL), and no answer is kept")
        if self.silences >= SILENCES:
            raise EndpointError(f"it was silent {SILENCES} times in a row, and is asked no more in this run")
        try:
            reply = self.accepted(request)
        except SilentError:
            self.silences += 1
            raise
        self.silences = 0
        return answer_in(reply.body)

    def accepted(self, request: Mapping[str, Any]) -> Reply:
        """The reply to a request in the strictest form that the server takes."""
        while True:
            reply = self.patiently({**self.allowed(request), **response_format(self.formats[0])})
            if reply.status == OK:
                return reply
            if reply.status not in UNFIT or not self.asks_for_less(reply):
                fault = SilentError if reply.status in BUSY else EndpointError
                raise fault(fault_of(reply, self.options))

    def allowed(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The request without what the server refused to be told."""
        kept = {name: value for name, value in request.items() if name not in self.refused}
        return kept | {OTHER_NAMES[name]: request[name] for name in self.refused if OTHER_NAMES[name]}

    def asks_for_less(self, reply: Reply) -> bool:
        """Leave out what a server names as its reason to refuse, else the form; false where nothing is left to try."""
        told = reply.body.decode("utf-8", "replace")
        for name in OTHER_NAMES:
            if f"'{name}'" in told and name not in self.refused:
                self.refused.append(name)
                return True
        if len(self.formats) > 1:
            del self.formats[0]
            return True
        self.formats[:] = FORMATS
        return False

    def patiently(self, request: Mapping[str, Any]) -> Reply:
        """The reply to a request, asked again after a pause where the server is silent, busy or at fault."""
        body = json.dumps(request).encode()
        for attempt in range(self.options.retries + 1):
            last = attempt == self.options.retries
            try:
                reply = posted(address_of(self.options.url), body, self.headers(), self.options.timeout_seconds)
            except SilentError:
                if last:
                    raise
                self.pause(pause_before(attempt))
                continue
            if reply.status not in BUSY or last or refuses_form(reply):
                return reply
            self.pause(pause_before(attempt, reply.retry_after))
        raise AssertionError("the last attempt gives a reply or raises")

    def headers(self) -> dict[str, str]:
        """What is told of the request, with the key where one is named."""
        told = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "sourcebook"}
        if self.options.key_variable:
            told["Authorization"] = f"Bearer {key_in(self.options.key_variable)}"
        return told


def key_in(variable: str) -> str:
    """The key that an environment variable holds."""
    key = os.environ.get(variable, "").strip()
    if not key:
        raise EndpointError(f"the environment variable {variable} that [endpoint] names for the key is not set")
    if not key.isascii() or not key.isprintable():
        raise EndpointError(f"the environment variable {variable} holds what cannot be a key")
    return key


def refuses_form(reply: Reply) -> bool:
    """Whether a server that calls it a fault of its own (HTTP 500) does not know how the form was asked for."""
    return any(name in reply.body for name in (b"response_format", b"json_schema", b"json_object"))


def pause_before(attempt: int, asked: str = "") -> float:
    """How long to wait before asking again, in seconds: as long as the server says, else twice as long each time.

    >>> pause_before(0), pause_before(2), pause_before(0, "7"), pause_before(0, "86400")
    (1.0, 4.0, 7.0, 60.0)
    """
    seconds = float(asked) if asked.isascii() and asked.isdigit() else 2.0**attempt
    return min(seconds, LONGEST_PAUSE)


def fault_of(reply: Reply, options: EndpointOptions) -> str:
    """Why a server gave no answer, and what to do about it."""
    if reply.status in REDIRECTS:
        return f"it points elsewhere ({reply.location or 'nowhere'}), which is not followed; give that address as url"
    told = message_of(reply.body)
    if reply.status in NO_KEY:
        variable = options.key_variable or "none is named in key_variable"
        return f"it refuses the key (HTTP {reply.status}); check the environment variable ({variable}){told}"
    if reply.status == 404:
        return f"it knows no such address or model {options.model!r} (HTTP 404){told}"
    if reply.status == 429:
        return f"it has had too many requests (HTTP 429), also after {options.retries} more attempts{told}"
    return f"it fails with HTTP {reply.status}{told}"


def message_of(body: bytes) -> str:
    """The server's own words about a fault, if it has any."""
    told = body.decode("utf-8", "replace")
    try:
        given = json.loads(told)
        fault = given.get("error", given.get("detail", "")) if isinstance(given, dict) else ""
        found = fault.get("message", "") if isinstance(fault, dict) else fault
    except (ValueError, RecursionError):
        found = ""
    return f": {said(str(found))}" if found else ""


def answer_in(body: bytes) -> Answer:
    """The answer that a completion holds."""
    try:
        given = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise EndpointError("its answer is not in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise EndpointError("its answer is no JSON") from error
    try:
        choice = given["choices"][0]
        content = choice["message"]["content"]
        cut_off = choice.get("finish_reason") == "length"
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise EndpointError("its answer is no chat completion: it has no message") from error
    if content is not None and not isinstance(content, str):
        raise EndpointError("its answer is no chat completion: the message is no text")
    used = given.get("usage")
    return Answer(
        content=content or "",
        tokens_in=tokens(used, "prompt_tokens"),
        tokens_out=tokens(used, "completion_tokens"),
        cut_off=cut_off,
    )


def tokens(used: Any, name: str) -> int:
    """A number of tokens as the server counts them; 0 where it does not."""
    number = used.get(name) if isinstance(used, dict) else None
    return number if isinstance(number, int) and number > 0 else 0
