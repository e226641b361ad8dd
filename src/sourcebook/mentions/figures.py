"""Counts of people, as stated: whom a number counts, what happened to them, and how it stands to other numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sourcebook.mentions.counted import Counted, counted_by
from sourcebook.mentions.harmed import Bond, bond_of
from sourcebook.mentions.quantities import Quantity, quantities_in
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.singulars import Unnumbered, unnumbered_in
from sourcebook.mentions.strengths import is_strength
from sourcebook.mentions.tolls import is_cumulative, is_superseded
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.text import Document, Segment
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Composition, Harm, Population, Qualifier

_NOMINAL = frozenset(("CCONJ", "PUNCT", "ADV", "DET", "ADJ", "NOUN", "PROPN", "SCONJ", "ADP", "PRON", "NUM"))
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
    includes_perpetrators: bool = False
    superseded: bool = False


def figures_in(segment: Segment, document: Document) -> tuple[Figure, ...]:
    """The counts of people that a segment states, left to right, sums of its parts last."""
    return figures_of(Sentence(segment, document))


def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The counts of people in a sentence that is already seen for reading."""
    if not sentence.tokens:
        return ()
    counts = with_parts(sentence, counts_in(sentence))
    cumulative = bool(counts) and is_cumulative(sentence)
    return tuple(_figure(sentence, count, cumulative) for count in (*counts, *sums_of(sentence, counts)))


def counts_in(sentence: Sentence) -> list[Count]:
    """Each number that counts people, and each person harmed without a number, in order of words."""
    found: list[Count] = []
    loose: list[tuple[Quantity, Counted]] = []
    taken: set[int] = set()
    for quantity in quantities_in(sentence):
        counted = counted_by(sentence, quantity)
        if counted.people is False and not _counts_harm(sentence, counted):
            continue
        bond = bond_of(sentence, quantity, counted, frozenset(taken))
        if bond and bond.behind:
            taken.update(range(bond.cue, bond.end))
        if bond is None:
            loose.append((quantity, counted))
        elif _plausible(sentence, quantity, counted, bond):
            found.append(_count(sentence, quantity, counted, bond))
    found += _joined(sentence, loose, found)
    found += [_count_without_number(sentence, one) for one in unnumbered_in(sentence, _covered(found))]
    return sorted(found, key=lambda count: (count.start, count.end))


def _counts_harm(sentence: Sentence, counted: Counted) -> bool:
    """Whether the noun is a harm itself ("12 deaths"), so that people are counted although no person is named."""
    return counted.head is not None and any(form in groups("harms", "counts") for form in sentence.forms(counted.head))


def _plausible(sentence: Sentence, quantity: Quantity, counted: Counted, bond: Bond) -> bool:
    """Whether number, noun and harm go together: one number for dead and injured alike counts neither."""
    if counted.people is None and counted.head is not None and bond.harm in _NEEDS_PEOPLE:
        return False
    return not _is_combined(sentence, quantity, bond)


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
    return Count(
        start=quantity.start,
        end=max(quantity.end, counted.end),
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        qualifier=quantity.qualifier,
        harm=bond.harm,
        population=counted.population,
        composition=Composition.PART if counted.of_whole else Composition.TOTAL,
        cue=bond.cue,
        superseded=is_superseded(sentence, quantity.start, quantity.end),
    )


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
    )


def _covered(counts: list[Count]) -> frozenset[int]:
    return frozenset(at for count in counts for at in range(count.start, count.end))


def _joined(sentence: Sentence, loose: list[tuple[Quantity, Counted]], found: list[Count]) -> list[Count]:
    """Numbers without a harm of their own: joined to one that has it, a part of one, or a strength."""
    made: list[Count] = []
    for quantity, counted in loose:
        neighbour = _neighbour(sentence, quantity, counted, [*found, *made])
        if neighbour:
            bond = Bond(harm=neighbour.harm, cue=neighbour.cue, end=neighbour.cue + 1)
            made.append(_count(sentence, quantity, counted, bond))
        elif counted.head is not None and is_strength(sentence, quantity, counted.head):
            bond = Bond(harm=Harm.STRENGTH, cue=counted.head, end=counted.end)
            made.append(_count(sentence, quantity, counted, bond))
    return made


def _neighbour(sentence: Sentence, quantity: Quantity, counted: Counted, found: list[Count]) -> Count | None:
    """The count whose harm a bare one shares: "including 3 children", "13 troops and 169 Afghans were killed"."""
    earlier = [count for count in found if count.end <= quantity.start]
    later = [count for count in found if count.start >= max(quantity.end, counted.end)]
    if earlier and counted.people and _is_part(sentence, earlier[-1].end, quantity, counted):
        return max(earlier, key=lambda count: count.end)
    end = max(quantity.end, counted.end)
    for count in sorted(later, key=lambda count: count.start):
        if counted.people and _only_joins(sentence, end, count.start) and count.cue >= count.end:
            return count
    for count in sorted(earlier, key=lambda count: -count.end):
        if counted.people and _only_joins(sentence, count.end, quantity.start) and not _has_verb(sentence, counted):
            return count
    return None


