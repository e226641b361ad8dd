"""A small book of our own reports, one of which names a boy who was killed; read once, copied for each test."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest

from sourcebook import api, site
from sourcebook.records.ids import content_id
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict

REPORTS = {
    "first.md": """---
title: Bomb in Cali
source: Cauca Herald
published: 2002-04-08
url: https://example.org/2002/cali
---
A car bomb killed 12 people in Cali, Colombia, on 7 April 2002, police said. Among the dead was Mateo Quispe Landa, 15,
a pupil. The bombing was claimed by the FARC. Mateo Quispe Landa was on his way home.
""",
    "second.md": """---
title: Toll of Cali rises
source: Valle Courier
published: 2002-04-10
---
The car bomb of 7 April 2002 in Cali, Colombia, killed 15 people, hospitals said on Wednesday.
""",
    "third.md": """---
title: Ambush near Juba
source: Nile Post
published: 2014-02-03
---
Gunmen ambushed a bus near Juba, South Sudan, on 2 February 2014 and killed six passengers, the governor said.
""",
}
BOY = "Mateo Quispe Landa"
DAY = date(2026, 1, 5)


@pytest.fixture(scope="session")
def read_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    api.build([reports], folder / "andes.book", api.BuildOptions(workers=0))
    return folder / "andes.book"


@pytest.fixture
def andes(read_once, tmp_path):
    """The book, alone in a folder."""
    copied = tmp_path / read_once.name
    shutil.copy(read_once, copied)
    shutil.copytree(f"{read_once}.originals", f"{copied}.originals")
    return copied


@pytest.fixture
def bombing(andes):
    """The event that two reports tell."""
    return next(event for event in api.events(andes) if len(event.document_ids) == 2)


@pytest.fixture
def decided(andes):
    """Records a decision of a reviewer."""

    def decide(event, field=None, verdict=Verdict.EDIT, value=None, reason="the coroner's list", by="Ines Reviewer"):
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        decision = Decision(
            decision_id=content_id("decision", event.event_id, field, now),
            subject_ids=event.claim_ids,
            field=field,
            verdict=verdict,
            value=value,
            reason=reason,
            decided_by=by,
            decided_at=now,
            supersedes=None,
            saw="",
        )
        api.decide(andes, decision)
        return decision

    return decide


@pytest.fixture
def published(andes, tmp_path):
    """Publishes the book; without downloads, which most tests do not look at."""

    def publish(out=None, formats=(), **given):
        edition = site.Edition(title="The Andes", **{"published_on": DAY, "formats": formats, **given})
        folder = out or tmp_path / "site"
        return folder, site.publish_site(andes, folder, edition)

    return publish
