"""Those who act and those who suffer, where a sentence names them: groups, forces, persons, populations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sourcebook.mentions.company import by_company, by_definition
from sourcebook.mentions.named import Named, entities, trimmed, whole_entity
from sourcebook.mentions.opened import ahead_of, of_names, past_owner, states_by_arms, with_unit
from sourcebook.mentions.phrasebook import PhraseBook
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.told_persons import is_told_as_person
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import ActorKind, SegmentKind

_ACRONYM = re.compile(r"[A-Z]{2,6}(?:[-–][A-Z0-9]{1,4})?s?")
_NAMED = frozenset(("ORG", "PERSON"))
_GENERIC_WITH_ARMS = frozenset(("man", "individual", "person"))


def actors_in(sentence: Sentence, places: frozenset[int] = frozenset()) -> list[Named]:
    """The actors that a sentence names, left to right; where readings overlap the best-founded one stays.

    ``places`` are words whose own words show a place ("Achin district"): the parser's tag does not outweigh them.
    """
    sure = [*_known(sentence), *_by_shape(sentence), *of_names(sentence), *_states(sentence)]
    less_sure = [*_by_entity(sentence), *_by_office(sentence), *_common(sentence), *_forces(sentence)]
    less_sure += [*by_company(sentence), *by_definition(sentence), *states_by_arms(sentence)]
    free = (one for one in less_sure if places.isdisjoint(range(one.start, one.end)))
    return without_overlap([*sure, *free])


def without_overlap(candidates: Iterable[Named]) -> list[Named]:
    """Of names that share words the one of the smallest rank, then the longest, then the first."""
    kept: list[Named] = []
    used: set[int] = set()
    for one in sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start)):
        if used.isdisjoint(range(one.start, one.end)):
            used.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda c: c.start)


@cache
def _names() -> PhraseBook[str]:
    return PhraseBook(groups("actors", "names").items())


@cache
def _nouns() -> PhraseBook[str]:
    return PhraseBook(groups("actors", "nouns").items())


def _known(sentence: Sentence) -> Iterator[Named]:
    """Names of public record, with what makes them another group: "Pakistani Taliban", "ISIS–K"."""
    for start, end, kinds in _names().matches(sentence):
        if not sentence.tokens[start].text[:1].isupper() and not _holds_capital(sentence, start, end):
            continue
        if start and sentence.lower[start - 1] in _openings() and sentence.tokens[start - 1].text[:1].isupper():
            continue  # "Jabhat Fatah al-Sham" is not Fatah: its opening tells the whole name
        first = start - ahead_of(sentence, start, end)
        if first == start and start and (_is_demonym(sentence, start - 1) or _sets_apart(sentence, start - 1)):
            first = start - 1
        yield Named(start=first, end=with_unit(sentence, _with_branch(sentence, end)), kind=ActorKind(kinds[0]), rank=0)
    for start, end, _ in _one_of_many().matches(sentence):
        if sentence.tokens[end - 1].text[:1].isupper() and _is_people(sentence, end):
            yield Named(start=start, end=end, kind=ActorKind.ARMED_GROUP, rank=0)


@cache
def _one_of_many() -> PhraseBook[str]:
    return PhraseBook((name, "") for name in word_set("actors", "one_of_many", "words"))


def _is_people(sentence: Sentence, at: int) -> bool:
    """Whether a word stands for people of a group before it: "Tamil Tiger | rebels", "Contra | leader"."""
    if at >= len(sentence) or not sentence.tokens[at].text.islower():
        return False
    offices, nouns = word_set("actors", "offices", "words"), groups("actors", "nouns")
    return any(form in offices or form in nouns for form in sentence.forms(at))


def _holds_capital(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name with a small first letter ("al-Qaeda") is still written as a name."""
    return any(character.isupper() for token in sentence.tokens[start:end] for character in token.text)


def _sets_apart(sentence: Sentence, at: int) -> bool:
    """Whether a word before a name makes it another group: "Real IRA", "New People's Front"."""
    return sentence.lower[at] in word_set("actors", "apart", "words") and sentence.tokens[at].text[:1].isupper()


