"""Names that are somebody's in one document and a town's in the next."""

from __future__ import annotations

import pytest

from sourcebook.records.text import Mention
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import MentionKind
from sourcebook.resolve.surnames import is_surname

PEOPLE = frozenset({"jackson", "jordan", "sutton", "hayes"})


def mentioned(text: str, name: str) -> Mention:
    start = text.index(name)
    words = Words(start=start, end=start + len(name), quote=name)
    ids = {"mention_id": "m", "document_id": "d", "segment_id": "s"}
    return Mention(**ids, kind=MentionKind.PLACE, words=words, name=name, generated_by="test@1")


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Sutton was found beside the road.", "Sutton", True),
        ("Witnesses in Hayes' killing have left town.", "Hayes", True),
        ("Along with Jackson, 40, two guards were hit.", "Jackson", True),
        ("The grenade wounded Jordan.", "Jordan", True),
        ("Jackson's brother identified him.", "Jackson", True),
        ("Two were shot in Sutton.", "Sutton", False),
        ("The convoy left for Jackson, Mississippi.", "Jackson", False),
        ("Troops crossed from Jordan at dawn.", "Jordan", False),
        ("A bomb went off in downtown Jackson.", "Jackson", False),
        ("Jackson police found two bodies.", "Jackson", False),
        ("Shells fell in northern Jordan.", "Jordan", False),
        ("Amman was calm.", "Amman", False),
    ],
)
def test_a_name_is_the_persons_unless_its_words_speak_of_a_place(text: str, name: str, person: bool) -> None:
    assert is_surname(text, mentioned(text, name), PEOPLE) is person
