"""What every mat does, whatever it is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from device import Clock, Mat, Recording, RunnerSettings, open_mat, save_recording
from tests.device.clocks import HandWoundClock

MakeMat = Callable[[Clock], Mat]


@pytest.fixture(
    params=["simulated running", "simulated standing", "ideal", "replay", "replay in a loop"]
)
def make_mat(request: pytest.FixtureRequest, tmp_path: Path, recording: Recording) -> MakeMat:
    path = tmp_path / "small.npz"
    save_recording(path, recording)
    makers: dict[str, MakeMat] = {
        "simulated running": lambda clock: open_mat("simulated", clock=clock),
        "simulated standing": lambda clock: open_mat(
            "simulated", clock=clock, runner=RunnerSettings(gait="standing")
        ),
        "ideal": lambda clock: open_mat("ideal", clock=clock),
        "replay": lambda clock: open_mat(f"replay:{path}", clock=clock),
        "replay in a loop": lambda clock: open_mat(f"replay:{path}", clock=clock, loop=True),
    }
    return makers[request.param]


def test_frames_have_the_shapes_and_types_of_the_contract(
    make_mat: MakeMat, clock: HandWoundClock
) -> None:
    mat = make_mat(clock)
    for _ in range(20):
        block = mat.read()
        assert block is not None
        assert len(block) >= 1
        assert block.time_s.dtype == np.float64
        assert block.belt_speed_m_s.shape == block.time_s.shape
        assert block.belt_speed_m_s.dtype == np.float64
        assert block.force_n.shape == (len(block), mat.geometry.rows, mat.geometry.cols)
        assert block.force_n.dtype == np.float32
        assert block.force_n.flags.c_contiguous


def test_times_increase_without_gaps(make_mat: MakeMat, clock: HandWoundClock) -> None:
    mat = make_mat(clock)
    blocks = [block for block in (mat.read() for _ in range(40)) if block is not None]
    steps_s = np.diff(np.concatenate([block.time_s for block in blocks]))
    assert len(blocks) == 40
    # A scan that looks where the foot is takes longer for some frames than for others.
    assert steps_s.min() > 0.0
    assert steps_s.max() < 4.0 / mat.frame_rate_hz


def test_mat_time_keeps_up_with_the_clock(make_mat: MakeMat, clock: HandWoundClock) -> None:
    mat = make_mat(clock)
    first = mat.read()
    assert first is not None
    for _ in range(30):
        block = mat.read()
        assert block is not None
    passed_s = block.time_s[-1] - first.time_s[0]
    # Up to two frames are still to come, and under load a frame takes twice as long as on an idle mat.
    assert passed_s == pytest.approx(clock.time_s - 1000.0, abs=4.01 / mat.frame_rate_hz)


def test_a_closed_mat_has_ended(make_mat: MakeMat, clock: HandWoundClock) -> None:
    mat = make_mat(clock)
    assert mat.read() is not None
    mat.close()
    mat.close()
    assert mat.read() is None
    assert mat.read() is None


def test_a_mat_that_is_not_real_says_so(make_mat: MakeMat, clock: HandWoundClock) -> None:
    mat = make_mat(clock)
    labels = {"simulated": "SIMULATED", "ideal": "SIMULATED", "replay": "REPLAY"}
    assert mat.label == labels[mat.name.partition(":")[0]]


def test_a_block_that_is_kept_does_not_change(make_mat: MakeMat, clock: HandWoundClock) -> None:
    mat = make_mat(clock)
    kept = mat.read()
    assert kept is not None
    before = kept.force_n.copy(), kept.time_s.copy()
    for _ in range(5):
        mat.read()
    np.testing.assert_array_equal(kept.force_n, before[0])
    np.testing.assert_array_equal(kept.time_s, before[1])
