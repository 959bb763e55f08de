"""A clock that a test leads by the hand, for the mat of a server in a process of its own."""

import threading
import time
from typing import TextIO

__all__ = ["LedClock"]

#: Seconds of the clock in a second of life, while there is time given and when there is none.
HURRY, CRAWL = 6.0, 0.1


class LedClock:
    """Hurries through the seconds that were given, one number on each line, and crawls on otherwise."""

    def __init__(self, given: TextIO) -> None:
        self._lock = threading.Lock()
        self._seen_s = time.monotonic()
        self._now_s = 0.0
        self._until_s = 0.0
        threading.Thread(target=self._take, args=(given,), daemon=True).start()

    def now_s(self) -> float:
        """Return seconds since its start."""
        with self._lock:
            now_s = time.monotonic()
            left_s = now_s - self._seen_s
            self._seen_s = now_s
            hurried_s = min(max(0.0, self._until_s - self._now_s), left_s * HURRY)
            self._now_s += hurried_s + (left_s - hurried_s / HURRY) * CRAWL
            return self._now_s

    def sleep_s(self, duration_s: float) -> None:
        """Let about so long pass; whoever waits looks at the clock again."""
        time.sleep(max(0.0, duration_s) / HURRY)

    def _take(self, given: TextIO) -> None:
        for line in given:
            with self._lock:
                self._until_s = max(self._until_s, self._now_s) + float(line)
