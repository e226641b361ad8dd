"""Decisions in words: who decided what, when and why, and what still counts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.publish.lifting import PACKAGE
from sourcebook.records.review import ACTORS, COPIES, HANDMADE, Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.records.wording import count_words
from sourcebook.store import Book, journal
from sourcebook.store.handmade import tie_of

VERDICTS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.EDIT: "set",
    Verdict.SAME: "said they are the same",
    Verdict.DIFFERENT: "said they are different",
    Verdict.RELATED: "said they are related, not the same",
    Verdict.UNSURE: "was unsure",
}

JOINED = {
    Verdict.SAME: "said that they are one actor",
    Verdict.DIFFERENT: "said that they are two actors",
    Verdict.RELATED: "said that two actors are related, not the same",
    Verdict.UNSURE: "was unsure whether they are one actor",
}
COPIED = VERDICTS | {
    Verdict.SAME: "said that documents are one report",
    Verdict.DIFFERENT: "said that documents are different reports",
}
FIELDS = {"aliases": "further names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A decision with its words; ``counts`` is false for one that was taken back."""

    decision: Decision
    words: str
    counts: bool

    @property
    def day(self) -> str:
        """When, to the minute, in UTC."""
        return self.decision.decided_at[:16].replace("T", " ")


def told_decisions(decisions: Iterable[Decision], book: Book) -> list[Told]:
    """Decisions in words, each with whether it counts."""
    live = journal.live(book.connection).by_id
    journalled = {each.decision_id: each for each in journal.decisions(book.connection)}
    return [
        Told(
            decision=decision,
            words=words_of(decision, journalled.get(decision.supersedes or "")),
            counts=decision.decision_id in live or decision.field == journal.UNDO,
        )
        for decision in decisions
    ]


def words_of(decision: Decision, superseded: Decision | None = None) -> str:
    """What a decision says.

    >>> from sourcebook.records.vocabulary import Verdict
    >>> words_of(Decision(decision_id="d", subject_ids=("c",), field="killed", verdict=Verdict.EDIT,
    ...     value='{"low": 3, "best": 4, "high": 5}', reason="", decided_by="", decided_at="", supersedes=None, saw=""))
    'set killed to 4 (3–5)'
    """
    if decision.field == journal.UNDO:
        return f"took back: {words_of(superseded)}" if superseded else "took a decision back"
    if decision.field == ACTORS:
        return _about_actors(decision)
    if decision.field == COPIES:
        return COPIED[decision.verdict]
    if decision.field == HANDMADE:
        tie = tie_of(decision)
        return f"said from the text: {tie.subject.name} – {tie.type.replace('_', ' ')} – {tie.object.name}"
    if decision.field == journal.PUBLISH:
        return _about_publication(decision)
    said = VERDICTS[decision.verdict]
    if decision.verdict is Verdict.EDIT:
        return f"set {decision.field} to {value_words(decision.value)}"
    if decision.field:
        return f"{said} about {decision.field.replace('_', ' ').replace(':', ', ')}"
    return said


def _about_publication(decision: Decision) -> str:
    given = json.loads(decision.value or "{}")
    name = given.get("name", "")
    return f"handed over {name} whole" if given.get("kind") == PACKAGE else f"let {name} stand in publications"


def _about_actors(decision: Decision) -> str:
    """What a decision says of actors.

    >>> from sourcebook.records.vocabulary import Verdict
    >>> _about_actors(Decision(decision_id="d", subject_ids=("a", "b"), field=ACTORS, verdict=Verdict.RELATED,
    ...     value='"wing of"', reason="", decided_by="", decided_at="", supersedes=None, saw=""))
    'said that two actors are related, not the same: wing of'
    """
    value = json.loads(decision.value) if decision.value else None
    match decision.verdict, value:
        case Verdict.EDIT, dict():
            told = ((name, ", ".join(each) if isinstance(each, list) else str(each)) for name, each in value.items())
            return "set " + "; ".join(f"{FIELDS.get(name, name)} to {said}" for name, said in told)
        case Verdict.DIFFERENT, dict():
            return f"parted {len(value['claim_ids'])} claims that mean another actor"
        case Verdict.RELATED, str():
            return f"{JOINED[decision.verdict]}: {value}"
        case _:
            return JOINED.get(decision.verdict, VERDICTS[decision.verdict])


def value_words(value: str | None) -> str:
    """A value as a person set it."""
    given = json.loads(value) if value else None
    if given is None:
        return "unknown"
    if isinstance(given, dict):
        return _record_words(given)
    if isinstance(given, list):
        return ", ".join(one["name"] if isinstance(one, dict) else str(one) for one in given) or "nobody"
    return str(given).replace("_", " ")


def _record_words(given: dict[str, object]) -> str:
    if "rule" in given:
        return f"what the rule {str(given['rule']).replace('_', ' ')} gives"
    if "earliest" in given:
        ends = [str(given[name]) for name in ("earliest", "latest") if given.get(name)]
        return " to ".join(dict.fromkeys(ends)) or "unknown"
    if {"low", "best", "high"} & given.keys():
        bounds = (given.get(name) for name in ("low", "best", "high"))
        return count_words(*(number if isinstance(number, int) else None for number in bounds))
    return str(given.get("name", given))
