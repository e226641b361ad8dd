"""The conformance suite of extractors: what every reader of claims must keep, whoever brings it.

Call ``check_extractor`` with a function that makes the extractor; it raises ``AssertionError`` where a promise breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from sourcebook import mentions, resolve, segment
from sourcebook.claims.extractors import Extractor
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import BlockKind

TEXTS = (
    "",
    "The council met on Monday and agreed on a budget for roads and schools.",
    "Gunmen killed nine farmers near Kaduna on 3 May 2021, police said. The attackers used machetes and rifles.",
    "A car bomb exploded outside the police headquarters in Jos on 5 May 2021, wounding four officers. The National "
    "Front claimed responsibility. In another attack, rebels kidnapped two nurses at a clinic in Yola.",
    "GUERRILLAS OF THE PEOPLE'S ARMY ATTACKED THE TOWN HALL OF SAN PEDRO LAST NIGHT AND KILLED THE MAYOR, THE RADIO "
    "REPORTED. THE ARMY DENIED THAT ITS TROOPS WERE INVOLVED.",
    "Ünïcödé names: Žarko Đorđević was shot dead in Kraków — «na ulici» — on 1 June 2020. 💥 The blast hurt José Núñe.",
)


def check_extractor(made: Callable[[], Extractor]) -> None:
    """Hold an extractor to all promises, on every text."""
    one, other = made(), made()
    for reading in readings():
        found = one.read(reading)
        held(found == other.read(reading), f"two extractors read {reading.document_id} differently")
        held(found == one.read(reading), f"the second reading of {reading.document_id} differs from the first")
        check_untouched(reading, found)
        check_claims(found)


def held(promise: bool, broken: str) -> None:
    """Raise an AssertionError that says what broke, also where Python runs without assertions."""
    if not promise:
        raise AssertionError(broken)


def check_untouched(before: Reading, after: Reading) -> None:
    """Nothing but claims and problems is changed."""
    given = replace(after, claims=before.claims, problems=before.problems)
    held(given == before, f"{before.document_id}: an extractor fills claims and problems, and changes nothing else")
    held(after.problems[: len(before.problems)] == before.problems, f"{before.document_id}: a problem was taken away")


def check_claims(reading: Reading) -> None:
    """Ids are unique, positions run on, every quote stands where it is said to stand."""
    name, text = reading.document_id, reading.document.text
    held(bool(text.strip()) or not reading.claims, f"{name} has no text, and claims were read in it")
    ids = [claim.claim_id for claim in reading.claims]
    held(len(ids) == len(set(ids)), f"{name}: two claims have one id")
    held([c.position for c in reading.claims] == list(range(len(ids))), f"{name}: positions do not run from 0")
    for claim in reading.claims:
        held(claim.document_id == name, f"{claim.claim_id} is of another document")
        held("@" in claim.generated_by, f"{claim.claim_id} does not say who read it as name@version")
        for words in words_of(claim):
            held(text[words.start : words.end] == words.quote, f"{claim.claim_id} quotes {words.quote!r} wrongly")


def words_of(claim: Claim) -> Iterator[Words]:
    """All words that a claim rests on."""
    yield claim.words
    yield from claim.also
    yield from (words for words in (claim.time_words, claim.place_words) if words is not None)
    yield from (party.words for party in claim.parties if party.words is not None)
    yield from (weapon.words for weapon in claim.weapons)
    yield from (figure.words for figure in claim.figures)


@cache
def readings() -> tuple[Reading, ...]:
    """The texts, read up to the names that they mention."""
    rooms = (segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver())
    found = []
    for text in TEXTS:
        reading = bare(text)
        for room in rooms:
            reading = room(reading)
        found.append(reading)
    return tuple(found)


def bare(text: str) -> Reading:
    """A text of one paragraph of which nothing has been read."""
    document = Document(
        document_id=content_id("document", text),
        path="report.txt",
        sha256="",
        original="",
        text=text,
        blocks=(Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),) if text else (),
        published_on=date(2021, 5, 7),
    )
    return Reading(document_id=document.document_id, document=document)
