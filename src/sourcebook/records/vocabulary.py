"""Closed vocabularies. Each value is the word that coders of armed conflict use."""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """What a visible block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    INFO_BOX = "info_box"
    BOILERPLATE = "boilerplate"
    DATASET_ROW = "dataset_row"


class SegmentKind(StrEnum):
    """What a reading unit is: a sentence of running text, or one of the other blocks as a whole."""

    SENTENCE = "sentence"
    HEADING = "heading"
    DATELINE = "dateline"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    INFO_BOX = "info_box"
    BOILERPLATE = "boilerplate"


class MentionKind(StrEnum):
    """What a mention names."""

    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    FIGURE = "figure"
    WEAPON = "weapon"
    TRIGGER = "trigger"


class ClaimKind(StrEnum):
    """What a claim is about."""

    EVENT = "event"
    RELATION = "relation"
    STRENGTH = "strength"
    ALIAS = "alias"


class EventType(StrEnum):
    """Kinds of incident; ``docs/codebook.md`` maps them to UCDP, ACLED, GTD and PLOVER."""

    SUICIDE_BOMBING = "suicide_bombing"
    BOMBING = "bombing"
    ARMED_ASSAULT = "armed_assault"
    ARMED_CLASH = "armed_clash"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    ASSASSINATION = "assassination"
    KIDNAPPING = "kidnapping"
    HOSTAGE_TAKING = "hostage_taking"
    HIJACKING = "hijacking"
    VEHICLE_ATTACK = "vehicle_attack"
    ARSON = "arson"
    STABBING = "stabbing"
    RAID = "raid"
    ARREST = "arrest"
    PROTEST_REPRESSION = "protest_repression"
    MASSACRE = "massacre"
    CHEMICAL_ATTACK = "chemical_attack"
    MINE_EXPLOSION = "mine_explosion"
    LOOTING = "looting"
    OTHER_VIOLENCE = "other_violence"


class RelationType(StrEnum):
    """How two actors stand to each other. ``leads`` runs from the person to the group."""

    PART_OF = "part_of"
    SPLIT_FROM = "split_from"
    MERGED_INTO = "merged_into"
    JOINED = "joined"
    FOUNDED = "founded"
    RENAMED = "renamed"
    PLEDGED_TO = "pledged_to"
    ALLIED_WITH = "allied_with"
    RIVAL_OF = "rival_of"
    SUPPORTS = "supports"
    LEADS = "leads"
    MEMBER_OF = "member_of"
    DEFECTED_TO = "defected_to"
    SUCCESSOR_OF = "successor_of"


class Realis(StrEnum):
    """Whether the source says that it happened. Decided before the type."""

    HAPPENED = "happened"
    ATTEMPTED = "attempted"
    FOILED = "foiled"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"


class TiePhase(StrEnum):
    """What a dated statement says of a tie between two actors.

    ``begins`` is its first day ("became leader in 2009"), ``ends`` its last ("led it until 2009", "the former leader"),
    ``holds`` a day on which it stood, ``lasts`` its whole term ("led it from 1991 to 1998").
    """

    BEGINS = "begins"
    ENDS = "ends"
    HOLDS = "holds"
    LASTS = "lasts"


class Role(StrEnum):
    """The part that an actor plays in a claim."""

    PERPETRATOR = "perpetrator"
    TARGET = "target"
    VICTIM = "victim"
    SUBJECT = "subject"
    OBJECT = "object"


class Stance(StrEnum):
    """How firmly the source ties the actor to the act (GTD: guncertain, claimed)."""

    STATED = "stated"
    CLAIMED = "claimed"
    SUSPECTED = "suspected"
    DENIED = "denied"


class Harm(StrEnum):
    """What a count of people counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    KIDNAPPED = "kidnapped"
    ARRESTED = "arrested"
    STRENGTH = "strength"


class Population(StrEnum):
    """Whom a count of people counts."""

    PEOPLE = "people"
    CIVILIANS = "civilians"
    SOLDIERS = "soldiers"
    POLICE = "police"
    MILITANTS = "militants"
    PERPETRATORS = "perpetrators"
    CHILDREN = "children"
    WOMEN = "women"
    UNKNOWN = "unknown"


class Qualifier(StrEnum):
    """What the words around a number do to it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Composition(StrEnum):
    """How a figure stands to the incident's whole toll, so that parts are never added twice.

    ``total`` stands for the whole; ``part`` is contained in a total or is an addend of a sum;
    ``sum`` was added up by us from parts that the sentence joins with "and".
    """

    TOTAL = "total"
    PART = "part"
    SUM = "sum"


class FigureRule(StrEnum):
    """Why a figure is read as it is: how its number is told, what ties the harm to it, how it stands to the toll."""

    DIGITS = "digits"
    NUMBER_WORDS = "number_words"
    MEASURE = "measure"
    PLURAL_MEASURE = "plural_measure"
    SEVERAL = "several"
    NUMBER_RANGE = "number_range"
    ONE_PERSON = "one_person"
    PEOPLE_NAMED = "people_named"
    PRONOUN = "pronoun"
    ADDED_UP = "added_up"
    REST_OF_TOTAL = "rest_of_total"
    WORDS_BEFORE = "words_before"
    WORDS_BEHIND = "words_behind"
    UNDER_CARE = "under_care"
    NOUN_OF_HARM = "noun_of_harm"
    STATE_WITHIN = "state_within"
    TOLL = "toll"
    PARSE = "parse"
    FATALLY = "fatally"
    JOINED = "joined"
    REPLACED = "replaced"
    STRENGTH = "strength"
    VERB_OF_HARM = "verb_of_harm"
    STATE_SAID = "state_said"
    WITHIN_TOTAL = "within_total"
    SHARE_OF_TOLL = "share_of_toll"
    ADDEND = "addend"
    TABLE_COLUMN = "table_column"
    NAMES_OF_COUNTED = "names_of_counted"
    PARTS_FILL_TOTAL = "parts_fill_total"
    PARTS_LEAVE_REST = "parts_leave_rest"
    SETTLED = "settled"


class TimePrecision(StrEnum):
    """How long the interval is, in the words of the export."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    LONGER = "longer"
    UNKNOWN = "unknown"


class TimeBasis(StrEnum):
    """Where a date comes from. A publication date is never passed off as an event's date."""

    STATED = "stated"
    RELATIVE = "relative"
    PUBLICATION = "publication"
    NONE = "none"


class PlacePrecision(StrEnum):
    """How precisely the words say where."""

    SITE = "site"
    LOCALITY = "locality"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE_FORCE = "state_force"
    ARMED_GROUP = "armed_group"
    FACTION = "faction"
    PERSON = "person"
    ORGANISATION = "organisation"
    POPULATION = "population"
    UNKNOWN = "unknown"


class CopyKind(StrEnum):
    """How one document repeats another."""

    COPY = "copy"
    EDITED_COPY = "edited_copy"
    EXCERPT = "excerpt"
    SHARED_SOURCE = "shared_source"


class ReviewState(StrEnum):
    """Who has looked at it."""

    MACHINE = "machine"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RELATED = "related"


class Grade(StrEnum):
    """How well an event is attested, in the spirit of Airwars; ``records/grading.py`` has the rule."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
