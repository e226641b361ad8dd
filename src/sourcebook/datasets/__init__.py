"""Rows of datasets of events as claims: built from their columns by rule, never by reading.

A row's document is its own columns as text (``ingest/dataset_rows.py``), so each value of the claim is quoted from it.
"""

from __future__ import annotations

from sourcebook.datasets.cells import Cells, cells_of, dataset_of, is_row
from sourcebook.datasets.countries import Country, countries
from sourcebook.datasets.reader import claim_from, claim_in, row_claims, row_mentions

__all__ = [
    "Cells",
    "Country",
    "cells_of",
    "claim_from",
    "claim_in",
    "countries",
    "dataset_of",
    "is_row",
    "row_claims",
    "row_mentions",
]
