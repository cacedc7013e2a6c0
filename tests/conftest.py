"""What all tests share: seeded hypothesis, and the developers' reference folder where there is one."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on each run and each machine; how long one takes says nothing about right or wrong.
settings.register_profile("seeded", derandomize=True, deadline=None, database=None)
settings.load_profile("seeded")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository; the test is skipped where a user does not have it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the developers' reference folder ../shared is not here")
    return folder
