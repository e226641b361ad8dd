"""One actor or two: side by side with what speaks for either, four verdicts; parting, and setting by hand."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.knowledge import Actor
from sourcebook.records.review import ACTORS, Decision
from sourcebook.records.vocabulary import ActorKind, Verdict
from sourcebook.review.desk import desk_of, is_blind, reviewer_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.history import told_decisions
from sourcebook.review.recording import Judgement, decision_on, write
from sourcebook.review.rendering import page
from sourcebook.store import Book, journal
from sourcebook.store.actor_queries import claims_naming, named_actors, names_of, relations_of
from sourcebook.store.event_queries import counts
from sourcebook.store.identities import part_of
from sourcebook.store.namesakes import alike, namesakes
from sourcebook.store.selections import Selection
from sourcebook.tables import row_of

RELATIONS = ("wing of", "successor of", "split from", "same name, other group", "disputed")
TELLING = ("Kind", "Country", "Elsewhere")
"""Facts on which one actor has one value: a difference speaks against it."""
MOST_CLAIMS = 200
MOST_NAMES = 40


def named_actor(book: Book, actor_id: str) -> Actor:
    """The actor of this id, or the one that it was joined to."""
    found = book.row(Actor, book.identities.of("", actor_id))
    if found is None:
        raise NotFoundError(f"No actor goes by {actor_id}; reports that named it may have been taken out.")
    return found


def seen_actors(*actors: Actor) -> str:
    """A digest of actors as they are told, whatever their order."""
    rows = sorted(json.dumps(row_of(actor), ensure_ascii=False) for actor in actors)
    return sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decisions_on(book: Book, *actors: Actor) -> list[Decision]:
    """Every decision about all of these actors as such, newest first, those taken back too."""
    found = []
    for decision in reversed(journal.decisions(book.connection)):
        named = {book.identities.of("", name) for name in decision.subject_ids} | set(decision.subject_ids)
        about = decision.field == ACTORS or decision.field == journal.UNDO
        if about and all(actor.actor_id in named for actor in actors):
            found.append(decision)
    return found


def candidates(request: Request) -> Response:
    """Actors that could be this one: those of like names, or those whose names hold some words."""
    words = request.query_params.get("words", "")[:100].strip()
    with desk_of(request).open() as book:
        actor = named_actor(book, request.path_params["actor_id"])
        if words:
            listed = [each.actor_id for each in named_actors(book, words, size=24)]
            others = (book.row(Actor, name) for name in listed if name != actor.actor_id)
            found = [alike(actor, other) for other in others if other]
        else:
            found = namesakes(book, actor)
        return page(request, "namesakes.html", actor=actor, found=found, words=words)


def beside(request: Request) -> Response:
    """Two actors side by side."""
    with desk_of(request).open() as book:
        pair = [named_actor(book, request.path_params[name]) for name in ("actor_id", "other_id")]
        if pair[0].actor_id == pair[1].actor_id:
            return RedirectResponse(f"/actors/{pair[0].actor_id}", status_code=303)
        pair.sort(key=lambda actor: (actor.actor_id.startswith("actor-"), -len(actor.claim_ids), actor.actor_id))
        sides = [facts_of(book, actor) for actor in pair]
        earlier = [] if is_blind(request) else told_decisions(decisions_on(book, *pair), book)
        rows = [
            (label, mine, theirs := sides[1][label], label in TELLING and mine != theirs)
            for label, mine in sides[0].items()
        ]
        return page(
            request,
            "actor_pair.html",
            pair=pair,
            rows=rows,
            alike=alike(*pair),
            claims=[claims_naming(book, actor.actor_id, 4) for actor in pair],
            earlier=earlier,
            relations=RELATIONS,
            saw=seen_actors(*pair),
            changed=request.query_params.get("changed") == "1",
        )


def facts_of(book: Book, actor: Actor) -> dict[str, str]:
    """What is told of an actor, in a line each."""
    ties = relations_of(book, actor.actor_id)
    others = names_of(book, {end for tie in ties for end in (tie.subject_id, tie.object_id)} - {actor.actor_id})
    held = counts(book, Selection(actor_id=actor.actor_id))
    names = [alias.name for alias in actor.aliases if alias.name != actor.name]
    return {
        "Kind": actor.kind.value.replace("_", " "),
        "Country": actor.country or "–",
        "Other names": "; ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "") or "–",
        "Named by": f"{len(actor.claim_ids):,} claims",
        "Events": f"{held.events:,}",
        "Ties to": "; ".join(sorted(others.values())[:8]) or "–",
        "Elsewhere": "; ".join(f"{each.scheme} {each.value}" for each in actor.identifiers) or "–",
    }


async def judge(request: Request) -> Response:
    """Record how two actors stand to each other."""
    form = await form_of(request)
    return await run_in_threadpool(_judged, request, form)


def _judged(request: Request, form: Form) -> Response:
    verdict, names = one(form, "verdict"), tuple(dict.fromkeys(form.get("actor", ())))
    if verdict not in (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED, Verdict.UNSURE):
        raise UsageError(f"{verdict!r} says nothing of two actors; say same, different, related or unsure")
    if len(names) != 2:
        raise UsageError("two actors are needed to say how they stand to each other")
    relation = one(form, "relation")
    value = json.dumps(relation) if verdict == Verdict.RELATED and relation in RELATIONS else None
    judgement = _judgement(request, form, names, Verdict(verdict), value)
    if not _recorded(request, judgement):
        return RedirectResponse(f"/actors/{names[0]}/beside/{names[1]}?changed=1", status_code=303)
    return RedirectResponse(f"/actors/{names[0]}", status_code=303)


def _judgement(request: Request, form: Form, names: tuple[str, ...], verdict: Verdict, value: str | None) -> Judgement:
    return Judgement(
        event_ids=names,
        verdict=verdict,
        saw=one(form, "saw"),
        field=ACTORS,
        value=value,
        reason=one(form, "reason"),
        by=reviewer_of(request),
    )


def _recorded(request: Request, judgement: Judgement, *, looked_at: int = 2) -> bool:
    """Record a judgement on actors, unless they are told otherwise than the person saw."""
    desk = desk_of(request)
    with desk.writing:
        with desk.open() as book:
            actors = [named_actor(book, name) for name in judgement.event_ids[:looked_at]]
        if judgement.saw != seen_actors(*actors):
            return False
        write(desk, decision_on(judgement, judgement.event_ids))
    return True


def parts(request: Request) -> Response:
    """The claims that name an actor, to be marked that mean another."""
    with desk_of(request).open() as book:
        actor = named_actor(book, request.path_params["actor_id"])
        return page(
            request,
            "actor_parts.html",
            actor=actor,
            claims=claims_naming(book, actor.actor_id, MOST_CLAIMS),
            most=MOST_CLAIMS,
            saw=seen_actors(actor),
            changed=request.query_params.get("changed") == "1",
        )


async def part(request: Request) -> Response:
    """Let the claims marked mean another actor."""
    form = await form_of(request)
    return await run_in_threadpool(_parted, request, form)


def _parted(request: Request, form: Form) -> Response:
    with desk_of(request).open() as book:
        actor = named_actor(book, request.path_params["actor_id"])
        marked = [name for name in form.get("claim", ()) if name in actor.claim_ids]
        if not marked or len(marked) == len(actor.claim_ids):
            raise UsageError("mark at least one claim, and leave at least one; they become two actors")
        read_as = {name: read_as_in(book, name, actor.actor_id) for name in marked}
    whole = sorted(set(read_as.values()))
    if len(whole) != 1:
        raise UsageError(
            "these claims use names that people joined; take the joining back instead, on the actor's page"
        )
    other = part_of(whole[0], marked)
    judgement = _judgement(request, form, (whole[0], other), Verdict.DIFFERENT, json.dumps({"claim_ids": marked}))
    if not _recorded(request, judgement, looked_at=1):
        return RedirectResponse(f"/actors/{actor.actor_id}/parts?changed=1", status_code=303)
    name = one(form, "name")
    if name:
        with desk_of(request).open() as book:
            saw = seen_actors(named_actor(book, other))
        form = form | {"saw": [saw]}
        _recorded(request, _judgement(request, form, (other,), Verdict.EDIT, json.dumps({"name": name[:300]})))
    return RedirectResponse(f"/actors/{other}", status_code=303)


def read_as_in(book: Book, claim_id: str, actor_id: str) -> str:
    """The id that reading gave a party of a claim which now goes by another."""
    from sourcebook.records.claims import Claim

    (claim,) = book.as_read(Claim, "WHERE claims.claim_id = ?", (claim_id,))
    named = (party.actor_id for party in claim.parties if party.actor_id)
    return next((name for name in named if book.identities.of(claim_id, name) == actor_id), actor_id)


async def edit(request: Request) -> Response:
    """Set an actor's name, kind, country or further names."""
    form = await form_of(request)
    return await run_in_threadpool(_edited, request, form)


