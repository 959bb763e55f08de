"""Whether the belt's speed holds."""

import numpy as np
import pytest

from device import FrameBlock
from web.steadiness import Steadiness


def watch(
    speeds_m_s: np.ndarray,
    first_s: float = 0.0,
    into: Steadiness | None = None,
    block: int = 10,
) -> Steadiness:
    """Feed speeds at 100 frames a second."""
    steadiness = into or Steadiness()
    for start in range(0, len(speeds_m_s), block):
        part = speeds_m_s[start : start + block]
        time_s = first_s + (start + np.arange(len(part))) / 100.0
        steadiness.take(FrameBlock(time_s, np.zeros((len(part), 2, 2), np.float32), part))
    return steadiness


@pytest.mark.parametrize("speed_m_s", [0.0, 0.6, 3.0])
def test_a_steady_belt_holds_and_so_does_one_that_stands(speed_m_s: float) -> None:
    assert watch(np.full(700, speed_m_s)).holds is True


def test_five_seconds_are_needed() -> None:
    assert watch(np.full(300, 3.0)).holds is None


@pytest.mark.parametrize("block", [1, 35, 130, 300])
def test_a_mat_that_catches_up_in_large_blocks_is_judged_all_the_same(block: int) -> None:
    assert watch(np.full(1200, 3.0), block=block).holds is True
    assert watch(np.linspace(2.0, 4.0, 1200), block=block).holds is False


def test_dips_within_a_stance_are_the_belts_own() -> None:
    dips = 3.0 - 0.15 * (np.sin(2 * np.pi * np.arange(700) / 37.0) > 0)
    assert watch(dips).holds is True


def test_a_belt_that_speeds_up_does_not_hold() -> None:
    assert watch(np.linspace(2.0, 3.0, 700)).holds is False


def test_an_unknown_speed_is_not_known_to_hold() -> None:
    assert watch(np.full(700, np.nan)).holds is None


def test_another_mats_clock_begins_anew() -> None:
    steadiness = watch(np.full(700, 3.0), first_s=100.0)
    assert watch(np.full(100, 5.0), into=steadiness).holds is None
