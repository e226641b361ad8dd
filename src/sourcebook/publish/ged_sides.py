"""Who fought whom in an event, as UCDP tells it: type of violence, side a, side b, and whose dead are whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sourcebook.publish.datafiles import data
from sourcebook.records.knowledge import Actor, Estimate, Event, Perpetrator, Target
from sourcebook.records.vocabulary import ActorKind, EventType, Harm, Population, Stance

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"
KIND_OF_DEAD = {
    Population.CIVILIANS: "civilians",
    Population.CHILDREN: "civilians",
    Population.WOMEN: "civilians",
    Population.SOLDIERS: "state",
    Population.POLICE: "state",
    Population.MILITANTS: "group",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a row; an empty name is a side that no source names, ``described`` what sources call it instead."""

    name: str = ""
    described: str = ""
    ucdp_id: str = ""
    gwno: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The two sides. ``attacker`` is "a" or "b": in state-based violence the state is always side a.

    ``assumed`` names what was taken for granted because no source says it.
    """

    type_of_violence: int
    a: Side
    b: Side
    attacker: str = "a"
    assumed: tuple[str, ...] = ()


def doubts_of_sides(sides: Sides) -> Iterator[tuple[str, str]]:
    """Why a side is empty, with the words by which the sources describe it, if they do."""
    for letter, side in (("a", sides.a), ("b", sides.b)):
        if side.described:
            yield f"side_{letter} is empty: the sources describe it and name nobody", side.described
        elif not side.name:
            yield f"side_{letter} is empty: no source names it", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """The dead by side; ``best`` is their sum."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int
    notes: tuple[str, ...] = ()

    @property
    def best(self) -> int:
        """The sum of the four parts, which UCDP asks it to be."""
        return self.a + self.b + self.civilians + self.unknown


def is_description(name: str) -> bool:
    """Whether words only describe someone: their last word has no capital letter, or is a word for any such people.

    >>> is_description("gunmen"), is_description("MASKED GUNMEN"), is_description("Fulani herders")
    (True, True, True)
    >>> is_description("al-Shabaab"), is_description("Lashkar-e-Taiba"), is_description("FARC")
    (False, False, False)
    """
    last = (name.split() or [""])[-1]
    return last == last.lower() or last.lower() in _describing_words()


@cache
def _describing_words() -> frozenset[str]:
    return frozenset(data("ged_rules.toml")["described"]["words"])


def _side_called(name: str) -> Side:
    """The side of this name; one that is only described stays empty, with the description."""
    return Side(described=name) if is_description(name) else Side(name=name)


def government_of(country: str | None) -> Side | None:
    """The government of a country as UCDP names it."""
    state = data("ucdp_countries.toml").get(country or "")
    return Side(name=f"Government of {state['name']}", gwno=str(state["gwno"])) if state else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attacker:
    """Who did it, whether it is a state, and what had to be assumed to name it."""

    side: Side = field(default_factory=Side)
    is_state: bool = False
    assumed: tuple[str, ...] = ()


def sides_of(event: Event, actors: Mapping[str, Actor]) -> Sides | None:
    """The sides of an event, or null where it cannot be told who was attacked and by whom."""
    code = data("crosswalk.toml")[event.type.value]["ucdp"]
    if not code:
        return None
    attacker = _attacker(event, actors)
    target, whom = attacked(event)
    if code == str(ONE_SIDED) or whom == "civilians":
        return _sides(ONE_SIDED, attacker, Side(name=CIVILIANS))
    if whom == "state":
        return _on_state(event, attacker, target)
    if whom == "group":
        number = STATE_BASED if attacker.is_state else NON_STATE
        return _sides(number, attacker, _side_called(target.name) if target else Side())
    return _of_unknown_target(event, attacker)


def _sides(number: int, attacker: _Attacker, other: Side, *assumed: str) -> Sides:
    return Sides(type_of_violence=number, a=attacker.side, b=other, assumed=(*attacker.assumed, *assumed))


def _on_state(event: Event, attacker: _Attacker, target: Target | None) -> Sides | None:
    if attacker.is_state:
        return _sides(STATE_BASED, attacker, _side_called(target.name) if target else Side())
    state = government_of(event.place.country if event.place else None)
    if state is None:
        return None
    assumed = ("side_a is taken to be the government of the country where soldiers or police were attacked",)
    return Sides(type_of_violence=STATE_BASED, a=state, b=attacker.side, attacker="b", assumed=assumed)


def _of_unknown_target(event: Event, attacker: _Attacker) -> Sides | None:
    if event.type in (EventType.ARMED_CLASH, EventType.RAID):
        return _sides(STATE_BASED, attacker, Side()) if attacker.is_state else None
    taken = "type_of_violence is taken to be one-sided, since nothing says that armed people were attacked"
    return _sides(ONE_SIDED, attacker, Side(name=CIVILIANS), taken)


