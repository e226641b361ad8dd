"""The toll that one telling gives of an incident, and whether it speaks of violence at large."""

from __future__ import annotations

from sourcebook.claims.lexicon import words
from sourcebook.claims.tellings import Telling
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Composition, Harm


def toll(telling: Telling, harm: Harm) -> int | None:
    """The highest whole count of a harm that a telling gives."""
    counts = [
        figure.low if figure.low is not None else figure.high
        for spot in telling.figures
        if (figure := spot.mention.figure) is not None
        and figure.harm is harm
        and figure.composition is not Composition.PART
        and not figure.superseded
        and not vague(figure)
        and not (figure.best == 1 and single(figure))
    ]
    return max((n for n in counts if n is not None), default=None)


def vague(figure: Figure) -> bool:
    """Whether a count is only an order of size: "thousands"."""
    return not words("incidents", "sizes").isdisjoint(figure.words.quote.casefold().split())


def single(figure: Figure) -> bool:
    """Whether a count is one person spoken of without a number: "a man of 61", a name."""
    first = figure.words.quote.casefold().split()[0]
    return first != "one" and not first[:1].isdigit()


def broad(telling: Telling) -> bool:
    """Whether a telling speaks of violence at large or of several acts: "Violence leaves 31 dead"."""
    sentence = telling.sentence
    large = words("incidents", "broad_acts")
    if any(sentence.lemma(i) in large for i in range(len(sentence.tokens))):
        return True
    return any(sentence.tokens[act.head].tag == "NNS" for act in telling.acts)


def counts_acts(telling: Telling) -> bool:
    """Whether a telling counts its acts: "two suicide bombings that killed 33"."""
    sentence = telling.sentence
    heads = [act.head for act in telling.acts if sentence.tokens[act.head].tag == "NNS"]
    return any(sentence.tokens[k].dep == "nummod" for head in heads for k in sentence.children[head])
