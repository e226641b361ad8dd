"""Numbers of people with their harm, before they become figures: bound one by one, then by their neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sourcebook.mentions.counted import Counted, counted_by
from sourcebook.mentions.harm_words import Bond
from sourcebook.mentions.harmed import bond_of
from sourcebook.mentions.quantities import Quantity, quantities_in
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.singulars import Unnumbered, unnumbered_in
from sourcebook.mentions.strengths import is_strength
from sourcebook.mentions.tolls import is_superseded
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import Composition, FigureRule, Harm, Population, Qualifier

_NOMINAL = frozenset(("CCONJ", "PUNCT", "ADV", "DET", "ADJ", "NOUN", "PROPN", "SCONJ", "ADP", "PRON", "NUM"))
_STOPS = frozenset((";", ":", "(", ")", ".", "—", "–", '"', "”", "“"))
_NEEDS_PEOPLE = (Harm.CAPTURED, Harm.MISSING, Harm.ARRESTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people with its harm, by token positions: what a `Figure` is made from."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    harm: Harm
    population: Population
    composition: Composition = Composition.TOTAL
    cue: int = -1
    includes_perpetrators: bool | None = None
    superseded: bool = False
    numbered: bool = True
    head: int | None = None
    rules: tuple[FigureRule, ...] = ()

    def as_part(self, rule: FigureRule) -> Count:
        """The same count, contained in another or added to others by this rule."""
        return replace(self, composition=Composition.PART, rules=(*self.rules, rule))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of a sentence, and the numbers that count people of whom no harm is told."""

    found: list[Count]
    loose: list[tuple[Quantity, Counted]]


def counts_in(sentence: Sentence) -> Counts:
    """Each number that counts people, and each person harmed without a number, in order of words."""
    found: list[Count] = []
    loose: list[tuple[Quantity, Counted]] = []
    taken: set[int] = set()
    for quantity in quantities_in(sentence):
        counted = counted_by(sentence, quantity)
        if not _may_count_people(sentence, counted):
            continue
        bond = bond_of(sentence, quantity, counted, frozenset(taken))
        if bond and bond.behind:
            taken.update(range(bond.cue, bond.end))
        if bond is None:
            loose.append((quantity, counted))
        elif _plausible(sentence, quantity, counted, bond):
            found.append(_count(sentence, quantity, counted, bond))
    found += _without_number(sentence, found)
    joined = _joined(sentence, loose, found)
    found += joined
    found += _without_number(sentence, found) if joined else []
    used = _covered(joined)
    return Counts(
        found=sorted(found, key=lambda count: (count.start, count.end)),
        loose=[(quantity, counted) for quantity, counted in loose if quantity.core not in used],
    )


def _may_count_people(sentence: Sentence, counted: Counted) -> bool:
    """Whether the noun names people or a harm ("12 deaths"), or does not tell; casualties are no harm of one kind."""
    if counted.head is None:
        return True
    forms = sentence.forms(counted.head)
    if any(form in word_set("harms", "neither", "words") for form in forms):
        return False
    return counted.people is not False or any(form in groups("harms", "counts") for form in forms)


def _plausible(sentence: Sentence, quantity: Quantity, counted: Counted, bond: Bond) -> bool:
    """Whether number, noun and harm go together: one number for dead and injured alike counts neither."""
    if counted.state is None and _is_divided(sentence, quantity.start):
        return False
    if _is_denied(sentence, quantity.start) or _is_jailed(sentence, counted, bond):
        return False
    if counted.people is None and counted.head is not None and bond.harm in _NEEDS_PEOPLE:
        return False
    if not counted.people and sentence.lemma(bond.cue) in word_set("harms", "takes_things", "words"):
        return False
    return not _is_combined(sentence, quantity, bond)


def _is_divided(sentence: Sentence, start: int) -> bool:
    """ "11 of the 19 hijackers died": the second number is of all."""
    divided = sentence.lower[max(0, start - 2) : start] in (["of", "the"], ["of", "their"], ["of", "its"])
    return divided and start > 2 and sentence.tokens[start - 3].pos == "NUM"


def _is_denied(sentence: Sentence, start: int) -> bool:
    """ "None of the nine miners was hurt", "which of the three victims had died": nothing is told of the nine."""
    before = sentence.lower[max(0, start - 3) : start]
    return before[:1] in (["none"], ["which"], ["neither"]) and before[1:] in (
        ["of", "the"],
        ["of", "its"],
        ["of", "their"],
    )


def _is_jailed(sentence: Sentence, counted: Counted, bond: Bond) -> bool:
    """Whether prisoners are those in jails, freed or exchanged, and not soldiers taken: "swapped 60 prisoners"."""
    if bond.rule is not FigureRule.NOUN_OF_HARM or bond.harm is not Harm.CAPTURED or counted.head is None:
        return False
    return sentence.has_any(word_set("harms", "freed", "words"))


