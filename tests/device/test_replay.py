import dataclasses

import numpy as np
import pytest

from device import BadMat, MatGeometry, Recording, ReplayMat
from tests.device.clocks import HandWoundClock


def read_all(mat: ReplayMat) -> list[np.ndarray]:
    blocks = []
    while (block := mat.read()) is not None:
        blocks.append(block.time_s)
    return blocks


def test_a_replay_takes_as_long_as_the_recording(
    recording: Recording, clock: HandWoundClock
) -> None:
    times_s = np.concatenate(read_all(ReplayMat(recording, clock=clock)))
    np.testing.assert_array_equal(times_s, recording.time_s)
    assert clock.time_s - 1000.0 == pytest.approx(0.99)


def test_twice_the_speed_takes_half_as_long(recording: Recording, clock: HandWoundClock) -> None:
    read_all(ReplayMat(recording, clock=clock, speed=2.0))
    assert clock.time_s - 1000.0 == pytest.approx(0.495)


def test_without_a_pace_nobody_sleeps(recording: Recording, clock: HandWoundClock) -> None:
    times_s = np.concatenate(read_all(ReplayMat(recording, clock=clock, speed=None)))
    np.testing.assert_array_equal(times_s, recording.time_s)
    assert clock.slept_s == []


def test_no_frame_comes_before_its_time(recording: Recording, clock: HandWoundClock) -> None:
    mat = ReplayMat(recording, clock=clock)
    while (block := mat.read()) is not None:
        assert block.time_s[-1] - recording.time_s[0] <= clock.time_s - 1000.0 + 1e-9


def test_a_reader_that_falls_behind_gets_what_is_due_at_once(recording: Recording) -> None:
    clock = HandWoundClock()
    mat = ReplayMat(recording, clock=clock)
    first = mat.read()
    assert first is not None
    clock.time_s += 0.2
    late = mat.read()
    assert late is not None
    assert len(first) == 2
    assert len(late) >= 20
    assert late.time_s[0] > first.time_s[-1]


def test_a_loop_goes_on_after_one_frame_period(recording: Recording, clock: HandWoundClock) -> None:
    mat = ReplayMat(recording, clock=clock, loop=True)
    times_s: list[float] = []
    force_n = []
    while len(times_s) < 250:
        block = mat.read()
        assert block is not None
        times_s += block.time_s.tolist()
        force_n.append(block.force_n)
    np.testing.assert_allclose(np.diff(times_s), 0.01, atol=1e-9)
    replayed_n = np.concatenate(force_n)
    np.testing.assert_array_equal(replayed_n[100:200], recording.force_n)
    assert clock.time_s - 1000.0 == pytest.approx(times_s[-1] - times_s[0])


def test_a_lone_frame_loops_too(clock: HandWoundClock) -> None:
    lone = Recording(
        MatGeometry(1, 1, 0.025, 0.05), np.zeros(1), np.ones((1, 1, 1), np.float32), np.zeros(1)
    )
    mat = ReplayMat(lone, clock=clock, loop=True)
    times_s = [block.time_s[0] for block in (mat.read(), mat.read(), mat.read()) if block]
    np.testing.assert_allclose(times_s, [0.0, 0.02, 0.04])


def test_a_mat_closed_in_a_long_pause_is_let_go(recording: Recording) -> None:
    time_s = recording.time_s.copy()
    time_s[50:] += 3600.0
    clock = ClosingClock()
    clock.mat = mat = ReplayMat(dataclasses.replace(recording, time_s=time_s), clock=clock)
    assert np.concatenate(read_all(mat))[-1] < 6.0
    assert clock.time_s < 1002.0


class ClosingClock(HandWoundClock):
    """Closes the mat in the first nap after a second."""

    mat: ReplayMat

    def sleep_s(self, duration_s: float) -> None:
        super().sleep_s(duration_s)
        if self.time_s > 1001.0:
            self.mat.close()


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
def test_a_speed_that_leads_nowhere_is_refused(recording: Recording, speed: float) -> None:
    with pytest.raises(BadMat, match="speed must be above 0"):
        ReplayMat(recording, speed=speed)
