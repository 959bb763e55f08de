from dataclasses import replace

import numpy as np
import pytest

from analyzer import Footprint
from clinic import mean_footprint


def print_with_heel_at(heel_bin: float, col: int) -> Footprint:
    peak_n = np.zeros((60, 5), np.float32)
    heel_row = int(heel_bin) - 5
    peak_n[heel_row - 3 : heel_row + 3, col] = 100.0
    y_m, x_m = heel_row * 0.005, (col + 0.5) * 0.05
    return Footprint(
        peak_n=peak_n,
        bin_m=0.005,
        col_pitch_m=0.05,
        heel_bin=heel_bin,
        first_col=1,
        gait_line_m=np.array([[y_m, x_m], [y_m - 0.15, x_m]], np.float32),
        landing_m=(y_m, x_m),
    )


def test_the_mean_of_one_print_is_that_print_in_its_place() -> None:
    foot = print_with_heel_at(55.0, 2)
    mean = mean_footprint([foot])
    assert mean.peak_n.max() == 100.0
    assert mean.peak_n.sum() == pytest.approx(foot.peak_n.sum())
    to_heel_m = mean.heel_bin * mean.bin_m - mean.landing_m[0]
    assert to_heel_m == pytest.approx(foot.heel_bin * foot.bin_m - foot.landing_m[0])


def test_prints_in_different_places_are_laid_on_each_other() -> None:
    feet = [print_with_heel_at(55.0, 1), print_with_heel_at(50.0, 3), print_with_heel_at(58.0, 2)]
    mean = mean_footprint(feet)
    assert mean.peak_n.max() == pytest.approx(100.0)
    assert mean.peak_n.sum() == pytest.approx(feet[0].peak_n.sum())
    across_m = np.ptp(mean.gait_line_m[:, 1])
    assert across_m == pytest.approx(0.0, abs=1e-6)


def test_an_empty_print_does_not_break_the_mean() -> None:
    foot = print_with_heel_at(55.0, 2)
    nothing = replace(foot, peak_n=np.zeros_like(foot.peak_n))
    assert mean_footprint([foot, nothing]).peak_n.max() == pytest.approx(50.0)
