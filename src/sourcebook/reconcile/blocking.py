"""In which blocks a claim may meet claims of other documents about the same incident.

A block is a key that two reports of one incident are likely to share though each is vague in its own way: a country
and a week, a place and a month, a name, a place and a perpetrator where no date is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b
from itertools import chain

from sourcebook.reconcile.calendar import month_days
from sourcebook.reconcile.wording import content_words, family, folded, full_names, names_in, names_nobody, word_list
from sourcebook.records.claims import Claim
from sourcebook.records.vocabulary import ClaimKind, PlacePrecision, Realis, Role, TimeBasis, TimePrecision

JOINING = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED, Realis.BACKGROUND, Realis.DENIED})
NARROW = frozenset({PlacePrecision.SITE, PlacePrecision.LOCALITY, PlacePrecision.DISTRICT})
SHORT = frozenset({TimePrecision.DAY, TimePrecision.WEEK})
OPEN = "open|"
"""Begins the blocks of a region in which only claims without a date meet all others: the dated ones meet by week."""
MOST_KEYS = 18
MOST_WEEKS = 3
MOST_BARE_DAYS = 6
MOST_MONTHS = 3
MOST_NAMES = 5
FEW_NAMES = 3
MOST_VICTIMS = 2
FEWEST_WORDS = 8
ONE_DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=7)


def joins_events(claim: Claim) -> bool:
    """Whether the claim may be told together with others: an incident that was, or is disputed or looked back on."""
    return claim.kind is ClaimKind.EVENT and claim.realis in JOINING and not claim.aggregate


def window(claim: Claim) -> tuple[date, date] | None:
    """The days that the claim may mean, a day of slack on each side; a bare publication date looks a week back."""
    time = claim.time
    if time.earliest is None or time.latest is None:
        return None
    bare = time.basis is TimeBasis.PUBLICATION and time.earliest == time.latest
    back = LOOK_BACK if bare else ONE_DAY
    return time.earliest - back, time.latest + ONE_DAY


def weeks_in(first: date, last: date) -> list[str]:
    """The ISO weeks that the days touch.

    >>> weeks_in(date(2016, 9, 18), date(2016, 9, 19))
    ['2016w37', '2016w38']
    """
    days = [first + timedelta(days=step) for step in range(0, (last - first).days, 7)] + [last]
    return list(dict.fromkeys("{}w{:02}".format(*day.isocalendar()) for day in days))


def months_in(first: date, last: date) -> list[str]:
    """The months that the days touch.

    >>> months_in(date(2016, 12, 31), date(2017, 1, 2))
    ['2016-12', '2017-01']
    """
    count = (last.year - first.year) * 12 + last.month - first.month
    return [
        f"{first.year + (first.month - 1 + step) // 12}-{(first.month - 1 + step) % 12 + 1:02}"
        for step in range(count + 1)
    ]


def place_keys(claim: Claim) -> list[str]:
    """The claim's place, by id where it has one, and the region that holds it; empty for a mere country."""
    place = claim.place
    if place is None or place.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN):
        return []
    name = place.place_id or f"name {folded(place.name)}"
    region = f"{place.country}/{folded(place.admin1)}" if place.admin1 else None
    return [name, region] if region else [name]


def perpetrator_keys(claim: Claim) -> list[str]:
    """The named perpetrators, by id or name."""
    return list(
        dict.fromkeys(
            party.actor_id or folded(party.name)
            for party in claim.parties
            if party.role is Role.PERPETRATOR and not names_nobody(party.name)
        )
    )


def victims_of(claim: Claim) -> frozenset[str]:
    """The full names of those hit."""
    return full_names(party.name for party in claim.parties if party.role in (Role.TARGET, Role.VICTIM))


def site_names(claim: Claim) -> list[str]:
    """Names that set the incident apart, longest first: of its town, of its targets and victims, then in its words.

    No name of whoever did it or tells of it is one: a group's attacks and a monitor's reports share it. Nor is that of
    its region, which has blocks of its own. A claim that tells both day and town needs few.
    """
    place = claim.place
    known = place is not None and place.precision in NARROW
    most = FEW_NAMES if known and claim.time.precision in SHORT else MOST_NAMES
    targets = [f". {party.name}" for party in claim.parties if party.role in (Role.TARGET, Role.VICTIM)]
    town = names_in([f". {place.name}"] if place and known else [])
    shared = town | word_list("parts_of_names") | names_in(f". {name}" for name in shared_by_others(claim))
    names = names_in(targets) - shared
    rest = names_in([claim.words.quote]) - names - shared
    return [*longest_first(town)[:1], *longest_first(names), *longest_first(rest)][:most]


