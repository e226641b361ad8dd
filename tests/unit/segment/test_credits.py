"""Credits of news agencies: whose report a paper prints."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.records.text import Document
from sourcebook.segment.credits import credits_in


def document(text: str, source: str | None = "Lake Herald") -> Document:
    day = date(2010, 7, 12)
    return Document(
        document_id="d", path="a.txt", sha256="", original="", text=text, blocks=(), source=source, published_on=day
    )


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("KAMPALA (AP) - Two bombs went off.", [("AP", "AP")]),
        ("KABUL, Jan 4 (Reuters) — Gunmen killed two guards.", [("Reuters", "Reuters")]),
        ("Gunmen killed two guards (AFP).", [("AFP", "AFP")]),
        ("Gunmen killed two guards. (AFP, AP)", [("AFP", "AFP")]),
        ("Gunmen killed two guards.\n\nWith inputs from Agence France-Presse", [("AFP", None)]),
        ("With agency inputs. Gunmen killed two guards.", [("agencies", "With agency inputs")]),
        (
            "Two guards died, our correspondent writes with reporting by Xinhua.",
            [("Xinhua", "with reporting by Xinhua")],
        ),
        ("Police in Guntur, Andhra Pradesh (AP), fired on a crowd.", []),
        ("A crowd gathered in Andhra Pradesh (AP).", []),
        ("The Reuters building was searched.", []),
        ("He met officers of the agency with reports of a raid.", []),
    ],
)
def test_credits_are_read(text: str, credited: list[tuple[str, str | None]]) -> None:
    found = credits_in(document(text))
    assert [one.outlet for one in found] == [outlet for outlet, _ in credited]
    for one, (_, quote) in zip(found, credited, strict=True):
        assert one.words.quote == text[one.words.start : one.words.end]
        assert quote is None or one.words.quote == quote
        assert one.published_on == date(2010, 7, 12)


def test_a_documents_own_agency_is_no_credit() -> None:
    assert credits_in(document("KAMPALA (AP) - Two bombs went off.", source="Associated Press")) == ()
