"""Every built-in reader keeps the promises of extractors, and so does one that a package brings."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from sourcebook import claims
from sourcebook.claims import extractors
from sourcebook.claims.reader import RuleExtractor
from sourcebook.errors import ModelError, SettingsError
from sourcebook.records.reading import Reading
from sourcebook.testing.extractors import bare, check_extractor, readings


class SilentExtractor:
    """Reads nothing."""

    def read(self, reading: Reading) -> Reading:
        return reading


class Misquoting:
    """Takes its words from one place and says that they stand in another."""

    def read(self, reading: Reading) -> Reading:
        found = RuleExtractor().read(reading)
        shifted = tuple(replace(c, words=replace(c.words, quote=c.words.quote[::-1])) for c in found.claims)
        return replace(found, claims=shifted)


# the third, "endpoint", is held to them with a server beside it, in tests/unit/claims/test_endpoint.py
@pytest.mark.parametrize("name", ["rules", "trained"])
def test_built_in_extractors_keep_the_promises(name: str) -> None:
    check_extractor(lambda: extractors.extractor_of(name))


def test_an_extractor_that_says_nothing_keeps_them_too() -> None:
    check_extractor(SilentExtractor)


def test_a_misquotation_is_found_out() -> None:
    with pytest.raises(AssertionError, match="wrongly"):
        check_extractor(Misquoting)


def test_the_texts_hold_something_to_read() -> None:
    assert sum(len(RuleExtractor().read(reading).claims) for reading in readings()) >= 5


def test_an_installed_extractor_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class Door(EntryPoint):
        def load(self) -> Any:
            return SilentExtractor

    monkeypatch.setattr(extractors, "entry_points", lambda group: [Door("silent", "elsewhere:SilentExtractor", group)])
    reading = bare("Gunmen killed nine farmers.")
    assert claims.claim_reader(claims.Options(reader="silent"))(reading) == reading


def test_an_unknown_reader_is_named_with_those_that_are_there() -> None:
    with pytest.raises(SettingsError, match=r"'oracle'.*endpoint, rules, trained"):
        claims.claim_reader(claims.Options(reader="oracle"))


def test_an_extractor_that_cannot_be_imported_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("gone", "sourcebook_no_such_package:Extractor", extractors.GROUP)
    monkeypatch.setattr(extractors, "entry_points", lambda group: [broken])
    with pytest.raises(ModelError, match="'gone' cannot be loaded"):
        claims.claim_reader(claims.Options(reader="gone"))
