"""What sets a whole report apart, and which of its claims its story is told by.

The sentences about an incident name its day and place; who was hit, how old they were and on which street stands
further on, in sentences that tell of no act. So the claim that a report mainly tells carries the report's most telling
words: two such reports that share many of them tell one story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import TYPE_CHECKING

from sourcebook.reconcile.blocking import joins_events
from sourcebook.reconcile.signs import rarity
from sourcebook.reconcile.wording import folded, word_list
from sourcebook.records.claims import Claim
from sourcebook.records.links import Story
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import BlockKind, EventType, Realis

if TYPE_CHECKING:
    from sourcebook.reconcile.features import Features

MOST_WORDS = 60
"""Telling words that are kept of a report; more say no more."""
FEWEST_WORDS = 20
"""A report with fewer says no more than the sentence that its claim rests on."""
READ_SO_FAR = 12_000
"""Characters of a report that are looked at: a book's later chapters are other stories."""
KEYS = 6
"""Telling words under which reports meet."""
STORY = "story|"
"""Begins the blocks of those words."""
MOST_MEETING = 100
"""A word that stands first in more reports of a book tells what the book is about, and sets none of them apart."""
ONE = 0.25
"""From here on two reports tell one story: of pairs printed within a month, hardly one in fifty does not."""
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = {2: 35, 3: 50}
"""How much a number of so many digits says, an age or that of a house; longer ones as much as the longest."""

ROW = "row-of-"
"""A dataset's rows tell no story: what they share is the wording of the dataset."""


def story_of(document: Document) -> Story | None:
    """What sets a report apart, by its title and its text without the lines that the site puts on every page."""
    read = (block for block in document.blocks if block.kind is not BlockKind.BOILERPLATE)
    read_so_far = "\n".join(document.text[block.start : block.end] for block in read)[:READ_SO_FAR]
    title = " ".join((document.title or "").split())
    top = read_so_far.partition("\n")[0]
    headed = title in read_so_far or (top.count(" ") > 1 and top in title)
    return story_in(read_so_far if headed else f"{title}. {read_so_far}")


def story_in(text: str) -> Story | None:
    """The most telling words of a text, each with how often it stands there; none of a text of a line or two."""
    counts = Counter(word for word in folded(text).split() if telling(word))
    best = sorted(counts, key=lambda word: (-weight(word, counts[word]), word))[:MOST_WORDS]
    if len(best) < FEWEST_WORDS:
        return None
    return Story(words=tuple(best), counts=tuple(counts[word] for word in best))


def telling(word: str) -> bool:
    """Whether a folded word can set a report apart: no stop word, no year, no single figure.

    >>> [word for word in "the 4 mourners of 1985 walked 5700 south kedzie".split() if telling(word)]
    ['mourners', 'walked', '5700', 'south', 'kedzie']
    """
    if word.isdigit():
        return 1 < len(word) < 6 and not YEAR.fullmatch(word)
    return len(word) > 2 and word not in word_list("stop")


def weight(word: str, count: int) -> float:
    """How much a word says of a report that uses it so often."""
    rare = NUMBER[min(3, len(word))] if word.isdigit() else rarity()[word]
    return rare * rare * (1.0 + log(count))


def weights_of(story: Story) -> Mapping[str, float]:
    """The words of a story with what each says, so that the squares sum to one."""
    given = {word: weight(word, count) for word, count in zip(story.words, story.counts, strict=True)}
    length = sqrt(sum(each * each for each in given.values())) or 1.0
    return {word: each / length for word, each in given.items()}


def told_alike(left: Mapping[str, float], right: Mapping[str, float], place: frozenset[str]) -> float:
    """How much two stories have in common beside the name of a place, 0 to 1 (the cosine of their words)."""
    return sum(left[word] * right[word] for word in (left.keys() & right.keys()) - place)


def one_story(left: Features, right: Features) -> bool:
    """Whether two reports are so alike as wholes that a day or a place read otherwise was misread.

    Reports of two attacks by one group recall each other; so a toll, an age or the number of a house has to agree.
    """
    counted = ((left.killed, right.killed), (left.injured, right.injured))
    if any(one is not None and other is not None and one != other for one, other in counted):
        return False
    agrees = any(one is not None and one == other for one, other in counted)
    agrees = agrees or bool(left.ages & right.ages or left.addresses & right.addresses)
    return agrees and shared_story(left, right) >= ONE


def shared_story(left: Features, right: Features) -> float:
    """How much the reports have in common of which two claims are the main ones; nothing for other claims."""
    if left.story is None or right.story is None or left.document_id == right.document_id:
        return 0.0
    return told_alike(left.story_weights, right.story_weights, left.place_words & right.place_words)


def main_claim(claims: Iterable[Claim]) -> str | None:
    """The claim by which a report tells its story: an act rather than an arrest, of the most sentences, the first."""
    told = [claim for claim in claims if joins_events(claim) and not claim.generated_by.startswith(ROW)]
    return max(told, key=mainness).claim_id if told else None


def mainness(claim: Claim) -> tuple[object, ...]:
    """How much speaks for a claim as the one that its report mainly tells."""
    happened = claim.realis is not Realis.BACKGROUND and claim.realis is not Realis.DENIED
    return (happened, claim.type != EventType.ARREST, 1 + len(claim.also), len(claim.figures), -claim.words.start)


def story_keys(story: Story | None) -> Sequence[str]:
    """The blocks in which reports with the same telling words meet."""
    return [f"{STORY}{word}" for word in story.words[:KEYS]] if story else []


def sets_apart(block: str, reports: int) -> bool:
    """Whether so many reports meet in a block: not under a word of which the whole book speaks.

    >>> sets_apart("story|kedzie", 12), sets_apart("story|frontline", 1_200), sets_apart("week|UA|2022w10", 1_200)
    (True, False, True)
    """
    return reports <= MOST_MEETING or not block.startswith(STORY)