def leading_perpetrator(perpetrators: Iterable[Perpetrator], actors: Mapping[str, Actor]) -> Perpetrator | None:
    """The perpetrator to be side: one that registries know, then one with a name, then the most named.

    Who is tied to the event by denials alone is no side.
    """
    held = [one for one in perpetrators if set(one.stances) != {Stance.DENIED}]

    def rank(one: Perpetrator) -> tuple[bool, bool, int, str]:
        actor = actors.get(one.actor_id or "")
        registered = bool(actor and actor.identifiers)
        return not registered, is_description(actor.name if actor else one.name), -len(one.claim_ids), one.name

    return min(held, key=rank, default=None)


def _attacker(event: Event, actors: Mapping[str, Actor]) -> _Attacker:
    named = leading_perpetrator(event.perpetrators, actors)
    if named is None:
        return _Attacker()
    actor = actors.get(named.actor_id or "")
    if actor is None:
        return _Attacker(side=_side_called(named.name))
    if actor.kind is not ActorKind.STATE_FORCE:
        return _group_or_person(actor)
    if actor.country:
        return _Attacker(side=government_of(actor.country) or Side(name=actor.name), is_state=True)
    state = government_of(event.place.country if event.place else None)
    taken = ("side_a is taken to be the government of the country where its forces acted",) if state else ()
    return _Attacker(side=state or _side_called(actor.name), is_state=True, assumed=taken)


def _group_or_person(actor: Actor) -> _Attacker:
    identifiers = {identifier.scheme: identifier.value for identifier in actor.identifiers}
    if identifiers:
        return _Attacker(side=Side(name=actor.name, ucdp_id=identifiers.get("ucdp", "")))
    side = _side_called(actor.name)
    alone = actor.kind is ActorKind.PERSON and side.name
    return _Attacker(side=side, assumed=("a side is a person; UCDP codes groups and states",) if alone else ())


def attacked(event: Event) -> tuple[Target | None, str]:
    """Whether a state, a group or civilians were attacked, by most of the dead, else by most of the targets."""
    rules = data("ged_rules.toml")
    of_state = set(rules["state_targets"])
    if event.type is EventType.ASSASSINATION:
        of_state |= set(rules["official_targets"])
    kinds = {"state": of_state, "group": set(rules["group_targets"])}
    kind_of = {category: kind for kind, categories in kinds.items() for category in categories}
    weights = _weights_of_dead(event.killed) or Counter[str]()
    if not weights:
        for target in event.targets:
            if target.category:
                weights[kind_of.get(target.category, "civilians")] += len(target.claim_ids)
    kind = max(("civilians", "state", "group"), key=lambda name: weights[name]) if weights else ""
    fitting = (target for target in event.targets if kind_of.get(target.category or "", "civilians") == kind)
    return next(fitting, None), kind


def _weights_of_dead(killed: Estimate | None) -> Counter[str]:
    """How many of the dead, as far as sources tell them apart, were of each kind."""
    weights: Counter[str] = Counter()
    for part in killed.by_population if killed else ():
        if part.population in KIND_OF_DEAD:
            weights[KIND_OF_DEAD[part.population]] += part.best or part.low or 1
    return weights


def deaths_of(killed: Estimate, sides: Sides) -> Deaths:
    """The dead of an estimate, divided by side; ``best`` comes out as the sum.

    A lower bound without an upper one sets low and best, and high repeats best; "up to 12" counts in high alone.
    """
    if killed.harm is not Harm.KILLED:
        raise ValueError(f"{killed.harm} are not deaths")
    parts = {part.population: part.best or part.low or 0 for part in killed.by_population}
    attackers = parts.get(Population.PERPETRATORS, 0)
    added = 0 if killed.perpetrators_included else attackers
    best = killed.best if killed.best is not None else (killed.low or 0)
    total = best + added
    a, b, civilians, unknown, notes = _divided(total, parts, attackers, sides)
    low = (killed.low if killed.low is not None else 0) + added
    high = total if killed.high is None else killed.high + added
    if killed.high is None:
        notes = (*notes, "the sources give no upper bound; high repeats best")
    return Deaths(a=a, b=b, civilians=civilians, unknown=unknown, low=low, high=high, notes=notes)


def _divided(
    total: int, parts: Mapping[Population, int], attackers: int, sides: Sides
) -> tuple[int, int, int, int, tuple[str, ...]]:
    armed = parts.get(Population.SOLDIERS, 0) + parts.get(Population.POLICE, 0)
    militants = parts.get(Population.MILITANTS, 0)
    young = parts.get(Population.CHILDREN, 0) + parts.get(Population.WOMEN, 0)
    civilians = max(parts.get(Population.CIVILIANS, 0), young)
    wanted = {"a": 0, "b": 0, "civilians": civilians, "unknown": 0}
    wanted[sides.attacker] += attackers
    wanted[{STATE_BASED: "a"}.get(sides.type_of_violence, "unknown")] += armed
    wanted[{STATE_BASED: "b", NON_STATE: "b"}.get(sides.type_of_violence, "unknown")] += militants
    notes = (
        ("parts that the sources name exceed the total; they were cut to it",) if sum(wanted.values()) > total else ()
    )
    left, given = total, dict.fromkeys(wanted, 0)
    for name, number in wanted.items():
        given[name] = min(number, left)
        left -= given[name]
    given["civilians" if sides.type_of_violence == ONE_SIDED else "unknown"] += left
    return given["a"], given["b"], given["civilians"], given["unknown"], notes
