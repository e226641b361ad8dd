"""The question that is put to a model: instructions, one passage set apart as data, and the form of the answer."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from sourcebook.claims.endpoint.options import Question
from sourcebook.records.vocabulary import EventType, Realis, Role, Stance

ROLES = (Role.PERPETRATOR, Role.TARGET, Role.VICTIM)
# letters of the mark that sets a passage apart; it is made from the passage, so no passage can hold its own
MARK = 16
# what an answer about one passage cannot need more of; a small model that is not held to bounds goes on for ever
MOST_INCIDENTS = 20
MOST_PARTS = 12
LONGEST_QUOTE = 200
TEXT: dict[str, Any] = {"type": "string"}
TEXT_OR_NULL: dict[str, Any] = {"type": ["string", "null"]}


@cache
def instructions() -> dict[str, str]:
    """What a model is told."""
    return tomllib.loads(files(__package__).joinpath("instructions.toml").read_text(encoding="utf-8"))


def one_of(values: Mapping[str, Any] | tuple[StrEnum, ...] | type[StrEnum]) -> dict[str, Any]:
    """A text that is one of these words."""
    return {"type": "string", "enum": [str(value) for value in values]}


def list_of(item: dict[str, Any]) -> dict[str, Any]:
    """A list of items of one form."""
    return {"type": "array", "items": item}


def bounded(form_of: Any, most: int = MOST_INCIDENTS) -> Any:
    """A form in which lists and quotes have a longest length: so many incidents, of so many parts, in so many letters.

    >>> bounded(list_of(list_of(TEXT)))["maxItems"], bounded(list_of(list_of(TEXT)))["items"]["maxItems"]
    (20, 12)
    """
    if not isinstance(form_of, dict):
        return form_of
    if form_of.get("type") == "array":
        return {**form_of, "items": bounded(form_of["items"], MOST_PARTS), "maxItems": most}
    if form_of in (TEXT, TEXT_OR_NULL):
        return {**form_of, "maxLength": LONGEST_QUOTE}
    return {key: bounded(value, most) for key, value in form_of.items()}


def form(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object with just these keys, all of them."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@cache
def answer_form() -> dict[str, Any]:
    """The JSON Schema of an answer: nothing but closed lists of words, and quotes."""
    party = form(role=one_of(ROLES), stance=one_of(Stance), quote=TEXT)
    incident = form(
        type=one_of(EventType),
        realis=one_of(Realis),
        trigger=TEXT,
        time=TEXT_OR_NULL,
        place=TEXT_OR_NULL,
        parties=list_of(party),
        figures=list_of(TEXT),
        weapons=list_of(TEXT),
        attribution=TEXT_OR_NULL,
    )
    return form(incidents=list_of(incident))


class Format(StrEnum):
    """How the form of an answer is asked for; a server that refuses one is asked with the next.

    Some services take no bounds in a schema; the third is what llama-cpp-python and others call the first.
    """

    BOUNDED_SCHEMA = "json_schema with bounds"
    SCHEMA = "json_schema"
    OBJECT_OF_SCHEMA = "json_object with a schema"
    OBJECT = "json_object"
    PLAIN = "plain"


def response_format(asked: Format) -> dict[str, Any]:
    """The part of a request that asks for the form of the answer."""
    if asked in (Format.BOUNDED_SCHEMA, Format.SCHEMA):
        answer = bounded(answer_form()) if asked is Format.BOUNDED_SCHEMA else answer_form()
        schema = {"name": "incidents", "strict": True, "schema": answer}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    if asked is Format.OBJECT_OF_SCHEMA:
        return {"response_format": {"type": "json_object", "schema": bounded(answer_form())}}
    return {"response_format": {"type": "json_object"}} if asked is Format.OBJECT else {}


def request_of(question: Question, passage: str, published_on: date | None) -> dict[str, Any]:
    """The request for one passage, without the part that asks for a form."""
    told = instructions()
    mark = sha256(passage.encode("utf-8", "surrogatepass")).hexdigest()[:MARK]
    lines = [told["published"].format(day=published_on.isoformat())] if published_on else []
    lines.append(told["passage"].format(mark=mark, text=passage))
    form_told = "The form of the answer, as JSON Schema: " + json.dumps(answer_form(), separators=(",", ":"))
    return {
        "model": question.model,
        "messages": [
            {"role": "system", "content": told["system"].strip() + "\n\n" + form_told},
            {"role": "user", "content": "\n".join(lines)},
        ],
        "temperature": 0,
        "seed": question.seed,
        "max_tokens": question.answer_tokens,
        "stream": False,
    }


def key_of(request: Mapping[str, Any]) -> str:
    """The name under which the answer to a request is kept: everything that is asked, hashed."""
    return sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
