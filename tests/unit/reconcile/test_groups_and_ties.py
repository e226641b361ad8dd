"""Where claims meet; ties and strengths told from their groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sourcebook.reconcile import Options, group_finder, passage_sharer, relation_teller, strength_teller
from sourcebook.reconcile.groups import keys_of
from sourcebook.records.links import Passage, RelationEvidence, StrengthEvidence
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document
from sourcebook.records.values import UNKNOWN_TIME
from sourcebook.records.vocabulary import ClaimKind, Harm, Realis, Role, Stance, TiePhase

Make = Callable[..., Any]


def keys(claim: Any, stage: str) -> set[str]:
    return {key for name, key in keys_of(claim) if name == stage}


@pytest.fixture
def tie(claim: Make, party: Make) -> Make:
    def make(claim_id: str, stance: Stance = Stance.STATED, **given: Any) -> Any:
        parties = (party("Son", stance, Role.SUBJECT), party("Group", Stance.STATED, Role.OBJECT))
        return claim(claim_id, kind=ClaimKind.RELATION, type="leads", parties=parties, **given)

    return make


@pytest.mark.parametrize("realis", [Realis.PLANNED, Realis.THREATENED, Realis.HYPOTHETICAL])
def test_what_did_not_happen_meets_nobody(claim: Make, realis: Realis) -> None:
    assert keys(claim("a", realis=realis), "links") == set()


def test_an_aggregate_meets_nobody(claim: Make) -> None:
    assert keys(claim("a", aggregate=True), "links") == set()


def test_neighbouring_days_of_two_weeks_meet(claim: Make, days: Make) -> None:
    sunday, monday = claim("a", time=days("2012-05-06")), claim("b", time=days("2012-05-07"))
    assert keys(sunday, "links") & keys(monday, "links")


def test_a_tie_is_grouped_by_type_and_both_actors(tie: Make) -> None:
    assert keys(tie("a"), "relations") == {"leads|actor-Son|actor-Group"}
    assert keys(tie("a"), "actors") == {"actor-Son", "actor-Group"}


def test_a_document_without_claims_gives_no_groups() -> None:
    document = Document(document_id="d", path="d", sha256="", original="", text="Nothing.", blocks=())
    found = group_finder()(Reading(document_id="d", document=document))
    assert (found.groups, found.passages) == ((), ())


def evidence_for(record: Any, group: str, claim: Any) -> Any:
    return record(
        group=group,
        claim_id=claim.claim_id,
        claim=claim,
        published_on=None,
        source=None,
        origin_group=claim.document_id,
    )


def test_claims_of_one_tie_tell_it_once(tie: Make, days: Make) -> None:
    made = [tie("a", time=days("2014-01-01/2014-12-31")), tie("b", time=days("2014-03-02"))]
    (relation,) = relation_teller()([evidence_for(RelationEvidence, "leads|actor-Son|actor-Group", c) for c in made])
    assert (relation.subject_id, relation.object_id) == ("actor-Son", "actor-Group")
    assert relation.time == days("2014-03-02")
    assert len(relation.origins) == 2
    assert relation.contested == ()


def test_a_tie_that_is_denied_elsewhere_is_contested(tie: Make) -> None:
    made = [tie("a"), tie("b", Stance.DENIED)]
    (relation,) = relation_teller()([evidence_for(RelationEvidence, "leads|actor-Son|actor-Group", c) for c in made])
    assert relation.contested == ("relation",)


def test_a_tie_that_is_only_suspected_stays_so(tie: Make) -> None:
    group = "leads|actor-Son|actor-Group"
    (one,) = relation_teller()([evidence_for(RelationEvidence, group, tie("a", Stance.SUSPECTED))])
    assert one.stances == (Stance.SUSPECTED,)
    made = [tie("a", Stance.SUSPECTED), tie("b")]
    (one,) = relation_teller()([evidence_for(RelationEvidence, group, c) for c in made])
    assert set(one.stances) == {Stance.STATED, Stance.SUSPECTED}


def test_a_tie_that_is_only_denied_is_none(tie: Make) -> None:
    made = [evidence_for(RelationEvidence, "leads|actor-Son|actor-Group", tie("b", Stance.DENIED))]
    assert list(relation_teller()(made)) == []


@pytest.fixture
def new_name(claim: Make, party: Make) -> Make:
    def make(claim_id: str, old: str, new: str, **given: Any) -> Any:
        parties = (party(old, Stance.STATED, Role.SUBJECT), party(new, Stance.STATED, Role.OBJECT))
        return claim(claim_id, kind=ClaimKind.RELATION, type="renamed", parties=parties, **given)

    return make


def renamings(made: list[Any]) -> list[Any]:
    group = "renamed|actor-Front|actor-Front"
    return list(relation_teller()([evidence_for(RelationEvidence, group, c) for c in made]))


def test_one_actor_is_told_once_for_each_name_that_it_took(new_name: Make, days: Make) -> None:
    found = renamings(
        [
            new_name("a", "Shore Band", "Lake Front", time=days("2003-04-05")),
            new_name("b", "Lake Front", "River Army", time=days("2009-01-01/2009-01-31")),
            new_name("c", "The Band", "Lake Front", time=UNKNOWN_TIME),
        ]
    )
    assert {(one.subject_name, one.object_name, one.claim_ids) for one in found} == {
        ("Shore Band", "Lake Front", ("claim-a", "claim-c")),
        ("Lake Front", "River Army", ("claim-b",)),
    }
    assert len({one.relation_id for one in found}) == 2


def test_a_new_name_in_two_writings_on_one_day_is_one(new_name: Make, days: Make) -> None:
    made = [
        new_name("a", "Shore Band", "Front du Lac", time=days("2003-04-01/2003-04-30")),
        new_name("b", "SB", "Lake Front", time=days("2003-04-05")),
    ]
    assert [one.claim_ids for one in renamings(made)] == [("claim-a", "claim-b")]


def test_a_new_name_told_by_its_initials_is_told_in_full(new_name: Make, days: Make) -> None:
    made = [
        new_name("a", "Shore Band", "LF", time=days("2003-04-05")),
        new_name("b", "Shore Band", "Lake Front", time=UNKNOWN_TIME),
    ]
    (one,) = renamings(made)
    assert one.object_name == "Lake Front"


def test_days_of_a_new_name_that_exclude_each_other_stand_side_by_side(new_name: Make, days: Make) -> None:
    made = [
        new_name("a", "Shore Band", "Lake Front", time=days("2003-04-05")),
        new_name("b", "Shore Band", "Lake Front", time=days("2005-01-01/2005-12-31")),
    ]
    (one,) = renamings(made)
    assert one.contested == ("time",)
    assert one.days == (days("2003-04-05"), days("2005-01-01/2005-12-31"))


def test_a_tie_that_is_said_to_have_ended_is_over(tie: Make, days: Make) -> None:
    group = "leads|actor-Son|actor-Group"
    made = [tie("a", time=days("2014-03-02"), phase=TiePhase.BEGINS), tie("b", time=UNKNOWN_TIME, phase=TiePhase.ENDS)]
    (one,) = relation_teller()([evidence_for(RelationEvidence, group, c) for c in made])
    assert (one.over, one.ended.earliest) == (True, None)
    (one,) = relation_teller()([evidence_for(RelationEvidence, group, c) for c in made[:1]])
    assert not one.over


def test_a_tie_that_began_again_is_not_over(tie: Make, days: Make) -> None:
    made = [
        tie("a", time=days("2014-03-02"), phase=TiePhase.ENDS),
        tie("b", time=days("2016-03-02"), phase=TiePhase.BEGINS),
    ]
    (one,) = relation_teller()([evidence_for(RelationEvidence, "leads|actor-Son|actor-Group", c) for c in made])
    assert not one.over


def test_equal_strengths_are_one_and_others_stand_beside(claim: Make, figure: Make, party: Make) -> None:
    made = [
        claim(
            name,
            kind=ClaimKind.STRENGTH,
            type="strength",
            figures=(figure(number, harm=Harm.STRENGTH),),
            parties=(party("Group", Stance.STATED, Role.SUBJECT),),
        )
        for name, number in (("a", 2000), ("b", 2000), ("c", 5000))
    ]
    told = list(strength_teller()([evidence_for(StrengthEvidence, "actor-Group", c) for c in made]))
    assert [(one.best, len(one.claim_ids)) for one in told] == [(2000, 2), (5000, 1)]


def passages(count: int) -> list[Passage]:
    return [
        Passage(fingerprint="f", document_id=f"d{n:05}", start=0, end=90, document_length=400) for n in range(count)
    ]


def test_a_passage_of_few_documents_pairs_all_of_them() -> None:
    assert len(list(passage_sharer(Options())(passages(5)))) == 10


def test_a_passage_of_many_documents_pairs_them_along_a_chain() -> None:
    shared = list(passage_sharer(Options())(passages(10_000)))
    assert len(shared) == 9_999
    assert all(one.left < one.right for one in shared)


def told(tie: Make, *claims: Any) -> Any:
    evidence = [evidence_for(RelationEvidence, "leads|actor-Son|actor-Group", one) for one in claims]
    (relation,) = relation_teller()(evidence)
    return relation


def test_a_term_runs_from_the_first_day_told_to_the_last(tie: Make, days: Make) -> None:
    begun = tie("a", time=days("2009-07-30"), phase=TiePhase.BEGINS)
    ended = tie("b", time=days("2021-05-01/2021-05-31"), phase=TiePhase.ENDS)
    relation = told(tie, begun, ended)
    assert relation.time == days("2009-07-30/2021-05-31")
    assert (relation.began, relation.ended) == (days("2009-07-30"), days("2021-05-01/2021-05-31"))
    assert relation.contested == ()


def test_a_day_within_a_term_is_not_its_beginning(tie: Make, days: Make) -> None:
    relation = told(tie, tie("a", time=days("2014-03-02"), phase=TiePhase.HOLDS))
    assert relation.began.earliest is None
    assert relation.time == days("2014-03-02")


def test_a_whole_term_gives_both_ends(tie: Make, days: Make) -> None:
    relation = told(tie, tie("a", time=days("1991-01-01/1998-12-31"), phase=TiePhase.LASTS))
    assert (relation.began, relation.ended) == (days("1991-01-01/1991-12-31"), days("1998-01-01/1998-12-31"))


def test_origins_that_give_a_tie_two_endings_disagree(tie: Make, days: Make) -> None:
    one = tie("a", time=days("2015-07-10"), phase=TiePhase.ENDS)
    other = tie("b", time=days("2016-07-26"), phase=TiePhase.ENDS)
    assert told(tie, one, other).contested == ("time",)


def test_days_on_which_a_tie_stood_do_not_disagree(tie: Make, days: Make) -> None:
    one, other = tie("a", time=days("2015-07-10")), tie("b", time=days("2016-07-26"))
    relation = told(tie, one, other)
    assert relation.contested == ()
    assert relation.time == days("2015-07-10/2016-07-26")


def test_a_tie_keeps_how_firmly_it_is_told(tie: Make) -> None:
    assert told(tie, tie("a"), tie("b", Stance.SUSPECTED)).stances == (Stance.STATED, Stance.SUSPECTED)
