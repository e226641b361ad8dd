"""The metadata of an evidence package, as RO-Crate 1.1 asks: the package, its files, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/crate/1.1"
FORMATS = {".jsonl": "application/jsonl", ".json": "application/json", ".txt": "text/plain"}
WORDS = {
    "data/events.jsonl": "the events, as all claims together tell them",
    "data/claims.jsonl": "what each document says, with the words that say it",
    "data/documents.jsonl": "the texts that were read",
    "data/mentions.jsonl": "names, times, places and figures in the texts",
    "data/actors.jsonl": "who is named",
    "data/decisions.jsonl": "what people decided, and what they took back",
    "data/originals.jsonl": "which document lies in which stored file, and which files are sealed",
    "custody/collection-log.jsonl": "when each file came in, each entry bound to the one before by its hash",
    "versions.json": "by which program, settings and gazetteers it was told",
    "README.txt": "what this is and how it is checked",
}


def crate_of(
    digests: Mapping[str, str], sizes: Mapping[str, int], titles: Sequence[str], made_at: str
) -> dict[str, Any]:
    """The metadata of a package with these files."""
    files = [_file(name, digests[name], sizes[name]) for name in sorted(digests)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Evidence: {'; '.join(titles[:3])}{'; …' if len(titles) > 3 else ''}",
        "description": f"What {len(titles)} event(s) rest on: originals, texts, claims, decisions, collection log.",
        "datePublished": made_at,
        "license": {"@id": "#terms"},
        "hasPart": [{"@id": each["@id"]} for each in files],
    }
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    program = {
        "@id": "#sourcebook",
        "@type": "SoftwareApplication",
        "name": "Sourcebook",
        "version": version("sourcebook"),
    }
    made = {
        "@id": "#made",
        "@type": "CreateAction",
        "name": "The package was made",
        "endTime": made_at,
        "instrument": {"@id": "#sourcebook"},
        "result": {"@id": "./"},
    }
    terms = {
        "@id": "#terms",
        "@type": "CreativeWork",
        "name": "For evidence only",
        "description": "Source texts belong to their publishers; they are handed over as evidence only.",
    }
    return {"@context": CONTEXT, "@graph": [about, root, *files, program, made, terms]}


def _file(name: str, digest: str, size: int) -> dict[str, Any]:
    ending = name[name.rfind(".") :] if "." in name else ""
    original = name.startswith("originals/")
    return {
        "@id": name,
        "@type": "File",
        "name": name.rpartition("/")[2],
        "description": "a file as it was stored, untouched" if original else WORDS.get(name, name),
        "encodingFormat": FORMATS.get(ending, "application/octet-stream"),
        "contentSize": str(size),
        "sha256": digest,
    }
