"""The tables of a book: what is kept for ever, what is derived and can be told anew, and how old books are brought up.

Kept tables (originals, what was refused, decisions, runs) are written out and changed by `MIGRATIONS` only. Derived
tables take their columns from the record classes; when those change, the derived tables are dropped and all work is
pending again, since a book is a function of its originals, decisions and settings.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256

from sourcebook.errors import SchemaError
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy, Link
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.store import before
from sourcebook.tables import column_definitions

APPLICATION_ID = 0x50B00C
"""Stands in the file's header, so that ``file`` and SQLite browsers can tell a book from another database."""

_VERSION_1 = """
CREATE TABLE originals (
    original_id TEXT PRIMARY KEY, path TEXT NOT NULL, root TEXT NOT NULL, sha256 TEXT NOT NULL, stored TEXT NOT NULL,
    offset INTEGER, length INTEGER, metadata TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX originals_by_stored ON originals (stored);
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY, decision_id TEXT NOT NULL UNIQUE, subject_ids TEXT NOT NULL, field TEXT,
    verdict TEXT NOT NULL, value TEXT, reason TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL,
    supersedes TEXT, saw TEXT NOT NULL
);
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed; record one that supersedes it');
END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a decision is never deleted; record one that supersedes it');
END;
CREATE TABLE runs (
    run_id INTEGER PRIMARY KEY, began_at TEXT NOT NULL, ended_at TEXT, program TEXT NOT NULL, settings TEXT NOT NULL,
    digest TEXT NOT NULL, report TEXT
);
CREATE TABLE refused (
    record_id TEXT PRIMARY KEY, error TEXT NOT NULL, message TEXT NOT NULL, root TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE settled (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_VERSION_2 = """
CREATE TABLE writings (
    number INTEGER PRIMARY KEY, writing_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    written_by TEXT NOT NULL, written_at TEXT NOT NULL
);
CREATE INDEX writings_by_id ON writings (writing_id);
CREATE TRIGGER writings_are_never_changed BEFORE UPDATE ON writings BEGIN
    SELECT RAISE(ABORT, 'a writing is never changed; add a version');
END;
CREATE TRIGGER writings_are_never_deleted BEFORE DELETE ON writings BEGIN
    SELECT RAISE(ABORT, 'a writing is never deleted; add a version without text');
