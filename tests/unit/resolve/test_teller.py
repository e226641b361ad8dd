"""From claims to actors: names, aliases with their claims, kinds, and people who are never profiled."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.records.claims import Claim, Party
from sourcebook.records.links import ActorEvidence
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import ActorKind, ClaimKind, Role, Stance
from sourcebook.resolve import actor_teller
from sourcebook.resolve.registry import own_id


def evidence(
    actor_id: str, *named: tuple[str, Role], kind: ClaimKind = ClaimKind.EVENT, quote: str = "x"
) -> list[ActorEvidence]:
    rows = []
    for number, (name, role) in enumerate(named):
        parties = [Party(role=role, name=name, stance=Stance.STATED, words=None, actor_id=actor_id)]
        if kind is ClaimKind.RELATION:
            other = Role.OBJECT if role is Role.SUBJECT else Role.SUBJECT
            parties.append(Party(role=other, name="Another", stance=Stance.STATED, words=None, actor_id="actor-x"))
        claim = Claim(
            claim_id=f"claim-{number}",
            document_id="d",
            kind=kind,
            type="leads" if kind is ClaimKind.RELATION else "bombing",
            words=Words(start=0, end=len(quote), quote=quote),
            position=number,
            parties=tuple(parties),
            generated_by="tests@1",
        )
        rows.append(
            ActorEvidence(
                group=actor_id, claim_id=claim.claim_id, claim=claim, published_on=None, source=None, origin_group="o"
            )
        )
    return rows


def told(rows: Sequence[ActorEvidence]):  # type: ignore[no-untyped-def]
    return list(actor_teller()(rows))


def test_a_registered_group_has_its_own_name_and_every_alias() -> None:
    (actor,) = told(evidence("ucdp-356", ("TTP", Role.PERPETRATOR), ("Pakistani Taliban", Role.PERPETRATOR)))
    assert (actor.name, actor.kind) == ("Tehrik-i-Taliban Pakistan", ActorKind.ARMED_GROUP)
    assert [(i.scheme, i.value) for i in actor.identifiers] == [("ucdp", "356")]
    stated = {alias.name: alias.claim_ids for alias in actor.aliases}
    assert stated["TTP"] == ("claim-0",)
    assert stated["Pakistani Taliban"] == ("claim-1",)
    assert stated["Tehreek-e-Taliban Pakistan"] == ()


def test_dated_names_keep_their_dates() -> None:
    (actor,) = told(evidence("ucdp-234", ("ISIS", Role.PERPETRATOR)))
    dates = {alias.name: (alias.valid_from, alias.valid_to) for alias in actor.aliases}
    assert dates["Islamic State of Iraq"] == ("2006-10-15", "2013-04-08")


def test_an_unregistered_group_is_named_as_most_claims_name_it() -> None:
    rows = evidence("actor-group-x", *[(name, Role.PERPETRATOR) for name in ("Reed Men", "Reed Cutters", "Reed Men")])
    (actor,) = told(rows)
    assert (actor.name, actor.kind) == ("Reed Men", ActorKind.ARMED_GROUP)


def test_a_state_force_has_its_country() -> None:
    (actor,) = told(evidence("state-pk-police", ("Pakistani police", Role.TARGET)))
    assert (actor.kind, actor.country) == (ActorKind.STATE_FORCE, "PK")


def test_a_person_who_was_only_harmed_is_no_actor() -> None:
    person = own_id("Jane Example", ActorKind.PERSON)
    assert told(evidence(person, ("Jane Example", Role.VICTIM), ("Example", Role.TARGET))) == []


def test_a_person_who_leads_a_group_is_an_actor() -> None:
    person = own_id("Omar Example", ActorKind.PERSON)
    (actor,) = told(evidence(person, ("Omar Example", Role.SUBJECT), kind=ClaimKind.RELATION))
    assert actor.kind is ActorKind.PERSON


def test_every_claim_that_names_the_actor_is_listed_once() -> None:
    (actor,) = told(evidence("ucdp-717", ("al-Shabaab", Role.PERPETRATOR), ("al-Shabab", Role.TARGET)))
    assert actor.claim_ids == ("claim-0", "claim-1")


def test_a_victim_who_is_once_misread_as_the_one_who_did_it_is_no_actor() -> None:
    person = own_id("Jane Example", ActorKind.PERSON)
    assert told(evidence(person, ("Jane Example", Role.VICTIM), ("Jane Example", Role.PERPETRATOR))) == []


def test_who_is_mostly_told_to_have_done_it_is_an_actor() -> None:
    person = own_id("Bo Example", ActorKind.PERSON)
    uses = [("Bo Example", role) for role in (Role.PERPETRATOR, Role.PERPETRATOR, Role.VICTIM)]
    assert [actor.name for actor in told(evidence(person, *uses))] == ["Bo Example"]


def test_a_child_is_no_actor_whatever_it_did() -> None:
    person = own_id("Bo Example", ActorKind.PERSON)
    use = ("Bo Example", Role.PERPETRATOR)
    assert told(evidence(person, use, quote="Bo Example, 15, opened fire.")) == []
    assert told(evidence(person, use, quote="The 13-year-old Bo Example opened fire.")) == []
    assert len(told(evidence(person, use, quote="Bo Example, 35, opened fire on a 3-year-old."))) == 1


def test_another_name_alone_makes_nobody_an_actor() -> None:
    person = own_id("Bo Example", ActorKind.PERSON)
    assert told(evidence(person, ("Bo Example", Role.SUBJECT), kind=ClaimKind.ALIAS)) == []
