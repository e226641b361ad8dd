"""Days in the addresses of news pages: a guess at when a page was published, never more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sourcebook.ingest.published import month_numbers

YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = (
    # /2019/01/18/, /2019-01-18-
    re.compile(rf"/{YEAR}[/-](?P<month>\d\d)[/-](?P<day>\d\d)(?=/|-|$)"),
    # /2015/apr/02/
    re.compile(rf"/{YEAR}/(?P<month>[a-z]{{3,9}})/(?P<day>\d\d?)(?=/|-|$)", re.IGNORECASE),
    # /20190118/, -20190118, _20190118.html
    re.compile(rf"[/_-]{YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=[/_.-]|$)"),
    # Business Standard ends an address with 1, year, month, day and the number of the story: -119042700293_1.html
    re.compile(r"business-standard\.com/\S*-1(?P<short>\d\d)(?P<month>\d\d)(?P<day>\d\d)\d{5}_1\.html"),
)


def days_in(address: str) -> Iterator[date]:
    """The days that an address can name, by its forms; what no calendar has is passed over.

    >>> [str(day) for day in days_in("https://paper.example/world/2015/apr/02/garissa-attack")]
    ['2015-04-02']
    >>> list(days_in("https://paper.example/2019/13/40/story")), list(days_in("https://paper.example/story-20191"))
    ([], [])
    """
    for form in FORMS:
        match = form.search(address)
        if match is None:
            continue
        found = match.groupdict()
        month = found["month"].casefold()
        number = int(month) if month.isdigit() else month_numbers().get(month)
        year = int(found["year"]) if "year" in found else 2000 + int(found["short"])
        try:
            if number is not None:
                yield date(year, number, int(found["day"]))
        except ValueError:
            continue
