"""Waiting for what another thread brings about."""

import threading
from collections.abc import Callable

import pytest

__all__ = ["PATIENCE_S", "until"]

PATIENCE_S = 30.0


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; another thread brings it about."""
    tick = threading.Event()
    for _ in range(round(PATIENCE_S / 0.02)):
        if condition():
            return
        tick.wait(0.02)
    pytest.fail("what was waited for did not come")
