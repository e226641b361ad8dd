"""How the counts of one sentence stand to each other: parts of a total, and sums of what "and" joins."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.mentions.counts import Count, only_joins, phrases_after
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, lexicon, word_set
from sourcebook.records.vocabulary import Composition, FigureRule, Harm, Population, Qualifier

_BE = frozenset(("is", "are", "was", "were"))


def with_parts(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """The counts with parts marked, and totals that include the perpetrators flagged."""
    marked: list[Count] = []
    for count in counts:
        total = next((c for c in reversed(marked) if c.harm is count.harm and c.composition is Composition.TOTAL), None)
        if _opens_whole(sentence, marked, count):
            marked = [c.as_part(FigureRule.SHARE_OF_TOLL) if _is_share(c, count) else c for c in marked]
            marked.append(count)
        elif total is None and sentence.lower[count.end - 1] in ("them", "whom", "those", "these"):
            marked.append(count)
        elif total is not None and _within_total(sentence, total, count):
            marked.append(replace(count.as_part(FigureRule.WITHIN_TOTAL), superseded=total.superseded))
        else:
            marked.append(_as_old_as(sentence, marked, count))
    return [_with_perpetrators(sentence, count) for count in marked]


def _opens_whole(sentence: Sentence, marked: list[Count], count: Count) -> bool:
    """ "Two Britons were among the 21 dead": the later count is the whole, those before it are a share."""
    before = sentence.lower[max(0, count.start - 2) : count.start]
    among = before == ["among", "the"] or before[-1:] == ["among"] or _is_brought(sentence, count)
    return among and any(c.harm is count.harm and (c.low or 0) <= (count.low or 0) for c in marked)


def _is_brought(sentence: Sentence, count: Count) -> bool:
    """ "Four more died, bringing the toll to 23": a toll that those counted before it have raised."""
    if FigureRule.TOLL not in count.rules:
        return False
    verbs = word_set("harms", "brought", "verbs")
    return any(sentence.lemma(at) in verbs for at in range(max(0, count.cue - 6), count.cue))


def _is_share(earlier: Count, whole: Count) -> bool:
    return earlier.harm is whole.harm and earlier.composition is Composition.TOTAL and not earlier.superseded


def _as_old_as(sentence: Sentence, marked: list[Count], count: Count) -> Count:
    """A count joined to one that is replaced is replaced too ("first a count of 24 dead and 28 wounded")."""
    before = marked[-1] if marked else None
    joined = before is not None and before.superseded and only_joins(sentence, before.end, count.start)
    return replace(count, superseded=True) if joined else count


def _within_total(sentence: Sentence, total: Count, count: Count) -> bool:
    """Whether a count is part of an earlier total: "over 170 people, including 28 X and 13 Y"."""
    lower, between = sentence.lower, sentence.lower[total.end : count.start]
    if lower[count.end - 1] in ("them", "whom"):
        return True
    if any(word in word_set("harms", "parts", "before") for word in between):
        return not any(word in (";", "while") for word in between)
    if total.start > 1 and lower[total.start - 1] == "the" and _opens_share(sentence, total, between):
        return True
    behind = " ".join(lower[count.end : count.end + 6])
    return any(behind.startswith(phrase) or f" {phrase}" in behind.split(",")[0] for phrase in phrases_after())


def _opens_share(sentence: Sentence, total: Count, between: list[str]) -> bool:
    """ "Of the 21 killed, nine ...", "among the 15 dead were four ..."."""
    before = sentence.lower[total.start - 2]
    return (before == "of" and "," in between[:2]) or (before == "among" and bool(_BE & set(between)))


def _with_perpetrators(sentence: Sentence, count: Count) -> Count:
    """A total behind which "including the attacker" stands counts the perpetrators too."""
    behind = sentence.lower[count.end : count.end + 9]
    if count.harm not in (Harm.KILLED, Harm.INJURED) or count.population is Population.PERPETRATORS:
        return count
    if _is_beside_self(sentence, count):
        return replace(count, includes_perpetrators=False)
    running = f" {' '.join(behind)} "
    for phrase in lexicon("harms")["without"]["phrases"]:
        at = running.find(f" {phrase} ")
        if at >= 0 and _names_perpetrators(sentence, count.end + running[: at + 1].count(" ")):
            return replace(count, includes_perpetrators=False)
    for word in ("including", "among", "counting", "include", "includes", "included"):
        if word in behind and _names_perpetrators(sentence, count.end + behind.index(word)):
            return replace(count, includes_perpetrators=True)
    return count


def _is_beside_self(sentence: Sentence, count: Count) -> bool:
    """ "Killed himself and five others": the five are not the attacker."""
    before = sentence.lower[max(0, count.start - 2) : count.start]
    return before in (["himself", "and"], ["herself", "and"], ["themselves", "and"], ["himself", ","], ["herself", ","])


def _names_perpetrators(sentence: Sentence, start: int) -> bool:
    """Whether one of the next words names those who did it."""
    near = range(start, min(len(sentence), start + 6))
    populations = groups("people", "populations")
    return any(populations.get(form) == "perpetrators" for at in near for form in sentence.forms(at))


def with_sums(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """The counts with each chain of addends marked as parts, and its sum behind them unless a total states it."""
    made = list(counts)
    for harm in dict.fromkeys(count.harm for count in counts):
        for chain in _chains(sentence, [count for count in counts if count.harm is harm]):
            named = _names_the_counted(sentence, chain)
            stated = named or any(c.low == _added(chain, "low") and c.harm is harm and c not in chain for c in counts)
            parts = chain[1:] if named else chain
            rule = FigureRule.NAMES_OF_COUNTED if named else FigureRule.WITHIN_TOTAL if stated else FigureRule.ADDEND
            made = [c.as_part(rule) if c in parts else c for c in made]
            if not stated:
                made.append(_sum(chain))
    return made


def with_identity(counts: list[Count]) -> list[Count]:
    """The counts with the identity of each tree checked: total = parts + rest.

    Parts that are too many for their total overlap ("9 women and 12 children" of 15): then nothing is said of it.
    """
    return [_checked(counts, at) for at in range(len(counts))]


def _checked(counts: list[Count], at: int) -> Count:
    total = counts[at]
    if total.composition is not Composition.TOTAL or total.best is None:
        return total
    parts = [c.best for c in counts[at + 1 :] if c.harm is total.harm and FigureRule.WITHIN_TOTAL in c.rules and c.best]
    if not parts or sum(parts) > total.best:
        return total
    full = sum(parts) == total.best
    rule = FigureRule.PARTS_FILL_TOTAL if full else FigureRule.PARTS_LEAVE_REST
    return replace(total, rules=(*total.rules, rule))


def _chains(sentence: Sentence, counts: list[Count]) -> list[list[Count]]:
    """Neighbours under one verb that a comma or "and" joins, two or more."""
    chains: list[list[Count]] = [[]]
    for count in counts:
        if chains[-1] and not _adds(sentence, chains[-1][-1], count):
            chains.append([])
        if _addable(count):
            chains[-1].append(count)
    return [chain for chain in chains if len(chain) > 1]


def _names_the_counted(sentence: Sentence, chain: list[Count]) -> bool:
    """ "Killed two men, Juan Paz and Luis Rey", "two of those men, Ann and Bo": the names add nobody."""
    first, names = chain[0], chain[1:]
    if not first.numbered or any(name.numbered for name in names) or first.low != sum(name.low or 0 for name in names):
        return False
    proper = all(sentence.tokens[name.end - 1].pos == "PROPN" for name in names)
    return proper and "," in sentence.lower[first.end : first.end + 2]


def _addable(count: Count) -> bool:
    return (
        count.composition is Composition.TOTAL
        and not count.superseded
        and count.population is not Population.PERPETRATORS
        and count.harm is not Harm.STRENGTH
    )


def _adds(sentence: Sentence, left: Count, right: Count) -> bool:
    """Whether "and" or a comma joins two counts into one toll."""
    return _addable(left) and _addable(right) and left.cue == right.cue and only_joins(sentence, left.end, right.start)


def _sum(chain: list[Count]) -> Count:
    """What the parts add up to, as firmly as the least firm of them."""
    qualifiers = {count.qualifier for count in chain}
    qualifier = Qualifier.EXACT if qualifiers == {Qualifier.EXACT} else Qualifier.AT_LEAST
    if qualifiers - {Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        qualifier = Qualifier.ABOUT
    populations = {count.population for count in chain}
    return replace(
        chain[0],
        end=chain[-1].end,
        low=_added(chain, "low"),
        best=_added(chain, "best"),
        high=_added(chain, "high"),
        qualifier=qualifier,
        population=chain[0].population if len(populations) == 1 else Population.PEOPLE,
        composition=Composition.SUM,
        rules=(FigureRule.ADDED_UP, *chain[0].rules[1:2]),
    )


def _added(chain: list[Count], bound: str) -> int | None:
    """The sum of one bound, unknown if any part's is."""
    known = [getattr(count, bound) for count in chain]
    return None if None in known else sum(known)
