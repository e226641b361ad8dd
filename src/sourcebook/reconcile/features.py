"""What comparing needs of a claim, read from it once and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.reconcile.blocking import perpetrator_keys, victims_of
from sourcebook.reconcile.calendar import month_days
from sourcebook.reconcile.facets import facet
from sourcebook.reconcile.places import is_country, spot_of
from sourcebook.reconcile.signs import rarity_in
from sourcebook.reconcile.stories import weights_of
from sourcebook.reconcile.tolls import claim_number, number_of
from sourcebook.reconcile.wording import (
    addresses_in,
    ages_in,
    content_words,
    folded,
    full_names,
    hours_in,
    names_in,
    names_nobody,
    word_list,
)
from sourcebook.records.claims import Claim
from sourcebook.records.links import Story
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import EventType, Harm, Role, TimeBasis

MOST_KNOWN = 100_000
"""Claims whose features are kept: some 400 MB at most."""


def ordinal_days(time: TimeRange) -> tuple[int, int] | None:
    """First and last day as day numbers."""
    if time.earliest is None or time.latest is None:
        return None
    return time.earliest.toordinal(), time.latest.toordinal()


def is_anchor(claim: Claim) -> bool:
    """Whether the time is but an anchor: the days before publication, in no words of the text.

    It says by when, not when: a report of a trial names a shooting of the year before.
    """
    time = claim.time
    if time.basis is TimeBasis.PUBLICATION:
        return True
    return time.basis is TimeBasis.RELATIVE and claim.time_words is None and time.earliest != time.latest


def has_capital(name: str) -> bool:
    """Whether a name is written with a capital, or in a script that has none.

    >>> has_capital("dissident republicans"), has_capital("al-Shabaab")
    (False, True)
    """
    return name != name.lower() or name == name.upper()


FACETS = (
    "located",
    "perpetrators",
    "targets",
    "weapons",
    "own_names",
    "full_names",
    "feast",
    "hours",
    "addresses",
    "ages",
    "killed",
    "injured",
    "taken",
    "story",
)
"""What a claim may tell or leave out; a sign that both have to tell is looked for only where both do."""
NOT_TOLD: tuple[object, ...] = (None, frozenset())
ROW = "row-of-"


def dataset_of(claim: Claim) -> str | None:
    """The dataset of which the claim is a row; nothing for a claim that was read."""
    return claim.generated_by.partition("@")[0] if claim.generated_by.startswith(ROW) else None


class Features:
    """A claim with what comparing needs of it, read from the claim once and only when asked for."""

    def __init__(self, claim: Claim, story: Story | None = None) -> None:
        self.claim = claim
        self.story = story
        self.document_id = claim.document_id
        self.day = ordinal_days(claim.time)
        self.anchored = is_anchor(claim)
        self.arrest = claim.type == EventType.ARREST
        self.dataset = dataset_of(claim)
        self.spot = spot_of(claim.place) if claim.place else None

    @facet
    def told(self) -> int:
        """Which of the facets the claim tells, a bit for each."""
        return sum(1 << at for at, name in enumerate(FACETS) if getattr(self, name) not in NOT_TOLD)

    @property
    def located(self) -> bool | None:
        """Whether the claim names a place below a country."""
        return None if self.claim.place is None or is_country(self.claim.place) else True

    @facet
    def adrift(self) -> bool:
        """Whether the claim has no day, not that of printing nor one without its year, and no place below a country."""
        return self.day is None and self.located is None and not month_days(self.claim.words.quote)

    def are_of(self, claim: Claim, story: Story | None) -> bool:
        """Whether these are the features of a claim as it is now, and of its report's story."""
        return self.story == story and (self.claim is claim or self.claim == claim)

    @property
    def texts(self) -> tuple[str, ...]:
        """All sentences about the incident, the main one first."""
        return (self.claim.words.quote, *(words.quote for words in self.claim.also))

    @facet
    def story_weights(self) -> Mapping[str, float]:
        """The telling words of the report with what each says, where the claim is what it mainly tells."""
        return weights_of(self.story) if self.story else {}

    @facet
    def place_words(self) -> frozenset[str]:
        """The words of the name of its place."""
        return frozenset(folded(self.claim.place.name).split()) if self.claim.place else frozenset()

    @facet
    def words(self) -> frozenset[str]:
        """The content words of all sentences about the incident."""
        return content_words(self.texts) if self.claim.also else self.main_words

    @facet
    def main_words(self) -> frozenset[str]:
        """The content words of the main sentence: the leads of two reports are more alike than the rest."""
        return content_words((self.claim.words.quote,))

    @facet
    def rarity(self) -> int:
        """How much those words say, by how rarely reports use them."""
        return rarity_in(self.words)

    @facet
    def main_rarity(self) -> int:
        """The same for the main sentence."""
        return rarity_in(self.main_words)

    @facet
    def names(self) -> frozenset[str]:
        """The names in those sentences."""
        return names_in(self.texts)

    @facet
    def own_names(self) -> frozenset[str]:
        """The names that neither place, country nor perpetrator accounts for: sites, streets, people."""
        place = self.claim.place
        known = [place.name, place.admin1 or "", place.country or ""] if place else []
        known += [party.name for party in self.claim.parties if party.role is Role.PERPETRATOR]
        known.append(self.claim.attributed_to or "")
        return self.names - word_list("parts_of_names") - {word for name in known for word in folded(name).split()}

    @facet
    def perpetrators(self) -> frozenset[str]:
        """The named perpetrators."""
        return frozenset(perpetrator_keys(self.claim))

    @facet
    def names_perpetrator(self) -> bool:
        """Whether a perpetrator goes by a name: described in small letters alone, it may be anybody's."""
        return any(
            has_capital(party.name) and not names_nobody(party.name)
            for party in self.claim.parties
            if party.role is Role.PERPETRATOR
        )

    @facet
    def feast(self) -> frozenset[str]:
        """The name by which the words for the day call it, if any: "Easter Sunday" but not "Sunday, 3 July"."""
        said = self.claim.time_words
        return names_in([f". {said.quote}"]) & content_words([said.quote]) if said else frozenset()

    @facet
    def targets(self) -> frozenset[str]:
        """The words that name whom or what it hit."""
        hit = (Role.TARGET, Role.VICTIM)
        named = content_words(party.name for party in self.claim.parties if party.role in hit)
        return named - word_list("anyone")

    @facet
    def victims(self) -> frozenset[str]:
        """The full names of those hit, given and family name: nobody dies twice."""
        return victims_of(self.claim)

    @facet
    def full_names(self) -> frozenset[str]:
        """Every two names that follow each other in the sentences: a person's, a street's, a school's."""
        return self.victims | full_names(self.texts)

    @facet
    def ages(self) -> frozenset[int]:
        """The ages told in those sentences."""
        return frozenset[int]().union(*map(ages_in, self.texts))

    @facet
    def hours(self) -> frozenset[str]:
        """The hours told to the minute, by the clock of the text."""
        return frozenset[str]().union(*map(hours_in, self.texts))

    @facet
    def addresses(self) -> frozenset[str]:
        """The numbers of houses and blocks."""
        return frozenset[str]().union(*map(addresses_in, self.texts))

    @facet
    def dies(self) -> bool:
        """Whether the main sentence says that somebody died, rather than that somebody was killed."""
        return not word_list("dying").isdisjoint(folded(self.claim.words.quote).split())

    @facet
    def day_words(self) -> frozenset[str]:
        """The words for the day: "late Wednesday night"."""
        return frozenset(folded(self.claim.time_words.quote).split()) if self.claim.time_words else frozenset()

    @property
    def counts(self) -> tuple[int | None, ...] | None:
        """Dead and injured as the claim counts them; nothing where it counts neither."""
        return None if self.killed is None and self.injured is None else (self.killed, self.injured)

    @facet
    def weapons(self) -> frozenset[str]:
        """The weapon types."""
        return frozenset(weapon.type for weapon in self.claim.weapons)

    @facet
    def killed(self) -> int | None:
        """The claim's own count of dead."""
        return claim_number(self.claim, Harm.KILLED)

    @facet
    def injured(self) -> int | None:
        """The claim's own count of injured."""
        return claim_number(self.claim, Harm.INJURED)

    @facet
    def taken(self) -> int | None:
        """The claim's own count of kidnapped, else of captured, else of missing, as pupils are at first."""
        counts = (claim_number(self.claim, harm) for harm in (Harm.KIDNAPPED, Harm.CAPTURED, Harm.MISSING))
        return next((count for count in counts if count is not None), None)

    @facet
    def withdrawn(self) -> frozenset[int]:
        """The counts of dead that the claim says were corrected."""
        return frozenset(number_of(f) for f in self.claim.figures if f.harm is Harm.KILLED and f.superseded)

    @facet
    def printed(self) -> frozenset[int]:
        """Every count of dead that the claim prints, of parts and corrected ones too."""
        return frozenset(number_of(f) for f in self.claim.figures if f.harm is Harm.KILLED)
