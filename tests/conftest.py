"""Settings of all tests, and their order."""

from pathlib import Path

import pytest
from hypothesis import settings

BROWSER_TESTS = Path(__file__).parent / "browser"

# A deadline in milliseconds would test how busy the machine is.
settings.register_profile("gru_viz", deadline=None)
settings.load_profile("gru_viz")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests, and put them last: the quick tests speak first."""
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
