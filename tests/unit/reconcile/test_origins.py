"""Origins: many articles are not many witnesses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sourcebook.reconcile.origins import origins_of
from sourcebook.records.claims import Citation
from sourcebook.records.links import Repeat
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import CopyKind

Make = Callable[..., Any]


def cited(outlet: str, day: str) -> Citation:
    words = Words(start=0, end=len(outlet), quote=outlet)
    return Citation(outlet=outlet, published_on=date.fromisoformat(day), words=words)


def test_documents_of_their_own_are_origins_of_their_own(claim: Make, evidence: Make) -> None:
    assert len(origins_of([evidence(claim(name)) for name in "abc"]).origins) == 3


def test_copies_of_one_report_are_one_origin(claim: Make, evidence: Make) -> None:
    voices = origins_of([evidence(claim(name), origin_group="wire") for name in "abc"])
    assert len(voices.origins) == 1
    assert "3 documents count once: their documents are copies of one report" in voices.reasons


def test_a_mail_and_its_attachments_are_one_origin(claim: Make, evidence: Make) -> None:
    mail, first, second = claim("a"), claim("b"), claim("c")
    made = [evidence(mail)] + [evidence(each, came_with=mail.document_id) for each in (first, second)]
    voices = origins_of([*made, evidence(claim("d"))])
    assert [len(origin.claim_ids) for origin in voices.origins] == [3, 1]
    assert "3 documents count once: they came in one mail" in voices.reasons


def test_one_citation_in_two_documents_is_one_origin(claim: Make, evidence: Make) -> None:
    made = [evidence(claim(name, cited=cited("Dawn", "2017-12-12"))) for name in "ab"]
    assert [origin.name for origin in origins_of(made).origins] == ["Dawn"]


def test_an_article_and_a_report_that_cites_it_are_one_origin(claim: Make, evidence: Make) -> None:
    article = evidence(claim("a"), source="Dawn", published_on=date(2017, 12, 12))
    later = evidence(claim("b"), source="Dawn", published_on=date(2017, 12, 14))
    citing = evidence(claim("c", cited=cited("Dawn", "2017-12-12")))
    voices = origins_of([article, later, citing])
    assert [len(origin.claim_ids) for origin in voices.origins] == [2, 1]


def test_one_outlet_on_two_days_is_two_origins(claim: Make, evidence: Make) -> None:
    days = {"a": "2017-12-12", "b": "2017-12-13"}
    made = [evidence(claim(name, cited=cited("Dawn", day))) for name, day in days.items()]
    assert len(origins_of(made).origins) == 2


def test_two_citations_within_one_document_are_two_origins(claim: Make, evidence: Make) -> None:
    made = [
        evidence(claim("a", "one", cited=cited("Dawn", "2017-12-12"))),
        evidence(claim("b", "one", cited=cited("Tolo", "2017-12-13"))),
    ]
    assert len(origins_of(made).origins) == 2


def sharing(claim: Any, other_id: str, start: int, end: int) -> Repeat:
    return Repeat(document_id=claim.document_id, start=start, end=end, other_id=other_id, kind=CopyKind.EXCERPT)


def test_a_sentence_that_stands_in_both_documents_is_one_origin(claim: Make, evidence: Make) -> None:
    left, right = claim("a"), claim("b")
    made = [
        evidence(left, repeats=(sharing(left, right.document_id, 0, left.words.end),)),
        evidence(right, repeats=(sharing(right, left.document_id, 0, right.words.end),)),
    ]
    assert len(origins_of(made).origins) == 1


def test_a_shared_phrase_in_the_sentence_is_not_enough(claim: Make, evidence: Make) -> None:
    left, right = claim("a"), claim("b")
    made = [
        evidence(left, repeats=(sharing(left, right.document_id, 0, 8),)),
        evidence(right, repeats=(sharing(right, left.document_id, 0, 8),)),
    ]
    assert len(origins_of(made).origins) == 2


def test_one_named_person_quoted_for_one_figure_is_one_origin(claim: Make, evidence: Make, figure: Make) -> None:
    made = [
        evidence(claim(name, attributed_to="the health minister, Adela Hmoud", figures=(figure(324),))) for name in "ab"
    ]
    assert len(origins_of(made).origins) == 1


def test_an_office_quoted_twice_is_two_origins(claim: Make, evidence: Make, figure: Make) -> None:
    made = [evidence(claim(name, attributed_to="Police officials", figures=(figure(2),))) for name in "ab"]
    assert len(origins_of(made).origins) == 2


def test_one_agency_on_one_day_is_one_origin(claim: Make, evidence: Make) -> None:
    made = [evidence(claim(name), source=f"The {name} Herald (AFP)") for name in "ab"]
    assert [origin.name for origin in origins_of(made).origins] == ["AFP"]


def credited(outlet: str, day: str = "2012-05-03") -> Citation:
    return cited(outlet, day)


def test_a_credit_a_quotation_and_the_agencys_own_report_are_one_origin(claim: Make, evidence: Make) -> None:
    made = [
        evidence(claim("a", cited=credited("AP")), source="Lake Herald"),
        evidence(claim("b", attributed_to="AP"), source="Nile Times"),
        evidence(claim("c"), "2012-05-02", source="Associated Press"),
        evidence(claim("d"), source="Own Paper"),
    ]
    voices = origins_of(made)
    assert [(origin.name, len(origin.claim_ids)) for origin in voices.origins] == [("AP", 3), ("Own Paper", 1)]


def test_two_agencies_with_one_count_are_two_origins(claim: Make, evidence: Make, figure: Make) -> None:
    made = [evidence(claim(name, cited=credited(name), figures=(figure(9),))) for name in ("AFP", "Reuters")]
    assert len(origins_of(made).origins) == 2


def test_agency_inputs_without_a_name_follow_an_agency_with_the_same_count(
    claim: Make, evidence: Make, figure: Make
) -> None:
    wire = evidence(claim("a", figures=(figure(74),)), source="Reuters")
    other = evidence(claim("b", figures=(figure(80),)), source="Own Paper")
    for number, origins in ((74, 2), (80, 3), (91, 3)):
        inputs = evidence(claim("c", cited=credited("agencies"), figures=(figure(number),)), source="Coast Gazette")
        assert len(origins_of([wire, other, inputs]).origins) == origins


def test_a_paper_that_passes_on_another_is_of_its_origin(claim: Make, evidence: Make) -> None:
    article = evidence(claim("a"), source="Own Paper")
    near = evidence(claim("b", attributed_to="Own Paper"), "2012-05-04", source="Inland Gazette")
    late = evidence(claim("c", attributed_to="Own Paper"), "2012-06-04", source="Star")
    voices = origins_of([article, near, late])
    assert [(origin.name, len(origin.claim_ids)) for origin in voices.origins] == [("Own Paper", 2), ("Star", 1)]


def test_one_agency_weeks_apart_is_two_origins(claim: Make, evidence: Make) -> None:
    made = [
        evidence(claim("a"), "2012-05-03", source="The Herald (AFP)"),
        evidence(claim("b"), "2012-06-01", source="The Star (AFP)"),
    ]
    assert len(origins_of(made).origins) == 2
