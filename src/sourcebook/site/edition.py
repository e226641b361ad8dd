"""What whoever publishes says of a publication: title, author, day, address, which formats may be downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sourcebook.errors import UsageError
from sourcebook.publish.withholding import Disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication of a book.

    ``address`` is where it will stand, for the sitemap and for citing; a site works without one. ``formats`` none
    means all that may be published; ``names`` may stand although they are those of private persons: an editor
    answers for it ``by`` name, with a ``reason``.
    """

    title: str
    published_on: date
    author: str = ""
    address: str = ""
    licence: str = ""
    contact: str = ""
    formats: tuple[str, ...] | None = None
    names: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""

    @property
    def disclosure(self) -> Disclosure:
        """Whose names may stand in this edition beside those that decisions let out."""
        return Disclosure(names=self.names, reason=self.reason, by=self.by)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if self.address and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise UsageError(
                f"{self.address!r} is no address of a site; give it whole, such as https://example.org/book/"
            )
        if self.address and not self.address.endswith("/"):
            object.__setattr__(self, "address", f"{self.address}/")

    @property
    def program(self) -> str:
        """The version of this program."""
        from sourcebook import __version__

        return __version__

    def citation(self, edition_id: str) -> str:
        """How the publication is cited.

        >>> Edition(title="Sahel", published_on=date(2026, 1, 2), author="A. Diallo").citation("0a1b2c")
        'A. Diallo (2026). Sahel. Edition of 2026-01-02, 0a1b2c. Made with Sourcebook 0.1.0.'
        """
        who = f"{self.author} ({self.published_on.year}). " if self.author else ""
        year = "" if self.author else f" ({self.published_on.year})"
        where = f" {self.address}" if self.address else ""
        made = f"Made with Sourcebook {self.program}."
        return f"{who}{self.title}{year}. Edition of {self.published_on}, {edition_id}. {made}{where}"

    def bibtex(self, edition_id: str) -> str:
        """The publication as an entry of BibTeX."""
        from sourcebook.publish.citations import escaped

        rows = {
            "author": f"{{{escaped(self.author)}}}" if self.author else "",
            "title": f"{{{escaped(self.title)}}}",
            "year": str(self.published_on.year),
            "version": f"{self.published_on}, {edition_id}",
            "url": self.address,
            "note": f"Made with Sourcebook {self.program}",
        }
        told = ",\n".join(f"  {name} = {{{value}}}" for name, value in rows.items() if value)
        return f"@misc{{sourcebook-{edition_id},\n{told}\n}}\n"