def _is_combined(sentence: Sentence, quantity: Quantity, bond: Bond) -> bool:
    """ "killing and injuring 700", "40 killed or wounded": no number of its own between the two harms."""
    states, lower = _harm_words(), sentence.lower
    for first, link, second in ((bond.cue - 2, bond.cue - 1, bond.cue), (bond.end - 1, bond.end, bond.end + 1)):
        if first < 0 or second >= len(lower) or lower[link] not in ("and", "or", "/", "and/or"):
            continue
        other = first if second == bond.cue else second
        harm = states.get(lower[other]) or groups("harms", "counts").get(sentence.lemma(other))
        if harm is None or {Harm(harm), bond.harm} != {Harm.KILLED, Harm.INJURED}:
            continue
        if not (second != bond.cue and _number_follows(sentence, second + 1)):
            return True
    return False


def _number_follows(sentence: Sentence, at: int) -> bool:
    """Whether the second harm has its own number or object behind it."""
    following = sentence.tokens[at : at + 3]
    return any(token.pos == "NUM" for token in following) or (bool(following) and following[0].pos in ("DET", "NUM"))


def _harm_words() -> dict[str, str]:
    return groups("harms", "states") | groups("harms", "doing")


def _count(sentence: Sentence, quantity: Quantity, counted: Counted, bond: Bond) -> Count:
    shared = _is_of_toll(sentence, counted, bond)
    return Count(
        start=quantity.start,
        end=max(quantity.end, counted.end),
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        qualifier=quantity.qualifier,
        harm=bond.harm,
        population=counted.population,
        composition=Composition.PART if shared else Composition.TOTAL,
        cue=bond.cue,
        head=counted.head,
        superseded=is_superseded(sentence, quantity.start, quantity.end),
        rules=(quantity.rule, bond.rule, *([FigureRule.SHARE_OF_TOLL] if shared else [])),
    )


def _is_of_toll(sentence: Sentence, counted: Counted, bond: Bond) -> bool:
    """ "Were among the dead", "nine of the dead": a part of the toll of that same harm."""
    if sentence.lower[bond.cue] == "among" or _is_included(sentence, counted, bond):
        return True
    if not counted.of_whole or counted.head is None:
        return False
    harms = groups("harms", "states") | groups("harms", "counts") | {"victim": bond.harm.value}
    return any(harms.get(form) == bond.harm.value for form in sentence.forms(counted.head))


def _is_included(sentence: Sentence, counted: Counted, bond: Bond) -> bool:
    """ "The dead include six foreigners"."""
    behind = sentence.lower[bond.end : bond.end + 1]
    return bond.cue < counted.end and behind in (["include"], ["includes"], ["included"])


def _without_number(sentence: Sentence, found: list[Count]) -> list[Count]:
    """People harmed one by one whom no number found so far counts."""
    heads = {count.head: (count.harm, count.cue) for count in found if count.head is not None}
    return [_count_without_number(sentence, one) for one in unnumbered_in(sentence, _covered(found), heads)]


def _count_without_number(sentence: Sentence, one: Unnumbered) -> Count:
    return Count(
        start=one.start,
        end=one.end,
        low=one.number,
        best=one.number,
        high=one.number,
        qualifier=Qualifier.EXACT,
        harm=one.harm,
        population=one.population,
        cue=one.cue,
        numbered=False,
        rules=(one.told, one.bound),
    )


def _covered(counts: list[Count]) -> frozenset[int]:
    return frozenset(at for count in counts for at in range(count.start, count.end))


def _joined(sentence: Sentence, loose: list[tuple[Quantity, Counted]], found: list[Count]) -> list[Count]:
    """Numbers without a harm of their own: joined to one that has it, a part of one, or a strength."""
    made: list[Count] = []
    for quantity, counted in loose:
        neighbour = _neighbour(sentence, quantity, counted, [*found, *made])
        if neighbour:
            made.append(_count(sentence, quantity, counted, _shared(neighbour, FigureRule.JOINED)))
        elif (old := _replaced(sentence, quantity, counted, found)) is not None:
            made.append(_count(sentence, quantity, counted, _shared(old, FigureRule.REPLACED)))
        elif _is_strength(sentence, quantity, counted, made):
            bond = Bond(harm=Harm.STRENGTH, cue=quantity.core, end=counted.end, rule=FigureRule.STRENGTH)
            made.append(_count(sentence, quantity, counted, bond))
    return made


def _shared(other: Count, rule: FigureRule) -> Bond:
    """The harm of another count, taken over by this rule."""
    return Bond(harm=other.harm, cue=other.cue, end=other.cue + 1, rule=rule)


def _is_strength(sentence: Sentence, quantity: Quantity, counted: Counted, made: list[Count]) -> bool:
    """Members that a group has, or a bare peak beside such a number ("from a high of 6,000")."""
    if counted.head is not None:
        return is_strength(sentence, quantity, counted.head)
    peak = sentence.lower[max(0, quantity.start - 2) : quantity.start]
    return peak in (["high", "of"], ["peak", "of"], ["low", "of"]) and any(c.harm is Harm.STRENGTH for c in made)


