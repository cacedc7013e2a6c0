"""`python -m citetrack` and the installed program `citetrack`."""

import sys

from citetrack.cli import main

__all__ = ["run"]


def run() -> None:
    """Runs the command line and leaves with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
