"""Reports in the language of the small rooms, for tests: drawn at random from few towns, groups and days.

Few words make many meetings: reports tell the same attacks, share sentences, disagree, and name the same leaders.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

TOWNS = ("Quetta", "Gao", "Cali", "Juba")
GROUPS = ("Jamaat", "Frente", "Harakat")
LEADERS = ("Omar", "Lucia", "Bakr")
OUTLETS = ("Dawn", "Herald", "Courier")
ASIDES = (
    "Lawyers had gathered there when the blast went off near the gate of the main hospital of the old city.",
    "Nobody had warned the traders who opened their stalls beside the bus park before the sun was up that day.",
    "The governor promised that an inquiry would name within a month whoever had left the northern gate unguarded.",
)


def report(random: Random) -> str:
    """One report of a few lines; one in six cannot be read."""
    lines = [f"published 2016-08-{random.randrange(10, 20)} by {random.choice(OUTLETS)}"]
    for _ in range(random.randrange(1, 4)):
        lines.append(
            f"On 2016-08-0{random.randrange(1, 5)} in {random.choice(TOWNS)}, "
            f"{random.choice(GROUPS)} killed {random.randrange(1, 9)} people."
        )
    lines += random.sample(ASIDES, random.randrange(0, 4))
    if random.random() < 0.4:
        lines.append(f"{random.choice(LEADERS)} leads {random.choice(GROUPS)}.")
    if random.random() < 1 / 6:
        lines.append("This line is unreadable.")
    return "\n".join(lines) + "\n"


def write_reports(folder: Path, count: int, seed: int = 3) -> Path:
    """A folder of so many reports, each in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)  # noqa: S311 - test data
    for number in range(count):
        (folder / f"report-{number:04}.txt").write_text(report(random), encoding="utf-8")
    return folder
