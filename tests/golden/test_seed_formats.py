"""The book of the seeds, real documents, in every format: each passes its format's own tool.

The documents are not part of this repository: ``SOURCEBOOK_SHARED`` names the folder that holds ``seeds/``; without it,
the folder ``shared`` beside the checkout is looked at.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import bibtexparser
import docx
import pyarrow.parquet as pq
import pyoxigraph
import pytest
from markdown_it import MarkdownIt
from tests.golden.validators import ftm_entities, ftm_faults, geojson_faults, stix_faults

from sourcebook import api, publish

SEEDS = Path(os.environ.get("SOURCEBOOK_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"
TABLES = {"ucdp-ged": ("ged.csv", 49), "acled": ("acled.csv", 31), "gtd": ("gtd.csv", 135)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not here; set SOURCEBOOK_SHARED to the folder that holds seeds/")
    out = tmp_path_factory.mktemp("seeds")
    api.build([SEEDS], out / "seeds.book", api.BuildOptions(workers=0))
    for name in publish.format_names():
        api.export(out / "seeds.book", name, out / name)
    return out


def test_stix(folder):
    assert stix_faults(json.loads((folder / "stix/bundle.json").read_text(encoding="utf-8"))) == []


def test_follow_the_money(folder):
    entities = ftm_entities(folder / "ftm")
    assert {one["schema"] for one in entities.values()} >= {"Event", "Organization", "Article"}
    assert ftm_faults(entities) == []


def test_geojson(folder):
    assert len(list((folder / "geojson").glob("*.geojson"))) == 2
    assert geojson_faults(folder / "geojson") == []


def test_rdf(folder):
    store = pyoxigraph.Store()
    store.load(path=str(folder / "rdf/book.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    assert len(list(store.named_graphs())) > 20


def test_parquet(folder):
    package = json.loads((folder / "parquet/datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        table = pq.read_table(folder / "parquet" / resource["path"])
        assert [field["name"] for field in resource["schema"]["fields"]] == table.column_names


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_their_columns_in_every_row(folder, name):
    file, columns = TABLES[name]
    with (folder / name / file).open(encoding="utf-8", newline="") as held:
        rows = list(csv.reader(held))
    assert {len(row) for row in rows} == {columns}


def test_citations_and_reports(folder):
    library = bibtexparser.parse_file(str(folder / "citations/sources.bib"))
    assert (len(library.entries), library.failed_blocks) == (5, [])
    tokens = MarkdownIt("commonmark").parse((folder / "markdown/report.md").read_text(encoding="utf-8"))
    assert [token for token in tokens if token.type == "html_block"] == []
    assert docx.Document(str(folder / "docx/report.docx")).tables
