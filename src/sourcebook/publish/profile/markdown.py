"""A profile in Markdown: every word of the book is escaped, so that none turns into markup, a link or a tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.publish.profile.facts import Line, Profile, Section
from sourcebook.publish.report_markdown import plain

EMPTY = "The book tells nothing of this actor beside its name."


def markdown_profile(profile: Profile, image: str | None = None) -> str:
    """The profile as Markdown; ``image`` is the file of its diagram, if one was written beside it."""
    return "\n\n".join(part for part in parts(profile, image) if part) + "\n"


def parts(profile: Profile, image: str | None) -> Iterator[str]:
    """The blocks of the page in their order."""
    yield f"# {plain(profile.actor.name)}"
    yield "## Overview"
    yield "\n".join(
        f"- {plain(line.cells[0])}: {plain(line.cells[1])}{marks(profile, line)}" for line in profile.overview
    )
    if profile.is_empty:
        yield EMPTY
    before = [section for section in profile.sections if section.heading in ("Leadership", "Offices")]
    for section in before:
        yield from table(profile, section)
    yield from genealogy(profile, image)
    for section in profile.sections:
        if section not in before:
            yield from table(profile, section)
    yield from sentences(profile)


def marks(profile: Profile, line: Line) -> str:
    """The numbers of a line's sentences, and what they disagree on."""
    cited, doubt = profile.citation(line), profile.doubt(line)
    return (f" {plain(cited)}" if cited else "") + (f" **{plain(doubt)}**" if doubt else "")


def table(profile: Profile, section: Section) -> Iterator[str]:
    """A section as a table, its last column the sentences."""
    yield f"## {plain(section.heading)}"
    header = (*section.header, "Sentences")
    rows: list[Sequence[str]] = [header, ["---"] * len(header)]
    rows += [[*map(plain, line.cells), marks(profile, line).strip()] for line in section.lines]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def genealogy(profile: Profile, image: str | None) -> Iterator[str]:
    """The diagram, where there is a file, and its steps in words."""
    if not profile.genealogy.steps:
        return
    yield "## Genealogy"
    if image:
        yield f"![Genealogy of {plain(profile.actor.name)}; its steps stand in words below]({image})"
    warning = profile.genealogy.warning()
    if warning:
        yield plain(warning)
    yield "\n".join(
        f"{number}. {plain(': '.join(line.cells))}{marks(profile, line)}"
        for number, line in enumerate(profile.steps(), 1)
    )
    if profile.genealogy.left_out:
        yield f"{profile.genealogy.left_out} further actors found no room in the diagram."


def sentences(profile: Profile) -> Iterator[str]:
    """The sentences that the lines rest on, by number."""
    if profile.cited:
        yield "## Sentences"
        yield "\n".join(
            f"- {plain(f'[{one.number}]')} {plain(one.document)}: “{plain(one.words)}”" for one in profile.cited
        )