def shared_by_others(claim: Claim) -> Iterator[str]:
    """Names in a claim that many incidents share: of whoever did it, of whoever tells of it, of its region."""
    yield from (party.name for party in claim.parties if party.role is Role.PERPETRATOR)
    if claim.attributed_to:
        yield claim.attributed_to
    if claim.place is not None:
        yield claim.place.name if claim.place.precision is PlacePrecision.REGION else ""
        yield claim.place.admin1 or ""


def longest_first(names: frozenset[str]) -> list[str]:
    """Names by length, then by the alphabet: a long name is rarely shared by chance."""
    return sorted(names, key=lambda name: (-len(name), name))


def dated_keys(claim: Claim, days: tuple[date, date]) -> Iterator[str]:
    """Keys of a claim that tells when: day, week, month, each with the place that makes it narrow enough."""
    first, last = days
    yield from weekly_keys(claim)
    yield from (f"day|{family(claim.type)}|{day}" for day in bare_days(claim, days))
    months = months_in(first, last)
    if len(months) <= MOST_MONTHS:
        yield from (f"month|{key}|{month}" for key in place_keys(claim) for month in months)


def weekly_keys(claim: Claim) -> list[str]:
    """The blocks of its country and weeks, where a claim tells both; most pairs of reports meet there."""
    days = window(claim)
    country = claim.place.country if claim.place else None
    weeks = weeks_in(*days) if days and country else []
    return [f"week|{country}|{week}" for week in weeks] if len(weeks) <= MOST_WEEKS else []


def bare_days(claim: Claim, days: tuple[date, date]) -> list[date]:
    """The days by which a claim of unknown country meets others: its own, or those around it if it lacks a country."""
    first, last = days
    if (last - first).days > MOST_BARE_DAYS:
        return []
    if claim.place is not None and claim.place.country:
        return [first + ONE_DAY]
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def undated_keys(claim: Claim) -> Iterator[str]:
    """Keys under which claims without a date meet dated ones: the same words, a name, a place with whom or what."""
    places = place_keys(claim)
    said = folded(claim.words.quote)
    if said.count(" ") >= FEWEST_WORDS:
        yield f"said|{blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
    targets = sorted(content_words(p.name for p in claim.parties if p.role is Role.TARGET))
    for place in places[:1]:
        yield from (f"who|{place}|{actor}" for actor in perpetrator_keys(claim)[:2])
        yield from (f"what|{place}|{word}" for word in targets[:2])
    if places[1:] and family(claim.type) != "any":
        yield f"{OPEN}{places[-1]}|{family(claim.type)}"
    yield from (f"victim|{name}" for name in sorted(victims_of(claim))[:MOST_VICTIMS])
    yield from (f"name|{name}" for name in site_names(claim))


def calendar_keys(claim: Claim) -> Iterator[str]:
    """The day without its year, in its country: the one that an undated claim names, or that a dated one is of."""
    time, country = claim.time, claim.place.country if claim.place else None
    if not country:
        return
    if time.earliest is None:
        yield from (f"{OPEN}{country}|{month}-{day}" for month, day in sorted(month_days(claim.words.quote))[:1])
    elif time.precision is TimePrecision.DAY:
        yield f"{OPEN}{country}|{time.earliest.month}-{time.earliest.day}"


def blocks_of(claim: Claim) -> tuple[str, ...]:
    """The blocks of a claim, at most eighteen, first that of its own document; empty where it can join no event."""
    if not joins_events(claim):
        return ()
    days = window(claim)
    dated = dated_keys(claim, days) if days else iter(())
    own = f"document|{claim.document_id}"
    return tuple(dict.fromkeys(chain([own], undated_keys(claim), dated, calendar_keys(claim))))[:MOST_KEYS]
