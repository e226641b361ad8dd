"""What ``sourcebook verify`` finds of evidence packages and published sites, which need no book to be checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from sourcebook.errors import NotFoundError, UsageError

SHOWN = 20


class Checked(Protocol):
    """What a check found."""

    @property
    def ok(self) -> bool:
        """Whether all is as it was made."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is not."""

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON."""


def checked(path: Path, expected: str) -> Checked | None:
    """The check of a package or a site; none for a book."""
    from sourcebook.publish.evidence_check import check_package, is_package
    from sourcebook.site import check_site

    if not path.exists():
        raise NotFoundError(f"There is no file or folder {path}; check the name.")
    if path.is_dir():
        return check_site(path)
    if is_package(path) or path.suffix.lower() == ".zip":
        return check_package(path, expected)
    if expected:
        raise UsageError(f"{path} is no evidence package, and only those have a number to be expected.")
    return None


def tell(path: Path, found: Checked, *, as_json: bool, quiet: bool) -> None:
    """Print what was found."""
    from rich.markup import escape

    from sourcebook.cli.terminal import console, print_json
    from sourcebook.records.wording import counted

    if as_json:
        print_json({"path": str(path), **found.as_dict()})
        return
    screen = console()
    if found.ok and not quiet:
        facts = {name: value for name, value in found.as_dict().items() if name != "well"}
        told = ", ".join(f"{name} {value}" for name, value in facts.items() if isinstance(value, int | str))
        screen.print(f"[green]✓[/green] {escape(str(path))} is as it was made", soft_wrap=True)
        screen.print(f"[dim]{escape(told)}[/dim]", soft_wrap=True)
    for problem in found.problems[:SHOWN]:
        screen.print(f"[red]✗[/red] {escape(problem)}", soft_wrap=True)
    if len(found.problems) > SHOWN:
        screen.print(f"[red]✗[/red] and {counted(len(found.problems) - SHOWN, 'more')}: --json names all")