def _edited(request: Request, form: Form) -> Response:
    with desk_of(request).open() as book:
        actor = named_actor(book, request.path_params["actor_id"])
    given = value_of(form, actor)
    judgement = _judgement(request, form, (actor.actor_id,), Verdict.EDIT, json.dumps(given, ensure_ascii=False))
    changed = "" if _recorded(request, judgement) else "?changed=1"
    return RedirectResponse(f"/actors/{actor.actor_id}{changed}", status_code=303)


def value_of(form: Form, actor: Actor) -> dict[str, Any]:
    """What a form sets of an actor otherwise than it is told; a sentence where it sets nothing."""
    given: dict[str, Any] = {}
    name, kind, country = (one(form, field) for field in ("name", "kind", "country"))
    if name and name != actor.name:
        given["name"] = name[:300]
    if kind and kind != actor.kind:
        if kind not in set(ActorKind):
            raise UsageError(f"{kind!r} is no kind of actor; choose one of the list")
        given["kind"] = kind
    if country.upper() != (actor.country or ""):
        if country and not (len(country) == 2 and country.isalpha()):
            raise UsageError(f"{country!r} is no country; write its two letters, as in SY")
        given["country"] = country.upper() or None
    known = {alias.name for alias in actor.aliases}
    lines = [" ".join(line.split())[:300] for line in one(form, "aliases").splitlines() if line.strip()]
    names = [line for line in dict.fromkeys(lines) if line not in known][:MOST_NAMES]
    if names:
        given["aliases"] = names
    if not given:
        raise UsageError("nothing was set otherwise than it is; change a field first")
    return given