def _is_demonym(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.entity.endswith("NORP") and token.text[:1].isupper() and token.dep in ("amod", "compound", "nmod")


def _with_branch(sentence: Sentence, end: int) -> int:
    """The end of a name with the branch that a dash adds: "ISIS–K", "TTP-Karachi"."""
    if end + 1 >= len(sentence) or sentence.lower[end] not in ("-", "–", "—"):
        return end
    glued = sentence.tokens[end].start == sentence.tokens[end - 1].end
    glued = glued and sentence.tokens[end + 1].start == sentence.tokens[end].end
    return end + 2 if glued and sentence.tokens[end + 1].text[:1].isupper() else end


def _with_aim(sentence: Sentence, end: int) -> int:
    """The end of a name with what the group is for: "Front | for the Liberation of Palestine"."""
    at, last = end + 1, end
    if end >= len(sentence) or sentence.lower[end] != "for":
        return end
    while at < len(sentence) and at - last <= 2:
        token = sentence.tokens[at]
        if token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ") and not token.entity.endswith("DATE"):
            last = at + 1
        elif sentence.lower[at] not in ("the", "of", "and", "in"):
            break
        at += 1
    return last if last > end else end


def _by_shape(sentence: Sentence) -> Iterator[Named]:
    """Names that show what they are by an opening, a last word or capitals: "X Liberation Front", "Jaish-e-X"."""
    for start, end in sentence.proper_runs:
        first, last = trimmed(sentence, start, end)
        if first >= last:
            continue
        kind = _kind_by_shape(sentence, first, last)
        if kind is None and _is_led(sentence, first, last):
            kind, last = ActorKind.ARMED_GROUP, last + 1
        if kind:
            first, last = past_owner(sentence, *whole_entity(sentence, first, last))
            yield Named(start=first, end=_with_aim(sentence, _with_branch(sentence, last)), kind=kind, rank=1)
    for at, token in enumerate(sentence.tokens):
        if _ACRONYM.fullmatch(token.text) and _is_acronym(sentence, at):
            known = _known_acronym(token.text) or _kind_of_expansion(sentence, at)
            kind = known or _kind_by_people(sentence, at + 1) or ActorKind.UNKNOWN
            yield Named(start=at, end=_with_branch(sentence, at + 1), kind=kind, rank=1)


def _is_led(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a titled leader's name is a group's: "the Mullah Rasool group"."""
    article = start and sentence.lower[start - 1] == "the"
    return (
        bool(article)
        and sentence.lower[start] in word_set("actors", "clerics", "words")
        and _is_grouping(sentence, end)
    )


def _kind_by_shape(sentence: Sentence, start: int, end: int) -> ActorKind | None:
    lower = sentence.lower[start:end]
    if any(lower[0] == opening or lower[0].startswith(opening + "-") for opening in _openings()):
        return ActorKind.ARMED_GROUP
    if end - start < 2:
        return None
    kind = groups("actors", "heads").get(lower[-1])
    if kind is None:
        return None
    if kind != "organisation" and lower[-2] in word_set("actors", "state_marks", "words"):
        return ActorKind.STATE_FORCE
    marked = any(word in word_set("actors", "armed_marks", "words") for word in lower[:-1])
    armed = marked and lower[-1] in word_set("actors", "armed_marks", "heads")
    return ActorKind.ARMED_GROUP if armed else ActorKind(kind)


def _openings() -> frozenset[str]:
    return word_set("actors", "openings", "words")


def _is_acronym(sentence: Sentence, at: int) -> bool:
    """Whether capitals stand where an actor stands, not for a place, a unit or an hour."""
    token = sentence.tokens[at]
    opens_dateline = at == 0 and sentence.segment.kind is SegmentKind.DATELINE
    if opens_dateline or sentence.lower[at] in word_set("actors", "not_names", "words"):
        return False
    if token.entity[2:] in ("GPE", "LOC", "FAC", "DATE"):
        return False
    known = token.text in groups("actors", "acronyms") and _in_small_letters(sentence)
    return known or token.pos in ("PROPN", "NOUN") or token.entity[2:] in _NAMED


def _in_small_letters(sentence: Sentence) -> bool:
    """Whether a sentence is not printed in capitals, so that "IS" is no verb there."""
    letters = [letter for token in sentence.tokens for letter in token.text if letter.isalpha()]
    return sum(letter.islower() for letter in letters) > len(letters) // 2


def _kind_by_people(sentence: Sentence, at: int) -> ActorKind | None:
    """An armed group, where the word behind an acronym is for its people in arms: "GVF fighters"."""
    if at >= len(sentence) or sentence.tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    kinds = {groups("actors", "nouns").get(form) for form in sentence.forms(at)}
    return ActorKind.ARMED_GROUP if ActorKind.ARMED_GROUP in kinds else None


def _known_acronym(text: str) -> ActorKind | None:
    """The kind of an acronym that is a common word in small letters ("IS")."""
    kind = groups("actors", "acronyms").get(text)
    return ActorKind(kind) if kind else None


def _kind_of_expansion(sentence: Sentence, at: int) -> ActorKind | None:
    """The kind of the name that brackets shorten: "National Liberation Army (ELN)"."""
    if at < 3 or sentence.lower[at - 1] != "(":
        return None
    start = at - 2
    while start > 0 and sentence.tokens[start - 1].text[:1].isupper() and sentence.tokens[start - 1].pos == "PROPN":
        start -= 1
    return _kind_by_shape(sentence, start, at - 1)


def _by_entity(sentence: Sentence) -> Iterator[Named]:
    """Persons and organisations as the parser tagged them, titles cut off."""
    for start, end, label in entities(sentence, _NAMED):
        if label == "PERSON":
            start, end = _whole_name(sentence, start, end)
        opening, last = trimmed(sentence, start, end)
        first = _past_titles(sentence, opening, last)
        if first >= last or not _is_written_as_name(sentence, first, last):
            continue
        shape = _kind_by_shape(sentence, first, last) if sentence.lower[first] in _openings() else None
        if first and sentence.lower[first - 1] in word_set("actors", "groupings", "words"):
            yield Named(start=first, end=last, kind=ActorKind.ARMED_GROUP, rank=2)
        elif shape or (label == "PERSON" and _is_grouping(sentence, last)):
            end = last + 1 if shape is None else last
            yield Named(start=first, end=end, kind=shape or ActorKind.ARMED_GROUP, rank=2)
        elif (
            label == "PERSON"
            or _is_kin(sentence, first)
            or _holds_office(sentence, first, last)
            or is_told_as_person(sentence, first, last)
            or (first > opening and last - first <= 2)
        ):
            yield Named(start=first, end=last, kind=ActorKind.PERSON, rank=2)
        else:
            yield Named(start=opening, end=last, kind=_kind_of_organisation(sentence, opening, last), rank=2)


def _by_office(sentence: Sentence) -> Iterator[Named]:
    """Persons whom the parser tagged as nothing, by the office beside their name or by what is said of them."""
    for start, end in sentence.proper_runs:
        first, last = trimmed(sentence, start, end)
        first = _past_titles(sentence, first, last)
        untagged = first < last and not any(token.entity[2:] for token in sentence.tokens[first:last])
        if not untagged or last - first < 2:
            continue
        if _holds_office(sentence, first, last) or is_told_as_person(sentence, first, last):
            yield Named(start=first, end=last, kind=ActorKind.PERSON, rank=3)


def _holds_office(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name of several words is set beside an office: "X Y, head of", "the leader, X Y"."""
    offices = word_set("actors", "offices", "words")
    if end - start < 2 or sentence.lower[end - 1] in groups("actors", "heads"):
        return False
    head = next((at for at in range(start, end) if not start <= sentence.tokens[at].head < end), end - 1)
    beside = [child for child in sentence.children[head] if sentence.tokens[child].dep == "appos"]
    if sentence.tokens[head].dep == "appos":
        beside.append(sentence.tokens[head].head)
    return any(sentence.lemma(at) in offices and sentence.tokens[at].pos == "NOUN" for at in beside)


def _is_kin(sentence: Sentence, start: int) -> bool:
    """Whether a name is somebody's relative's: "his brother, Khalid"."""
    before = start - 1 if start and sentence.lower[start - 1] != "," else start - 2
    return before >= 0 and sentence.lower[before] in word_set("actors", "kin", "words")


def _whole_name(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The name with the proper nouns beside it that the parser left out ("Jaime Pardo | Leal")."""
    while end < len(sentence) and _may_belong(sentence, end):
        end += 1
    while start and _may_belong(sentence, start - 1) and sentence.tokens[start - 1].dep == "compound":
        start -= 1
    return start, end


def _may_belong(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    plain = token.pos == "PROPN" and token.text.istitle() and token.entity[2:] in ("", "PERSON")
    word = sentence.lower[at]
    return plain and word not in word_set("quantities", "ends", "words") and word not in groups("actors", "nouns")


def _is_grouping(sentence: Sentence, at: int) -> bool:
    """Whether a leader's name is a group's: "the Omar Ghazi group"."""
    return at < len(sentence) and sentence.lower[at] in word_set("actors", "groupings", "words")


def _kind_of_organisation(sentence: Sentence, start: int, end: int) -> ActorKind:
    """By the last word of the name or before its "of", or by the known short form in brackets behind it."""
    if end + 1 < len(sentence) and sentence.lower[end] in ("(", "["):
        short = groups("actors", "names").get(sentence.lower[end + 1])
        if short:
            return ActorKind(short)
    heads = groups("actors", "heads")
    last = next((at for at in range(start + 1, end) if sentence.lower[at] in ("of", "for")), end)
    marked = any(word in word_set("actors", "armed_marks", "words") for word in sentence.lower[start:last])
    if last < end and marked and sentence.lower[last - 1] in word_set("actors", "armed_marks", "heads"):
        return ActorKind.ARMED_GROUP
    return ActorKind(heads.get(sentence.lower[end - 1]) or heads.get(sentence.lower[last - 1], "organisation"))


def _is_written_as_name(sentence: Sentence, start: int, end: int) -> bool:
    if sentence.lower[end - 1] in word_set("actors", "not_names", "words"):
        return False
    return any(t.pos in ("PROPN", "NOUN") and t.text[:1].isupper() for t in sentence.tokens[start:end])


def _past_titles(sentence: Sentence, start: int, end: int) -> int:
    at = start
    while at < end - 1:
        word = sentence.lower[at].rstrip(".")
        if word in word_set("actors", "titles", "words"):
            start = at + 1
        elif word not in word_set("actors", "title_leads", "words"):
            break
        at += 1
    return start


def _states(sentence: Sentence) -> Iterator[Named]:
    """Countries that act: the subject of shelling is an actor, not a place."""
    for start, end, _ in entities(sentence, frozenset(("GPE",))):
        token = sentence.tokens[end - 1]
        if token.dep == "nsubj" and sentence.lemma(token.head) in word_set("actors", "state_acts", "words"):
            first, last = trimmed(sentence, start, end)
            if first < last:
                yield Named(start=first, end=last, kind=ActorKind.STATE_FORCE, rank=1)


def _common(sentence: Sentence) -> Iterator[Named]:
    """Common nouns for people with the words before them: "unidentified gunmen", "Pakistani police"."""
    for start, end, kinds in _nouns().matches(sentence):
        head = end - 1
        is_bloc = sentence.lower[head] == "coalition"
        if not (_is_noun_head(sentence, head) or is_bloc):
            continue
        first = _past_leader(sentence, _left_edge(sentence, start)) if is_bloc else _left_edge(sentence, start)
        kind = ActorKind(kinds[0])
        if kind is ActorKind.POPULATION:
            kind = _population_or_person(sentence, first, head)
        yield Named(start=first, end=end, kind=kind, rank=3)


def _forces(sentence: Sentence) -> Iterator[Named]:
    """Forces of a people or of one who leads them: "Iraqi forces", "UK ground forces", "forces loyal to X"."""
    for at, token in enumerate(sentence.tokens):
        if sentence.lower[at] not in ("forces", "troops", "militias") or not _is_noun_head(sentence, at):
            continue
        first = _left_edge(sentence, at)
        if first < at and sentence.tokens[first].entity[2:] in ("NORP", "GPE") and token.text.islower():
            yield Named(start=first, end=at + 1, kind=ActorKind.UNKNOWN, rank=3)


def _is_noun_head(sentence: Sentence, head: int) -> bool:
    """Whether a noun stands for itself, not inside a longer phrase ("police station", "President Cerezo")."""
    token = sentence.tokens[head]
    if token.pos not in ("NOUN", "PROPN") and not (token.pos == "ADJ" and token.tag.startswith("NN")):
        return False
    return not (token.dep in ("compound", "nmod") and token.head > head)


def _left_edge(sentence: Sentence, start: int) -> int:
    at = start
    while at > max(0, start - 5):
        token = sentence.tokens[at - 1]
        inside = token.pos in ("ADJ", "PROPN", "NOUN") and token.dep in ("amod", "compound", "nmod")
        joined = token.text == "-" and sentence.tokens[at - 2].pos in ("ADJ", "NOUN", "PROPN", "ADV", "ADP")
        if not (inside or joined):
            break
        at -= 1
    while at < start and sentence.lower[at] in word_set("actors", "nouns_without", "words"):
        at += 1
    return at


def _past_leader(sentence: Sentence, at: int) -> int:
    """Where a coalition's name begins with who leads it: "the Saudi-led coalition"."""
    led = at > 2 and sentence.lower[at - 1] == "led" and sentence.lower[at - 2] in ("-", "–")
    return at - 3 if led else at


def _population_or_person(sentence: Sentence, start: int, head: int) -> ActorKind:
    """One person for a singular noun; armed or unidentified men are nobody's population."""
    if sentence.lemma(head) in _GENERIC_WITH_ARMS:
        armed = {"armed", "masked", "unidentified", "unknown", "hooded", "uniformed"}
        if not armed.isdisjoint(sentence.lower[start:head]):
            return ActorKind.UNKNOWN
    gathers = sentence.lemma(head) in ("family", "crowd", "people", "congregation", "youth")
    return ActorKind.PERSON if sentence.tokens[head].tag in ("NN", "NNP") and not gathers else ActorKind.POPULATION
