"""The review app: see a book, check it against its sentences, decide. Pages are made here; islands move in them."""

from __future__ import annotations

from sourcebook.review.application import application
from sourcebook.review.base_map import base_map
from sourcebook.review.desk import Desk
from sourcebook.review.guard import Access
from sourcebook.review.serving import Serving, serve

__all__ = ["Access", "Desk", "Serving", "application", "base_map", "serve"]
