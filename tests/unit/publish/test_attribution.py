"""An imported list of places is named in what is published, as its licence asks."""

from __future__ import annotations

import json

from sourcebook import api
from sourcebook.resolve.gazetteer_import import import_gazetteer
from sourcebook.resolve.gazetteer_rows import ImportOptions


def test_the_owner_of_an_imported_gazetteer_stands_in_every_report(tmp_path):
    places = tmp_path / "places.csv"
    places.write_text("name,lat,lon,country\nSarmilla,33.1,44.2,IQ\n")
    import_gazetteer(places, tmp_path / "own.gazetteer", ImportOptions({}, "", "Field survey 2024, CC BY 4.0"))
    settings = tmp_path / "sourcebook.toml"
    settings.write_text('[resolve]\ngazetteers = ["own.gazetteer"]\n')
    report = tmp_path / "a.txt"
    report.write_text("A bomb killed four people in Sarmilla, Iraq, on 3 May 2012, police said.\n")
    api.build([report], tmp_path / "b.book", api.BuildOptions(workers=0, settings=settings))
    for name, file in (("jsonl", "manifest.json"), ("geojson", "geojson-report.json")):
        out = tmp_path / name
        assert api.export(tmp_path / "b.book", name, out).attribution[0] == "Field survey 2024, CC BY 4.0"
        assert json.loads((out / file).read_text())["attribution"][0] == "Field survey 2024, CC BY 4.0"
