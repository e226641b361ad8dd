"""What is left of a number without a part of it: "four were shot, one fatally", "19 died and the rest were hurt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.mentions.counted import Counted, population_of
from sourcebook.mentions.counts import Count
from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import Composition, FigureRule, Harm, Population, Qualifier

Loose = Sequence[tuple[Quantity, Counted]]
_FAR = 4


def remainders_in(sentence: Sentence, loose: Loose, found: Sequence[Count]) -> Iterator[Count]:
    """The rests that the sentence names or leaves, where whole and part are exact numbers."""
    for quantity, counted in loose:
        killed = [c for c in found if c.start >= quantity.end and FigureRule.FATALLY in c.rules]
        if _were_hit(sentence, quantity, killed):
            number = _rest(quantity.best, killed)
            if number:
                yield _count(quantity.start, max(quantity.end, counted.end), number, Harm.INJURED, counted.population)
    for at in range(1, len(sentence) - 1):
        if sentence.lower[at] in word_set("harms", "rest", "words") and sentence.lower[at - 1] == "the":
            yield from _named_rest(sentence, at, loose, found)


def _were_hit(sentence: Sentence, quantity: Quantity, killed: Sequence[Count]) -> bool:
    """Whether those counted were shot or stabbed, before it is said of how many this was fatal."""
    if not killed or quantity.qualifier is not Qualifier.EXACT:
        return False
    between = sentence.lower[max(0, quantity.start - 1) : killed[0].start]
    return not word_set("harms", "shot", "verbs").isdisjoint(between) and not {";", "."} & set(between)


def _named_rest(sentence: Sentence, at: int, loose: Loose, found: Sequence[Count]) -> Iterator[Count]:
    """ "Of the 27 on the bus, 19 were killed and the rest wounded"; "30 died, 12 of them women, the rest farmers"."""
    before = [c for c in found if c.end <= at]
    if not before:
        return
    harm = next((h for word in sentence.lower[at + 1 : at + _FAR] if (h := groups("harms", "states").get(word))), None)
    wholes = [q for q, _ in loose if q.end <= before[-1].start and q.qualifier is Qualifier.EXACT]
    if harm is not None:
        number = _rest(wholes[-1].best, [c for c in before if c.start >= wholes[-1].end]) if wholes else 0
        if number and Harm(harm) is not before[-1].harm:
            yield _count(at - 1, at + 1, number, Harm(harm), Population.PEOPLE)
        return
    total = next((c for c in before if c.composition is Composition.TOTAL), before[0])
    parts = [c for c in before if c is not total and c.harm is total.harm]
    head = next((n for n in range(at + 1, min(len(sentence), at + _FAR)) if sentence.tokens[n].tag == "NNS"), None)
    number = _rest(total.best, parts) if total.qualifier is Qualifier.EXACT else 0
    if number and head is not None:
        population = population_of(sentence, at + 1, head)
        part = _count(at - 1, head + 1, number, total.harm, population)
        yield part.as_part(FigureRule.WITHIN_TOTAL)


def _rest(whole: int | None, parts: Sequence[Count]) -> int:
    """The whole without its parts; 0 where one of them is no exact number or nobody is left."""
    if whole is None or not parts or any(part.qualifier is not Qualifier.EXACT or part.best is None for part in parts):
        return 0
    return max(0, whole - sum(part.best or 0 for part in parts))


def _count(start: int, end: int, number: int, harm: Harm, population: Population) -> Count:
    return Count(
        start=start,
        end=end,
        low=number,
        best=number,
        high=number,
        qualifier=Qualifier.EXACT,
        harm=harm,
        population=population,
        numbered=False,
        rules=(FigureRule.REST_OF_TOTAL,),
    )
