"""The command line: one file per command; each parses, makes one call and prints.

Nothing heavy is imported here or at the top of a command, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys

from sourcebook.errors import SourcebookError, UsageError

INTERRUPTED = 130


def run(arguments: list[str] | None = None) -> None:
    """Run a command and leave: 0 done, 1 done with failures or not at all, 2 not understood, 130 stopped."""
    from sourcebook.cli.application import app

    try:
        app(args=arguments)
    except SystemExit as left:
        if left.code == INTERRUPTED:
            sys.stderr.write("sourcebook: stopped; what was finished is kept, the same command goes on from there\n")
        raise
    except SourcebookError as error:
        sys.stderr.write(f"sourcebook: {error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # The reader of our output, `head` for example, has seen enough.
        sys.stderr.close()
        sys.exit(0)
