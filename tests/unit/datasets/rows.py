"""Rows of datasets in our own words: made-up events, columns as the datasets have them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from sourcebook.datasets import row_claims, row_mentions
from sourcebook.ingest.canonical import assembled
from sourcebook.ingest.dataset_rows import row_pieces
from sourcebook.ingest.rows import csv_fields
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document

GED: dict[str, str] = {
    "id": "90210.0",
    "year": "2004",
    "type_of_violence": "1",
    "conflict_name": "Sri Lanka: Eelam",
    "dyad_name": "Government of Sri Lanka - LTTE",
    "side_a": "Government of Sri Lanka",
    "side_b": "LTTE",
    "number_of_sources": "2",
    "source_article": '"Island Wire,2004-05-06,Convoy hit near lagoon";"Coast Radio,2004-05-07,Four dead"',
    "source_office": "Island Wire;Coast Radio",
    "source_date": "2004-05-06;2004-05-07",
    "source_headline": "Convoy hit near lagoon;Four dead",
    "source_original": "army; LTTE",
    "where_prec": "2",
    "where_coordinates": "Mankerni village",
    "adm_1": "Eastern province",
    "adm_2": "Batticaloa district",
    "latitude": "8.0167",
    "longitude": "81.5",
    "country": "Sri Lanka",
    "country_id": "780",
    "event_clarity": "1",
    "date_prec": "2",
    "date_start": "2004-05-04 00:00:00.000",
    "date_end": "2004-05-05",
    "deaths_a": "3",
    "deaths_b": "0",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "low": "4",
    "best": "4",
    "high": "6",
}
ACLED: dict[str, str] = {
    "event_id_cnty": "NIG4711",
    "event_date": "2016-11-09",
    "year": "2016",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor1": "Unidentified Armed Group (Nigeria)",
    "inter1": "Political militia",
    "actor2": "Civilians (Nigeria)",
    "inter2": "Civilians",
    "iso": "566",
    "country": "Nigeria",
    "admin1": "Plateau",
    "admin2": "Riyom",
    "location": "Jol",
    "latitude": "9.6329",
    "longitude": "8.7631",
    "geo_precision": "1",
    "source": "Plateau Post",
    "source_scale": "Subnational",
    "notes": "On 9 November 2016, gunmen shot two farmers at Jol (Riyom, Plateau).",
    "fatalities": "2",
}
GTD: dict[str, str] = {
    "eventid": "198803120007",
    "iyear": "1988",
    "imonth": "3",
    "iday": "12",
    "extended": "0",
    "country_txt": "Peru",
    "provstate": "Ayacucho",
    "city": "Huanta",
    "latitude": "-12.9396",
    "longitude": "-74.2476",
    "specificity": "1",
    "success": "1",
    "suicide": "0",
    "attacktype1": "3",
    "attacktype1_txt": "Bombing/Explosion",
    "targtype1": "3",
    "targtype1_txt": "Police",
    "target1": "Guard post",
    "gname": "Shining Path (SL)",
    "guncertain1": "1",
    "claimed": "-9",
    "weaptype1": "6",
    "weaptype1_txt": "Explosives",
    "weapsubtype1": "28",
    "weapsubtype1_txt": "Dynamite/TNT",
    "nkill": "5",
    "nkillter": "1",
    "nwound": "-99",
    "summary": "Dynamite wrecked a guard post at the edge of town.",
}


def document_of(row: Mapping[str, str]) -> Document:
    """The document that a row becomes."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row.values())
    fields = csv_fields(written.getvalue().encode(), list(row), ",")
    text, blocks = assembled(row_pieces(fields.text))
    return Document(
        document_id="d-row", path="rows.csv#1", sha256="0" * 64, original="0" * 64, text=text, blocks=blocks
    )


def reading_of(row: Mapping[str, str], **changed: str) -> Reading:
    """What the room makes of a row with some values changed; an empty value is an empty column."""
    document = document_of({**row, **changed})
    return row_claims(row_mentions(Reading(document_id=document.document_id, document=document)))
