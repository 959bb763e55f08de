"""A clock for tests."""


class HandWoundClock:
    """Time passes only when somebody sleeps, and then a little more than was asked for."""

    def __init__(self, *, overshoot_s: float = 0.0) -> None:
        self.time_s = 1000.0
        self.slept_s: list[float] = []
        self.overshoot_s = overshoot_s

    def now_s(self) -> float:
        return self.time_s

    def sleep_s(self, duration_s: float) -> None:
        self.slept_s.append(duration_s)
        self.time_s += duration_s + self.overshoot_s