def _replaced(sentence: Sentence, quantity: Quantity, counted: Counted, found: list[Count]) -> Count | None:
    """The earlier toll that a bare number replaces: "initially 14 had died; it was later revised to 19"."""
    bare = counted.head is None or counted.people
    if found and bare and is_superseded(sentence, quantity.start, quantity.end):
        return found[-1]  # "reduced to 253, from an earlier figure of 359"
    if quantity.start == 0 or sentence.lower[quantity.start - 1] not in ("to", "at"):
        return None
    return next((count for count in found if count.superseded and count.end <= quantity.start), None)


def _neighbour(sentence: Sentence, quantity: Quantity, counted: Counted, found: list[Count]) -> Count | None:
    """The count whose harm a bare one shares: "including 3 children", "13 troops and 169 Afghans were killed"."""
    earlier = [count for count in found if count.end <= quantity.start]
    later = [count for count in found if count.start >= max(quantity.end, counted.end)]
    if earlier and counted.people and _is_part(sentence, earlier[-1].end, quantity, counted):
        return max(earlier, key=lambda count: count.end)
    if earlier and _is_told_with(sentence, earlier[-1], quantity, counted):
        return earlier[-1]
    if _is_whole(sentence, quantity):
        return None
    end = max(quantity.end, counted.end)
    for count in sorted(later, key=lambda count: count.start):
        if _shares_with_later(sentence, counted, end, count):
            return count
    for count in sorted(earlier, key=lambda count: -count.end):
        if counted.people and only_joins(sentence, count.end, quantity.start) and not _has_verb(sentence, counted):
            return count
    return None


def _shares_with_later(sentence: Sentence, counted: Counted, end: int, later: Count) -> bool:
    """ "13 troops and 169 Afghans were killed"; not "five farmers, two of them fatally": the later is a part."""
    if FigureRule.FATALLY in later.rules or sentence.lower[later.end - 1] in ("them", "whom"):
        return False
    return bool(counted.people) and only_joins(sentence, end, later.start) and later.cue >= later.end


def _is_told_with(sentence: Sentence, earlier: Count, quantity: Quantity, counted: Counted) -> bool:
    """ "Thirty militants died along with six soldiers", "of the 21 killed, nine were children"."""
    if counted.head is None:
        return _says_what_share_is(sentence, earlier, quantity)
    before = sentence.lower[max(0, quantity.start - 2) : quantity.start]
    return bool(counted.people) and (
        before in (["along", "with"], ["together", "with"]) or before[-1:] == ["alongside"]
    )


def _says_what_share_is(sentence: Sentence, earlier: Count, quantity: Quantity) -> bool:
    """ "Of the 21 killed, nine were children": the bare number is a share of the first."""
    whole = sentence.lower[max(0, earlier.start - 2) : earlier.start] == ["of", "the"]
    return whole and quantity.end < len(sentence) and sentence.lemma(quantity.end) == "be"


def _is_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Of 120 passengers, 80 were killed": the first number is of all, harmed or not."""
    of = quantity.start - 1
    if of > 0 and sentence.lower[of] in ("the", "its", "their"):
        of -= 1
    return of >= 0 and sentence.lower[of] == "of" and (of == 0 or sentence.lower[of - 1] in (",", "out"))


def _has_verb(sentence: Sentence, counted: Counted) -> bool:
    """Whether the counted people do something of their own ("and 5,000 people fled")."""
    if counted.head is None:
        return False
    token = sentence.tokens[counted.head]
    return token.dep in ("nsubj", "nsubjpass") and token.head > counted.head


def only_joins(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a joint and nouns stands between two numbers."""
    between = sentence.tokens[start:end]
    if not between or len(between) > 8 or any(token.text in _STOPS for token in between):
        return False
    if any(token.tag in ("WDT", "WP", "WRB") for token in between):
        return False
    joints = any(token.text.lower() in ("and", ",", "plus", "as", "&") for token in between)
    return joints and all(token.pos in _NOMINAL for token in between)


def _is_part(sentence: Sentence, start: int, quantity: Quantity, counted: Counted) -> bool:
    """Whether words before or behind mark a number as contained in an earlier one."""
    if any(word in word_set("harms", "parts", "before") for word in sentence.lower[start : quantity.start]):
        return True
    after = {tuple(phrase.split()) for phrase in phrases_after()}
    end = max(quantity.end, counted.end)
    if sentence.lower[end - 1] in ("them", "whom"):
        return True
    return counted.of_whole or any(tuple(sentence.lower[end : end + len(phrase)]) == phrase for phrase in after)


def phrases_after() -> frozenset[str]:
    """Phrases that mark the number before them as a part."""
    return word_set("harms", "parts", "after")
