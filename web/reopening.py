"""The mat closed and opened again, so that it takes up what was chosen."""

from collections.abc import Callable
from typing import Any

from web.work import Talk

__all__ = ["ReopenTask"]


class ReopenTask:
    """Change something while the mat is closed.

    Parameters
    ----------
    change : callable
        What is changed.
    """

    kind = "reopen"

    def __init__(self, change: Callable[[], None]) -> None:
        self._change = change

    def run(self, talk: Talk) -> dict[str, Any]:
        """Change it; the mat is opened again anyway."""
        self._change()
        return {}