def _has_verb(sentence: Sentence, counted: Counted) -> bool:
    """Whether the counted people do something of their own ("and 5,000 people fled")."""
    if counted.head is None:
        return False
    token = sentence.tokens[counted.head]
    return token.dep in ("nsubj", "nsubjpass") and token.head > counted.head


def _only_joins(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a joint and nouns stands between two numbers."""
    between = sentence.tokens[start:end]
    if not between or len(between) > 8:
        return False
    joints = any(token.text.lower() in ("and", ",", "plus", "as", "&") for token in between)
    return joints and all(token.pos in _NOMINAL for token in between)


def _is_part(sentence: Sentence, start: int, quantity: Quantity, counted: Counted) -> bool:
    """Whether words before or behind mark a number as contained in an earlier one."""
    if any(word in word_set("harms", "parts", "before") for word in sentence.lower[start : quantity.start]):
        return True
    after = {tuple(phrase.split()) for phrase in phrases_after()}
    end = max(quantity.end, counted.end)
    return counted.of_whole or any(tuple(sentence.lower[end : end + len(phrase)]) == phrase for phrase in after)


def phrases_after() -> frozenset[str]:
    """Phrases that mark the number before them as a part."""
    return word_set("harms", "parts", "after")


def with_parts(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """The counts with parts marked, and totals that include the perpetrators flagged."""
    marked: list[Count] = []
    for count in counts:
        before = [other for other in marked if other.harm is count.harm and other.composition is Composition.TOTAL]
        part = bool(before) and _within_total(sentence, before[-1], count)
        marked.append(replace(count, composition=Composition.PART) if part or _partitive(sentence, count) else count)
    return [_with_perpetrators(sentence, count) for count in marked]


def _within_total(sentence: Sentence, total: Count, count: Count) -> bool:
    """Whether a count is part of an earlier total: "over 170 people, including 28 X and 13 Y"."""
    between = sentence.lower[total.end : count.start]
    if any(word in word_set("harms", "parts", "before") for word in between):
        return not any(word in (";", "while") for word in between)
    after = sentence.lower[count.end : count.end + 6]
    text = " ".join(after)
    return any(text.startswith(phrase) or f" {phrase}" in text.split(",")[0] for phrase in phrases_after())


def _partitive(sentence: Sentence, count: Count) -> bool:
    return sentence.lower[count.end - 1] in ("them", "whom") or count.composition is Composition.PART


def _with_perpetrators(sentence: Sentence, count: Count) -> Count:
    """A total behind which "including the attacker" stands counts the perpetrators too."""
    after = sentence.lower[count.end : count.end + 9]
    for word in ("including", "among"):
        if word in after and count.harm in (Harm.KILLED, Harm.INJURED):
            start = count.end + after.index(word)
            for at in range(start, min(len(sentence), start + 6)):
                if any(groups("people", "populations").get(f) == "perpetrators" for f in sentence.forms(at)):
                    return replace(count, includes_perpetrators=count.population is not Population.PERPETRATORS)
    return count


def sums_of(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """What the sentence adds up with "and": counts of unlike people under one harm and one verb."""
    made: list[Count] = []
    for harm in dict.fromkeys(count.harm for count in counts):
        chain: list[Count] = []
        for count in (c for c in counts if c.harm is harm):
            if chain and not _adds(sentence, chain[-1], count):
                made += _sum(chain)
                chain = []
            if _addable(count):
                chain.append(count)
        made += _sum(chain)
    return made


def _addable(count: Count) -> bool:
    return (
        count.composition is Composition.TOTAL
        and not count.superseded
        and count.population is not Population.PERPETRATORS
        and count.harm is not Harm.STRENGTH
    )


def _adds(sentence: Sentence, left: Count, right: Count) -> bool:
    """Whether "and" or a comma joins two counts into one toll."""
    return _addable(left) and _addable(right) and _only_joins(sentence, left.end, right.start) and left.cue == right.cue


def _sum(chain: list[Count]) -> list[Count]:
    if len(chain) < 2:
        return []
    first, last = chain[0], chain[-1]
    qualifiers = {count.qualifier for count in chain}
    qualifier = Qualifier.EXACT if qualifiers == {Qualifier.EXACT} else Qualifier.AT_LEAST
    if qualifiers - {Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        qualifier = Qualifier.ABOUT
    populations = {count.population for count in chain}
    return [
        replace(
            first,
            end=last.end,
            low=_added([count.low for count in chain]),
            best=_added([count.best for count in chain]),
            high=_added([count.high for count in chain]),
            qualifier=qualifier,
            population=first.population if len(populations) == 1 else Population.PEOPLE,
            composition=Composition.SUM,
        )
    ]


def _added(numbers: list[int | None]) -> int | None:
    """The sum, unknown if any part is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _figure(sentence: Sentence, count: Count, cumulative: bool) -> Figure:
    return Figure(
        harm=count.harm,
        population=count.population,
        low=count.low,
        best=count.best,
        high=count.high,
        qualifier=count.qualifier,
        composition=count.composition,
        words=sentence.words(count.start, count.end),
        includes_perpetrators=count.includes_perpetrators,
        cumulative=cumulative and count.harm is not Harm.STRENGTH,
        superseded=count.superseded,
    )
