"""What holds for every test."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files first that drive a browser, each takes a minute, and try their tests a second time."""
    for item in items:
        # On a computer that does more than it can, a page may miss a moment that a test looks for. What fails
        # twice is wrong, and the summary of the run names what was tried again.
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    slow = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in slow)
