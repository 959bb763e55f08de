"""Left against right."""

import numpy as np
import pytest

from analyzer.symmetry import robinson_index_percent, symmetry, symmetry_angle_percent
from tests.analyzer.made_steps import a_step, correlated, steps_with


def of_both(left, right, measure="contact_time_s"):
    return steps_with(measure, [value for pair in zip(left, right, strict=True) for value in pair])


@pytest.mark.parametrize(
    ("left", "right", "robinson", "angle"),
    [
        (1.0, 1.0, 0.0, 0.0),
        (3.0, 1.0, 100.0, -29.5167),  # atan 3 = 71.565 degrees
        (1.0, 3.0, -100.0, 29.5167),
        (1.0, 0.0, 200.0, -50.0),
        (0.0, 1.0, -200.0, 50.0),
        (-3.0, -1.0, -100.0, -29.5167),
        (1.0, -1.0, None, 100.0),
        (0.0, 0.0, None, None),
    ],
)
def test_indices_are_those_of_the_papers(left, right, robinson, angle):
    found = robinson_index_percent(left, right), symmetry_angle_percent(left, right)
    assert found[0] == (None if robinson is None else pytest.approx(robinson, abs=1e-9))
    assert found[1] == (None if angle is None else pytest.approx(angle, abs=1e-3))


def test_the_angle_is_less_200_beyond_90_degrees():
    # left / right = -2: atan = -63.435 degrees, 45 + 63.435 = 108.435, above 90, less 180.
    assert symmetry_angle_percent(2.0, -1.0) == pytest.approx(100 * (108.435 - 180) / 90, abs=1e-3)


def test_a_limp_is_found_with_its_direction_and_size():
    rng = np.random.default_rng(2)
    left = 0.26 + 0.005 * correlated(rng, 100)
    right = 0.24 + 0.005 * correlated(rng, 100)
    found = symmetry(of_both(left, right), "contact_time_s")
    assert (found.left_n, found.right_n) == (100, 100)
    assert found.difference == pytest.approx(left.mean() - right.mean())
    assert 0.0 < found.low < found.difference < found.high < 0.03
    assert found.robinson_index_percent == pytest.approx(8.0, abs=1.5)
    assert found.symmetry_angle_percent == pytest.approx(-2.5, abs=0.5)


def test_even_feet_keep_zero_within_the_interval():
    rng = np.random.default_rng(3)
    found = symmetry(of_both(*(0.25 + 0.005 * rng.standard_normal((2, 200)))), "contact_time_s")
    assert found.low < 0.0 < found.high


def test_swapping_the_feet_turns_the_signs():
    rng = np.random.default_rng(4)
    left, right = rng.normal(0.26, 0.01, 50), rng.normal(0.24, 0.01, 50)
    one = symmetry(of_both(left, right), "contact_time_s")
    other = symmetry(of_both(right, left), "contact_time_s")
    assert other.difference == pytest.approx(-one.difference)
    assert other.robinson_index_percent == pytest.approx(-one.robinson_index_percent)
    assert other.symmetry_angle_percent == pytest.approx(-one.symmetry_angle_percent)


def test_too_few_steps_of_a_side_give_means_and_no_index():
    found = symmetry([a_step(i) for i in range(49)], "contact_time_s")
    assert (found.left_n, found.right_n) == (25, 24)
    assert (found.left_mean, found.right_mean) == (0.25, 0.25)
    assert found.difference is None
    assert found.robinson_index_percent is None
    assert found.symmetry_angle_percent is None


def test_one_side_alone_and_no_steps_at_all_have_no_index():
    alone = symmetry([a_step(2 * i) for i in range(60)], "contact_time_s")
    assert (alone.left_n, alone.right_n, alone.right_mean) == (60, 0, None)
    assert alone.robinson_index_percent is None
    assert symmetry([], "contact_time_s").left_mean is None


def test_equal_steps_are_symmetric():
    found = symmetry([a_step(i) for i in range(60)], "contact_time_s")
    assert (found.difference, found.low, found.high) == (0.0, 0.0, 0.0)
    assert found.robinson_index_percent == 0.0
    assert found.symmetry_angle_percent == pytest.approx(0.0)