END;
"""

_VERSION_3 = """
CREATE TABLE told_before (event_id TEXT PRIMARY KEY, told TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE told_now (event_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE differences (
    number INTEGER PRIMARY KEY, run_id INTEGER NOT NULL, kind TEXT NOT NULL, event_id TEXT, words TEXT NOT NULL,
    "before" TEXT NOT NULL, "after" TEXT NOT NULL, why TEXT NOT NULL, decided INTEGER NOT NULL
);
CREATE INDEX differences_by_run ON differences (run_id);
"""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3)
"""What brings a book from version n to n + 1, in order; a step that was once released is never edited."""

STRIDE = 1_000_000
"""A segment's or mention's key is its document's key times this, and its number: rows of a document lie together."""

_FACETS = """earliest TEXT AS (json_extract("time", '$.earliest')), latest TEXT AS (json_extract("time", '$.latest')),
    time_precision TEXT AS (json_extract("time", '$.precision')), country TEXT AS (json_extract(place, '$.country')),
    latitude REAL AS (json_extract(place, '$.latitude')), longitude REAL AS (json_extract(place, '$.longitude')),
    place_name TEXT AS (json_extract(place, '$.name')), place_precision TEXT AS (json_extract(place, '$.precision')),
    killed_low INTEGER AS (json_extract(killed, '$.low')), killed_best INTEGER AS (json_extract(killed, '$.best')),
    killed_high INTEGER AS (json_extract(killed, '$.high')), first_claim TEXT AS (json_extract(claim_ids, '$[0]')),
    deaths INTEGER AS (coalesce(json_extract(killed, '$.best'), json_extract(killed, '$.low'),
    json_extract(killed, '$.high'))), origin_count INTEGER AS (json_array_length(origins)),
    contested_count INTEGER AS (json_array_length(contested)),
    weight REAL AS (3.0 * min(json_array_length(contested), 2) + min(coalesce(json_extract(killed, '$.best'),
    json_extract(killed, '$.low'), json_extract(killed, '$.high'), 0), 200) / 40.0
    + 2.0 * (1.0 - coalesce(confidence, 0.5)) + (json_array_length(origins) > 1)
    + (json_extract("time", '$.earliest') IS NULL) + (json_extract(place, '$.latitude') IS NULL))"""
"""What events are looked up by: read from their other columns, and kept in indexes only.

``weight`` is what of an event matters to a reviewer: contested first, then high tolls, then what the program is least
sure of.
"""

_KEYED = "document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE"

DERIVED: dict[str, str] = {
    "documents": f"""
        CREATE TABLE documents (document_key INTEGER PRIMARY KEY, original_id TEXT NOT NULL, shown INTEGER NOT NULL,
            {column_definitions(Document, without=["text"])}, text TEXT NOT NULL, UNIQUE (document_id, original_id));
        CREATE INDEX documents_by_original ON documents (original_id);
    """,
    "readings": """
        CREATE TABLE readings (document_key INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
            passage_length INTEGER, fingerprints BLOB NOT NULL, problems TEXT NOT NULL,
            main_claim_id TEXT, story TEXT);
    """,
    "segments": f"""
        CREATE TABLE segments (segment_key INTEGER PRIMARY KEY,
            {column_definitions(Segment, without=["document_id", "position", "tokens"])},
            document_key INTEGER AS (segment_key / {STRIDE}), position INTEGER AS (segment_key % {STRIDE}));
    """,
    "mentions": f"""
        CREATE TABLE mentions (mention_key INTEGER PRIMARY KEY, segment INTEGER NOT NULL,
            {column_definitions(Mention, without=["document_id", "segment_id"])},
            document_key INTEGER AS (mention_key / {STRIDE}),
            segment_key INTEGER AS (mention_key / {STRIDE} * {STRIDE} + segment));
    """,
    "claims": f"""
        CREATE TABLE claims (claim_key INTEGER PRIMARY KEY, {_KEYED},
            {column_definitions(Claim, without=["document_id"])}, UNIQUE (claim_id));
        CREATE INDEX claims_by_document ON claims (document_key);
        CREATE INDEX claims_that_sum ON claims (json_extract("time", '$.earliest')) WHERE aggregate;
    """,
    "claim_groups": """
        CREATE TABLE claim_groups (stage TEXT NOT NULL, key TEXT NOT NULL,
            claim_key INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
            PRIMARY KEY (stage, key, claim_key)) WITHOUT ROWID;
        CREATE INDEX claim_groups_by_claim ON claim_groups (claim_key);
    """,
    "passages": """
        CREATE TABLE passages (fingerprint INTEGER NOT NULL, document_key INTEGER NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            PRIMARY KEY (fingerprint, document_key, start, "end")) WITHOUT ROWID;
    """,
    "shared_passages": """
        CREATE TABLE shared_passages (fingerprint INTEGER NOT NULL, left_key INTEGER NOT NULL,
            right_key INTEGER NOT NULL, left_start INTEGER NOT NULL, left_end INTEGER NOT NULL,
            right_start INTEGER NOT NULL, right_end INTEGER NOT NULL,
            PRIMARY KEY (fingerprint, left_key, right_key, left_start, left_end, right_start, right_end)) WITHOUT ROWID;
    """,
    "copies": f"""
        CREATE TABLE copies (group_key TEXT NOT NULL, {column_definitions(Copy)});
        CREATE INDEX copies_by_group ON copies (group_key);
        CREATE INDEX copies_by_left ON copies ("left");
        CREATE INDEX copies_by_right ON copies ("right");
    """,
    "links": f"""
        CREATE TABLE links (group_key TEXT NOT NULL, {column_definitions(Link)},
            PRIMARY KEY (group_key, "left", "right")) WITHOUT ROWID;
        CREATE INDEX links_by_left ON links ("left");
    """,
    "members": """
        CREATE TABLE members (stage TEXT NOT NULL, member_id TEXT NOT NULL, cluster_id TEXT NOT NULL,
            PRIMARY KEY (stage, member_id)) WITHOUT ROWID;
        CREATE INDEX members_by_cluster ON members (stage, cluster_id);
    """,
    "events": f"""
        CREATE TABLE events (group_key TEXT NOT NULL, {column_definitions(Event)}, {_FACETS});
        CREATE INDEX events_by_group ON events (group_key);
        CREATE INDEX events_by_id ON events (event_id);
        CREATE INDEX events_by_facets ON events (earliest, latest, time_precision, type, realis, review, country,
            latitude, longitude, place_name, place_precision, deaths, killed_low, killed_best, killed_high,
            origin_count, contested_count, confidence, first_claim, event_id);
        CREATE INDEX events_by_weight ON events (review, weight DESC, event_id, first_claim);
        CREATE INDEX events_by_day ON events (earliest, latest, event_id, review);
    """,
    **{
        name: f"""
        CREATE TABLE {name} (group_key TEXT NOT NULL, {column_definitions(record)});
        CREATE INDEX {name}_by_group ON {name} (group_key);
        CREATE INDEX {name}_by_id ON {name} ({name_of_id});
    """
        for name, record, name_of_id in (
            ("relations", Relation, "relation_id"),
            ("actors", Actor, "actor_id"),
            ("strengths", Strength, "strength_id"),
        )
    },
    "failed": """
        CREATE TABLE failed (stage TEXT NOT NULL, record_id TEXT NOT NULL, error TEXT NOT NULL,
            message TEXT NOT NULL, PRIMARY KEY (stage, record_id)) WITHOUT ROWID;
        CREATE VIEW failures AS SELECT stage, record_id, error, message FROM failed
            UNION ALL SELECT 'ingest', record_id, error, message FROM refused;
    """,
    "pending": """
        CREATE TABLE pending (stage TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (stage, key)) WITHOUT ROWID;
    """,
    "document_words": """
        CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='documents',
            content_rowid='document_key', tokenize='unicode61 remove_diacritics 2');
        CREATE TRIGGER words_of_new AFTER INSERT ON documents WHEN new.shown BEGIN
            INSERT INTO document_words(rowid, title, text) VALUES (new.document_key, new.title, new.text);
        END;
        CREATE TRIGGER words_of_gone BEFORE DELETE ON documents WHEN old.shown BEGIN
            INSERT INTO document_words(document_words, rowid, title, text)
            VALUES ('delete', old.document_key, old.title, old.text);
        END;
        CREATE TRIGGER words_of_shown AFTER UPDATE OF shown ON documents WHEN new.shown AND NOT old.shown BEGIN
            INSERT INTO document_words(rowid, title, text) VALUES (new.document_key, new.title, new.text);
        END;
        CREATE TRIGGER words_of_hidden AFTER UPDATE OF shown ON documents WHEN old.shown AND NOT new.shown BEGIN
            INSERT INTO document_words(document_words, rowid, title, text)
            VALUES ('delete', old.document_key, old.title, old.text);
        END;
    """,
}
"""Every table that can be told anew from originals, decisions and settings, in the order of their making."""

SHAPE = sha256("".join(DERIVED.values()).encode()).hexdigest()
"""A digest of the derived tables' definitions: a book that has another one is told anew before it is used."""


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the book has seen; 0 for a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check(connection: sqlite3.Connection, path: str) -> None:
    """Refuse a file that is no book, or one that a newer program wrote."""
    identity = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if identity != APPLICATION_ID and tables:
        raise SchemaError(f"{path} is an SQLite database but not a book; name another file with --book")
    if version_of(connection) > len(MIGRATIONS):
        raise SchemaError(
            f"{path} has schema version {version_of(connection)} and this program knows {len(MIGRATIONS)}; "
            "use the newer program that wrote it"
        )


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the book has every migration and the derived tables of this program."""
    return version_of(connection) == len(MIGRATIONS) and settled(connection, "shape") == SHAPE


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the book to this program's schema, in the transaction that is open."""
    for number, script in enumerate(MIGRATIONS[version_of(connection) :], start=version_of(connection) + 1):
        run_script(connection, script)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if settled(connection, "shape") != SHAPE:
        clear_derived(connection)


def clear_derived(connection: sqlite3.Connection) -> None:
    """Empty what can be told anew and put every original to be read."""
    before.keep_all(connection)
    connection.execute("DROP VIEW IF EXISTS failures")
    for name in reversed(DERIVED):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for script in DERIVED.values():
        run_script(connection, script)
    settle(connection, "shape", SHAPE)
    put_all_to_be_read(connection)


def put_all_to_be_read(connection: sqlite3.Connection) -> None:
    """Make every original pending."""
    connection.execute("INSERT OR IGNORE INTO pending SELECT 'ingest', original_id FROM originals")


def settled(connection: sqlite3.Connection, name: str) -> str | None:
    """What is noted under this name: the shape of the derived tables, the digest they were told by."""
    row = connection.execute("SELECT value FROM settled WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def settle(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Note a value under a name."""
    connection.execute("INSERT OR REPLACE INTO settled VALUES (?, ?)", (name, value))


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one, since ``executescript`` would commit the open transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
