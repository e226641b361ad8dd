"""A book as a site of static files: the app's own templates, no server, nobody else asked.

It stands above the app, whose pages it draws, and sees the book only as it may be published.
"""

from __future__ import annotations

from sourcebook.site.checking import CopyReport, check_site
from sourcebook.site.edition import Edition
from sourcebook.site.publishing import SiteReport, publish_site
from sourcebook.site.told import publish_as_told

__all__ = ["CopyReport", "Edition", "SiteReport", "check_site", "publish_as_told", "publish_site"]
