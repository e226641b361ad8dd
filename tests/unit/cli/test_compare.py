"""The command that holds a book beside a dataset prints lists, or one JSON object."""

from __future__ import annotations

import csv
import json

from tests.unit.datasets.rows import GED
from typer.testing import CliRunner

from sourcebook import api
from sourcebook.cli.application import app


def test_a_row_of_the_dataset_is_found_in_a_book_of_reports(tmp_path):
    with (tmp_path / "ged.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(GED))
        writer.writeheader()
        writer.writerow(GED)
    report = (
        "Gunmen shot four people dead near Mankerni in Sri Lanka's Batticaloa district on 4 May 2004, police said.\n"
    )
    (tmp_path / "report.txt").write_text(report)
    book = tmp_path / "b.book"
    api.build([tmp_path / "report.txt"], book, api.BuildOptions(workers=0))
    arguments = ["compare", str(tmp_path / "ged.csv"), "--book", str(book)]
    shown = CliRunner().invoke(app, arguments)
    assert shown.exit_code == 0
    assert "In both" in shown.output
    told = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).output)
    assert told["counts"]["both"] == 1, told
    assert told["both"][0]["row"] == "90210"
