"""`python -m citetrack` and the installed program `citetrack`."""

import sys

__all__ = ["run"]


def run() -> None:
    """Runs the command line and leaves with its exit code."""
    try:
        from citetrack.cli import main  # here, because loading may be interrupted too

        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
