"""The readers of claims compared: the same corpora read by rules alone, and by rules and encoder together."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.quality.evaluate import PAGE, Run, scored
from tests.quality.sections import replaced_section

READERS = ("rules", "trained")
CORPORA = ("muc4", "conflict_dev")


def table(runs: dict[tuple[str, str], Run]) -> str:
    """One line a measure, one column a reader; precision and recall beside a value where the measure has them."""
    lines = [f"Measured on {datetime.now(UTC).date()}.", ""]
    lines += [f"| corpus | measure | {' | '.join(READERS)} |", f"|---|---|{'---|' * len(READERS)}"]
    for corpus in CORPORA:
        by_name = [{m.name: m for m in runs[corpus, reader].measures} for reader in READERS]
        for name in by_name[0]:
            values = [f"{own[name].value:.3f}" + shown(own[name].cases) for own in by_name]
            lines.append(f"| {corpus} | {name} | {' | '.join(values)} |")
    return "\n".join(lines)


def shown(cases: str) -> str:
    """Precision and recall, or the number of cases, in brackets."""
    return f" ({cases if not cases.isdigit() else f'of {cases}'})" if cases else ""


def main() -> int:
    """Measure, print, and write the page's section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    runs = {}
    for reader in READERS:
        for corpus in CORPORA:
            with tempfile.TemporaryDirectory() as folder:
                runs[corpus, reader] = scored(corpus, given.shared, Path(folder), given.workers, reader)
    print(table(runs))
    PAGE.write_text(replaced_section(PAGE, "readers", table(runs)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
