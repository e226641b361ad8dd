"""A profile as one HTML file that needs nothing else: its tables, its diagram, and the sentences that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from sourcebook.publish.profile.drawing import drawn
from sourcebook.publish.profile.facts import Line, Profile, Section
from sourcebook.publish.profile.markdown import EMPTY

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b2127; background: #fff; max-width: 66rem; }
body { margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #d9d6cd; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem 0; }
.doubt { color: #7a3e00; font-weight: 600; } a { color: #1c4f7c; }
.wide { overflow-x: auto; } svg { max-width: 100%; height: auto; } li:target { background: #fff1b8; }
"""
NUMBER = re.compile(r"\[(\d+)\]")


def html_profile(profile: Profile) -> str:
    """The profile as a page."""
    name = escape(profile.actor.name)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>'
    body = "\n".join(parts(profile))
    top = f'<!doctype html>\n<html lang="en">\n<head>{head}<style>{STYLE}</style></head>'
    return f"{top}\n<body>\n{body}\n</body>\n</html>\n"


def parts(profile: Profile) -> Iterator[str]:
    """The parts of the page in their order."""
    yield f'<h1 dir="auto">{escape(profile.actor.name)}</h1>\n<h2>Overview</h2>\n<dl>'
    for line in profile.overview:
        what, value = map(escape, line.cells)
        yield f'<dt>{what}</dt><dd dir="auto">{value}{marks(profile, line)}</dd>'
    yield "</dl>"
    if profile.is_empty:
        yield f"<p>{EMPTY}</p>"
    before = [section for section in profile.sections if section.heading in ("Leadership", "Offices")]
    for section in before:
        yield table(profile, section)
    yield from genealogy(profile)
    for section in profile.sections:
        if section not in before:
            yield table(profile, section)
    yield from sentences(profile)


def marks(profile: Profile, line: Line) -> str:
    """The numbers of a line's sentences as links, and what they disagree on."""
    links = NUMBER.sub(r'<a href="#s\1">[\1]</a>', profile.citation(line))
    doubt = profile.doubt(line)
    return (f" {links}" if links else "") + (f' <span class="doubt">{escape(doubt)}</span>' if doubt else "")


def table(profile: Profile, section: Section) -> str:
    """A section as a table, the first cell of each line its header."""
    header = "".join(f'<th scope="col">{escape(each)}</th>' for each in (*section.header, "Sentences"))
    rows = "\n".join(
        f'<tr><th scope="row" dir="auto">{escape(line.cells[0])}</th>'
        + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in line.cells[1:])
        + f"<td>{marks(profile, line)}</td></tr>"
        for line in section.lines
    )
    head = f"<h2>{escape(section.heading)}</h2>"
    return f'{head}\n<div class="wide"><table><thead><tr>{header}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'


def genealogy(profile: Profile) -> Iterator[str]:
    """The diagram with its steps in words below."""
    if not profile.genealogy.steps:
        return
    yield f'<h2>Genealogy</h2>\n<div class="wide">{drawn(profile.genealogy)}</div>'
    warning = profile.genealogy.warning()
    if warning:
        yield f'<p class="doubt">{escape(warning)}</p>'
    items = "\n".join(f"<li>{escape(': '.join(line.cells))}{marks(profile, line)}</li>" for line in profile.steps())
    yield f"<ol>\n{items}\n</ol>"
    if profile.genealogy.left_out:
        yield f"<p>{profile.genealogy.left_out} further actors found no room in the diagram.</p>"


def sentences(profile: Profile) -> Iterator[str]:
    """The sentences that the lines rest on, by number."""
    if profile.cited:
        items = "\n".join(
            f'<li id="s{one.number}" value="{one.number}">{escape(one.document)}: '
            f'<q dir="auto">{escape(one.words)}</q></li>'
            for one in profile.cited
        )
        yield f"<h2>Sentences</h2>\n<ol>\n{items}\n</ol>"
