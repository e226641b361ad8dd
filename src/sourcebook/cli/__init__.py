"""The command line: one file per command; each parses, makes one call and prints.

Nothing heavy is imported here or at the top of a command, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys

from sourcebook.errors import SourcebookError, UsageError


def run(arguments: list[str] | None = None) -> None:
    """Run a command and leave: 0 done, 1 done with failures or not at all, 2 not understood."""
    from sourcebook.cli.application import app

    try:
        app(args=arguments)
    except SourcebookError as error:
        sys.stderr.write(f"sourcebook: {error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # The reader of our output, `head` for example, has seen enough.
        sys.stderr.close()
        sys.exit(0)
