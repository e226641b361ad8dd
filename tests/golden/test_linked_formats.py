"""STIX, RDF and Parquet of the examples, read back with the formats' own libraries."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pyoxigraph
import pytest
import stix2
from tests.golden.validators import stix_faults

from sourcebook import api, publish
from sourcebook.errors import ExportError
from sourcebook.publish import extras
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.store import open_book

OA = "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("linked")
    for name in ("stix", "rdf", "parquet"):
        api.export(built.book, name, out / name)
    return out


def test_stix_parses_without_custom_content_and_every_reference_leads_somewhere(folder):
    text = (folder / "stix/bundle.json").read_text(encoding="utf-8")
    bundle = stix2.parse(text, allow_custom=False)
    ids = {one.id for one in bundle.objects}
    for one in json.loads(text)["objects"]:
        for name in ("created_by_ref", "source_ref", "target_ref"):
            assert one.get(name, one["id"]) in ids
        assert set(one.get("object_refs", [])) <= ids
        assert set(one.get("extensions", {})) <= ids
    assert "threat-actor" not in {one.type for one in bundle.objects}


@pytest.fixture(scope="module")
def bundle(folder):
    return json.loads((folder / "stix/bundle.json").read_text(encoding="utf-8"))


def test_stix_passes_the_validator_of_its_own_makers(bundle):
    assert {one["type"] for one in bundle["objects"]} >= {"incident", "note", "report", "relationship", "location"}
    assert stix_faults(bundle) == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("incident", {"id": "incident--1"}),
        ("incident", {"spec_version": "2.0"}),
        ("incident", {"labels": []}),
        ("incident", {"Colour": "red"}),
        ("incident", {"extensions": {"extension-definition--1": {"extension_type": "property-extension"}}}),
        ("report", {"created": "2004-01-01"}),
        ("report", {"modified": "1969-01-01T00:00:00Z"}),
        ("report", {"external_references": [{"url": "https://example.org"}]}),
        ("location", {"latitude": 95.0, "longitude": 0.0}),
        ("relationship", {"target_ref": "location--00000000-0000-5000-8000-000000000000"}),
        ("extension-definition", {"extension_types": ["colour"]}),
    ],
)
def test_the_validator_finds_what_was_broken(bundle, kind, change):
    broken = next(one for one in bundle["objects"] if one["type"] == kind)
    others = [one for one in bundle["objects"] if one is not broken]
    assert stix_faults({**bundle, "objects": [*others, broken | change]}) != []


ENDS = {"located-at": ("incident", "location"), "attributed-to": ("incident", "identity")}


def test_stix_places_and_attributes_incidents_alone(bundle):
    kinds = {one["id"]: one["type"] for one in bundle["objects"]}
    assert len(kinds) == len(bundle["objects"])
    for one in bundle["objects"]:
        if one["type"] == "relationship" and one["relationship_type"] in ENDS:
            assert (kinds[one["source_ref"]], kinds[one["target_ref"]]) == ENDS[one["relationship_type"]]


def test_stix_ids_are_ours_made_over(folder, built, tmp_path):
    api.export(built.book, "stix", tmp_path / "again")
    assert (tmp_path / "again/bundle.json").read_bytes() == (folder / "stix/bundle.json").read_bytes()


@pytest.fixture(scope="module")
def store(folder) -> pyoxigraph.Store:
    loaded = pyoxigraph.Store()
    loaded.load(path=str(folder / "rdf/book.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    return loaded


def test_rdf_has_a_graph_for_each_claim(store, built):
    graphs = {graph.value.rsplit(":", 1)[-1] for graph in store.named_graphs()}
    assert graphs == {claim["id"] for claim in built.tables["claims"]}


def test_rdf_selectors_stand_in_the_text_at_their_positions(store, built):
    query = f"""
        SELECT ?source ?exact ?start ?end ?prefix WHERE {{
            ?target <{OA}hasSource> ?source ; <{OA}hasSelector> ?quote, ?place .
            ?quote <{OA}exact> ?exact . ?place <{OA}start> ?start ; <{OA}end> ?end .
            OPTIONAL {{ ?quote <{OA}prefix> ?prefix }}
        }}"""
    with open_book(built.book) as book:
        from sourcebook.records.text import Document

        texts = {row.document_id: row.text for row in WithheldView(book, Disclosure()).rows(Document)}
    found = list(store.query(query))
    assert len(found) == len(built.tables["claims"])
    for row in found:
        text = texts[row["source"].value.rsplit(":", 1)[-1]]
        start, end = int(row["start"].value), int(row["end"].value)
        assert text[start:end] == row["exact"].value
        if row["prefix"] is not None:
            assert text[:start].endswith(row["prefix"].value)


def test_rdf_keeps_disagreement(store):
    query = """
        SELECT ?event (COUNT(DISTINCT ?best) AS ?tolls) WHERE { GRAPH ?claim {
            ?event <urn:sourcebook:def:figure> ?figure .
            ?figure <urn:sourcebook:def:harm> "killed" ; <urn:sourcebook:def:best> ?best
        } } GROUP BY ?event"""
    assert max(int(row["tolls"].value) for row in store.query(query)) > 1


def test_parquet_is_what_its_package_says(folder):
    package = json.loads((folder / "parquet/datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        path = folder / "parquet" / resource["path"]
        content = path.read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        table = tables[resource["name"]] = pq.read_table(path)
        assert [field["name"] for field in resource["schema"]["fields"]] == table.column_names
        assert resource["rowCount"] == table.num_rows
        for key in resource["schema"].get("primaryKey", []):
            assert max(Counter(table[key].to_pylist()).values(), default=1) == 1
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            there = key["reference"]
            known = {*tables[there["resource"]][there["fields"][0]].to_pylist(), None}
            assert set(tables[resource["name"]][key["fields"][0]].to_pylist()) <= known


def test_parquet_holds_every_claim_and_names_nobody_in_private(folder, built):
    claims = pq.read_table(folder / "parquet/claims.parquet").to_pylist()
    assert [row["claim"] for row in claims] == [row["id"] for row in built.tables["claims"]]
    with open_book(built.book) as book:
        private = {name for names in WithheldView(book, Disclosure()).private.names.values() for name in names}
    for path in (folder / "parquet").glob("*.parquet"):
        told = str(pq.read_table(path).to_pylist()).casefold()
        assert [name for name in private if " " in name and name.casefold() in told] == []


def test_a_missing_library_is_a_clear_sentence(built, tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
    with open_book(built.book) as book, pytest.raises(ExportError, match=r'pip install "sourcebook\[formats\]"'):
        publish.export(book, "parquet", tmp_path / "out")
    assert not (tmp_path / "out").exists()
