"""Ten thousand identical documents: one group, at a cost that grows with their number and not with their pairs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.records.vocabulary import CopyKind
from sourcebook.testing.copied import Repeated, copies_among, repeated_news
from sourcebook.testing.small import small_pipeline


def test_ten_thousand_identical_documents_are_one_group_and_cost_as_many_pairs() -> None:
    said = next(repeated_news(1)).sentences[:2]
    documents = [Repeated(document_id=f"d-{at:05}", sentences=said) for at in range(10_000)]
    copies = list(copies_among(documents))
    assert Counter(copy.kind for copy in copies) == {CopyKind.COPY: 9_999}
    assert {copy.left for copy in copies} | {copy.right for copy in copies} == {one.document_id for one in documents}


def test_the_same_file_in_two_thousand_places_is_one_document(tmp_path: Path) -> None:
    folder = tmp_path / "mirror"
    folder.mkdir()
    text = "published 2016-08-09 by Dawn\nOn 2016-08-08 in Quetta, Jamaat killed 70 people.\n"
    for number in range(2_000):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    report = api.build([folder], tmp_path / "a.book", BuildOptions(workers=0, steps=small_pipeline))
    assert (report.documents, report.claims, report.events, report.failures) == (1, 1, 1, 0)
    assert api.verify(tmp_path / "a.book", BuildOptions(workers=0, steps=small_pipeline)).ok
