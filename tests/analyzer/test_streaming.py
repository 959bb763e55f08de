"""The result does not depend on how the frames are cut into blocks."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer import AnalyzerSettings, BadFrames, BeltSpeedUnknown, Step, StepAnalyzer
from device import DEFAULT_GEOMETRY, FrameBlock, RunnerSettings, simulate_recording


@pytest.fixture(scope="module")
def recording():
    return simulate_recording(RunnerSettings(strike="midfoot", speed_m_s=3.5, seed=4), 6.0)[0]


def fed_in_blocks(recording, frames: int) -> list[Step]:
    analyzer = StepAnalyzer(recording.geometry, AnalyzerSettings())
    steps = []
    for block in recording.blocks(frames=frames):
        steps += analyzer.feed(block)
    return steps + analyzer.finish()


@pytest.mark.parametrize("frames", [1, 7, 100, 10_000])
def test_steps_are_the_same_for_any_size_of_block(recording, frames):
    whole = fed_in_blocks(recording, len(recording.time_s))
    parts = fed_in_blocks(recording, frames)
    assert len(whole) > 12
    assert [step.to_dict() for step in parts] == [step.to_dict() for step in whole]
    for one, other in zip(parts, whole, strict=True):
        np.testing.assert_array_equal(one.footprint.peak_n, other.footprint.peak_n)
        np.testing.assert_array_equal(one.footprint.gait_line_m, other.footprint.gait_line_m)


def test_frames_may_be_overwritten_once_they_were_taken(recording):
    """A mat may hand out the same memory again and again; a contact begins with the frame before it."""
    analyzer, steps = StepAnalyzer(recording.geometry, AnalyzerSettings()), []
    force_n = np.empty_like(recording.force_n[:3])
    for block in recording.blocks(frames=3):
        reused = force_n[: len(block)]
        reused[:] = block.force_n
        steps += analyzer.feed(replace(block, force_n=reused))
        force_n[:] = np.nan
    whole = fed_in_blocks(recording, len(recording.time_s))
    assert [step.to_dict() for step in steps + analyzer.finish()] == [
        step.to_dict() for step in whole
    ]


def test_walking_is_the_same_for_any_size_of_block():
    recording, _ = simulate_recording(RunnerSettings(gait="walking", speed_m_s=1.2, seed=3), 8.0)
    whole = fed_in_blocks(recording, len(recording.time_s))
    assert [step.to_dict() for step in fed_in_blocks(recording, 3)] == [
        step.to_dict() for step in whole
    ]


def test_a_step_is_told_soon_after_the_next_one_ends(recording):
    analyzer = StepAnalyzer(recording.geometry)
    delays = []
    for block in recording.blocks(frames=10):
        for step in analyzer.feed(block):
            delays.append(block.time_s[-1] - step.off_s)
    assert max(delays[6:]) < 0.5


def test_numbers_count_up_in_order_of_contact(recording):
    steps = fed_in_blocks(recording, 50)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert [step.contact_s for step in steps] == sorted(step.contact_s for step in steps)


def test_an_empty_block_changes_nothing(recording):
    analyzer = StepAnalyzer(recording.geometry)
    assert analyzer.feed(recording.block[0:0]) == []


def test_a_frame_of_another_mat_is_refused(recording):
    block = FrameBlock(np.zeros(1), np.zeros((1, 16, 8), np.float32), np.zeros(1))
    with pytest.raises(BadFrames, match=r"\(1, 48, 8\).*\(1, 16, 8\)"):
        StepAnalyzer(DEFAULT_GEOMETRY).feed(block)


def test_time_that_stands_still_is_refused(recording):
    analyzer = StepAnalyzer(recording.geometry)
    analyzer.feed(recording.block[:10])
    with pytest.raises(BadFrames, match="must increase"):
        analyzer.feed(recording.block[9:20])


def test_an_unknown_belt_speed_is_refused(recording):
    block = recording.block[:5]
    unknown = FrameBlock(block.time_s, block.force_n, np.full(5, np.nan))
    with pytest.raises(BeltSpeedUnknown, match="belt"):
        StepAnalyzer(recording.geometry).feed(unknown)
