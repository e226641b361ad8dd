"""Countries by ISO 3166-1 alpha-2, as each dataset names them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A data file of this room, read once."""
    text = (resources.files("sourcebook.datasets") / "data" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: its codes, and where ACLED and GTD count it; a spelling is null where it is the name."""

    name: str
    alpha3: str
    numeric: int
    ucdp: str | None = None
    acled: str | None = None
    gtd: str | None = None
    acled_region: int | None = None
    gtd_region: int | None = None


@cache
def countries() -> dict[str, Country]:
    """All countries by code."""
    return {code: Country(**row) for code, row in table("countries.toml").items()}


@cache
def _codes_by_name() -> dict[str, str]:
    named = {country.name.casefold(): code for code, country in countries().items()}
    spelled = {
        name.casefold(): code
        for code, country in countries().items()
        for name in (country.ucdp, country.acled, country.gtd)
        if name
    }
    others = {name.casefold(): code for name, code in table("spellings.toml").items() if code in countries()}
    return spelled | others | named


def country_code(name: str) -> str | None:
    """The code of a country by any dataset's spelling; null where the name is not known.

    A country's own name goes before what a dataset counts under it: UCDP has Gaza under Israel.

    >>> country_code("Myanmar (Burma)"), country_code("Democratic Republic of Congo"), country_code("Atlantis")
    ('MM', 'CD', None)
    >>> country_code("Israel")
    'IL'
    """
    return _codes_by_name().get(name.strip().casefold())


def ucdp_country(name: str, unit: str) -> str | None:
    """The code of a row's country as UCDP spells it: a territory that UCDP counts under it, where its unit is one.

    >>> ucdp_country("Israel", "Gaza Strip"), ucdp_country("Israel", "Northern district"), ucdp_country("Georgia", "")
    ('PS', 'IL', 'GE')
    """
    found, within = country_code(name), country_code(unit)
    counted = countries()[within].ucdp if within else None
    return within if counted and counted.casefold() == name.strip().casefold() else found


@cache
def code_by_number(numeric: int) -> str | None:
    """The code of a country by its ISO 3166-1 number."""
    return next((code for code, country in countries().items() if country.numeric == numeric), None)
