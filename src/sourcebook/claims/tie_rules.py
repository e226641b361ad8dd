"""The rules for ties by the lemma of their cue word, and all ties that a sentence states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from sourcebook.claims.alignments import (
    allied,
    alongside,
    between,
    defected,
    has_ties,
    joined,
    loyal_to,
    pledged,
    recruited,
)
from sourcebook.claims.backing import compound_support, funding_sources, support_noun, supported
from sourcebook.claims.blocs import bloc, left_bloc, membership, own_government, represented
from sourcebook.claims.lexicon import words
from sourcebook.claims.lineage import (
    absorbed,
    as_part,
    belongs,
    breakaway,
    by_split,
    came_to_be,
    component,
    establishment,
    founded,
    framework,
    from_members,
    merged,
    merger,
    parted,
    whole_with_parts,
)
from sourcebook.claims.offices import (
    in_charge,
    led_by,
    lieutenant,
    office,
    served,
    under_leadership,
)
from sourcebook.claims.partings import (
    comprised,
    divided,
    fell_out,
    formed_under,
    left_group,
    left_to_form,
    owned_by_person,
    under,
)
from sourcebook.claims.parts import founding_part, part_of_owner
from sourcebook.claims.renamings import became, calls_itself, known_as, named_aside, renamed, took_name
from sourcebook.claims.rivalries import at_odds, campaign, clash, fought, took_from, turned_on
from sourcebook.claims.strikes import struck
from sourcebook.claims.successions import in_his_place, passed_to, succeeded, successor, took_over
from sourcebook.claims.ties import Scene, Tie
from sourcebook.records.vocabulary import RelationType

Reader = Callable[[Scene, int, RelationType], Iterator[Tie]]
ROWS: tuple[tuple[str, RelationType, Reader], ...] = (
    ("lead_verbs", RelationType.LEADS, led_by),
    ("heads", RelationType.LEADS, office),
    ("leading", RelationType.LEADS, under_leadership),
    ("taking_verbs", RelationType.LEADS, took_over),
    ("passing_verbs", RelationType.LEADS, passed_to),
    ("places_taken", RelationType.SUCCESSOR_OF, in_his_place),
    ("charge_nouns", RelationType.LEADS, in_charge),
    ("deputies", RelationType.MEMBER_OF, office),
    ("lieutenants", RelationType.MEMBER_OF, lieutenant),
    ("serve_verbs", RelationType.MEMBER_OF, served),
    ("succeed_verbs", RelationType.SUCCESSOR_OF, succeeded),
    ("successors", RelationType.SUCCESSOR_OF, successor),
    ("pledge_nouns", RelationType.PLEDGED_TO, pledged),
    ("part_nouns", RelationType.PART_OF, belongs),
    ("part_nouns", RelationType.PART_OF, as_part),
    ("part_nouns", RelationType.PART_OF, part_of_owner),
    ("founding_words", RelationType.MERGED_INTO, founding_part),
    ("frameworks", RelationType.PART_OF, framework),
    ("such", RelationType.PART_OF, whole_with_parts),
    ("split_nouns", RelationType.SPLIT_FROM, belongs),
    ("split_nouns", RelationType.SPLIT_FROM, breakaway),
    ("split_nouns", RelationType.SPLIT_FROM, by_split),
    ("split_verbs", RelationType.SPLIT_FROM, parted),
    ("member_nouns", RelationType.SPLIT_FROM, from_members),
    ("member_nouns", RelationType.SPLIT_FROM, component),
    ("merge_verbs", RelationType.MERGED_INTO, merged),
    ("absorb_verbs", RelationType.MERGED_INTO, absorbed),
    ("merger_nouns", RelationType.MERGED_INTO, merger),
    ("found_verbs", RelationType.FOUNDED, founded),
    ("birth_verbs", RelationType.FOUNDED, came_to_be),
    ("founding_nouns", RelationType.FOUNDED, establishment),
    ("founders", RelationType.FOUNDED, office),
    ("rename_verbs", RelationType.RENAMED, renamed),
    ("know_verbs", RelationType.RENAMED, known_as),
    ("call_verbs", RelationType.RENAMED, calls_itself),
    ("becoming", RelationType.RENAMED, became),
    ("name_nouns", RelationType.RENAMED, took_name),
    ("later_words", RelationType.RENAMED, named_aside),
    ("defect_verbs", RelationType.DEFECTED_TO, defected),
    ("join_verbs", RelationType.JOINED, joined),
    ("recruit_verbs", RelationType.JOINED, recruited),
    ("ally_verbs", RelationType.ALLIED_WITH, allied),
    ("beside_words", RelationType.ALLIED_WITH, alongside),
    ("falling_out", RelationType.ALLIED_WITH, fell_out),
    ("leaving_groups", RelationType.MEMBER_OF, left_group),
    ("leaving_to_form", RelationType.SPLIT_FROM, left_to_form),
    ("dividing_verbs", RelationType.SPLIT_FROM, divided),
    ("genitives", RelationType.LEADS, owned_by_person),
    ("turning", RelationType.RIVAL_OF, turned_on),
    ("odds", RelationType.RIVAL_OF, at_odds),
    ("loyal", RelationType.ALLIED_WITH, loyal_to),
    ("found_verbs", RelationType.FOUNDED, formed_under),
    ("comprising", RelationType.PART_OF, comprised),
    ("under_words", RelationType.LEADS, under),
    ("strike_verbs", RelationType.RIVAL_OF, struck),
    ("ally_nouns", RelationType.ALLIED_WITH, between),
    ("tie_nouns", RelationType.ALLIED_WITH, has_ties),
    ("support_verbs", RelationType.SUPPORTS, supported),
    ("support_nouns", RelationType.SUPPORTS, support_noun),
    ("source_nouns", RelationType.SUPPORTS, funding_sources),
    ("rival_verbs", RelationType.RIVAL_OF, fought),
    ("rival_nouns", RelationType.RIVAL_OF, between),
    ("campaign_nouns", RelationType.RIVAL_OF, campaign),
    ("taking_places", RelationType.RIVAL_OF, took_from),
    ("driving_out", RelationType.RIVAL_OF, took_from),
    ("clash_nouns", RelationType.RIVAL_OF, clash),
    ("membership_nouns", RelationType.MEMBER_OF, membership),
    ("including", RelationType.MEMBER_OF, bloc),
    ("leaving_blocs", RelationType.MEMBER_OF, left_bloc),
    ("representing_verbs", RelationType.MEMBER_OF, represented),
    ("governing_nouns", RelationType.LEADS, own_government),
    ("support_verbs", RelationType.SUPPORTS, compound_support),
)


@cache
def readers() -> dict[str, tuple[tuple[RelationType, Reader], ...]]:
    """The rules by the lemma of their cue word."""
    found: dict[str, tuple[tuple[RelationType, Reader], ...]] = {}
    for table, kind, reader in ROWS:
        for lemma in sorted(words("relations", table)):
            found[lemma] = (*found.get(lemma, ()), (kind, reader))
    return found


def ties_in(scene: Scene) -> Iterator[Tie]:
    """All ties that a sentence speaks of, stated or not."""
    sentence = scene.sentence
    for index in range(len(sentence.tokens)):
        lemma, low = sentence.lemma(index), sentence.low(index)
        rules = readers().get(lemma, ())
        rules = (*rules, *(rule for rule in readers().get(low, ()) if rule not in rules))
        for kind, reader in rules:
            yield from reader(scene, index, kind)
