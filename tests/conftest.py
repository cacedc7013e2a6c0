"""What all tests share: seeded hypothesis, the long run, and the developers' reference folder where there is one."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on each run and each machine; how long one takes says nothing about right or wrong.
settings.register_profile("seeded", derandomize=True, deadline=None, database=None)
settings.load_profile("seeded")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked long too: minutes, and gigabytes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="part of the long run: pytest --long"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository; the test is skipped where a user does not have it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the developers' reference folder ../shared is not here")
    return folder
