import numpy as np
import pytest

from device.belt_edges import BeltEdges
from device.edge_settings import EdgeSettings
from device.errors import BadMat
from tests.device.hardware.belts import UNEVEN, edges_s, steady, under_a_runner

FOUR_MAGNETS = EdgeSettings(edge_travel_m=0.05, edges_per_turn=4)


def fed(times_s: np.ndarray, settings: EdgeSettings = FOUR_MAGNETS) -> BeltEdges:
    belt = BeltEdges(settings)
    for time_s in times_s:
        belt.add(float(time_s))
    return belt


@pytest.mark.parametrize("speed_m_s", [0.3, 1.4, 3.5, 6.0])
def test_a_steady_belt_is_measured_within_its_uncertainty(speed_m_s: float) -> None:
    belt = fed(edges_s(steady(speed_m_s), 20.0, uneven=UNEVEN, jitter_s=20e-6))
    found = belt.at(19.5)
    assert found.speed_m_s == pytest.approx(speed_m_s, abs=3.0 * found.uncertainty_m_s)
    assert 0.0 < found.uncertainty_m_s < 0.03 * speed_m_s


def test_the_stated_uncertainty_covers_the_error_under_a_runner() -> None:
    speed = under_a_runner(3.5)
    belt = fed(edges_s(speed, 30.0, uneven=UNEVEN, jitter_s=20e-6))
    asked_s = np.arange(24.0, 29.0, 0.001)
    speed_m_s, uncertainty_m_s = belt.along(asked_s)
    normalised = (speed_m_s - speed(asked_s)) / uncertainty_m_s
    assert np.sqrt(np.mean(normalised**2)) < 1.0
    assert np.mean(np.abs(normalised) < 2.0) > 0.95


def test_the_dip_within_each_stance_is_seen() -> None:
    speed = under_a_runner(3.5, dip=0.05)
    belt = fed(edges_s(speed, 30.0, uneven=UNEVEN, jitter_s=20e-6))
    asked_s = np.arange(24.0, 29.0, 0.001)
    speed_m_s, _ = belt.along(asked_s)
    depth = 1.0 - np.percentile(speed_m_s, 2) / np.percentile(speed_m_s, 98)
    assert depth == pytest.approx(0.05, abs=0.01)
    np.testing.assert_allclose(speed_m_s, speed(asked_s), atol=0.04)


def test_uneven_magnets_are_learned() -> None:
    times_s = edges_s(steady(3.0), 20.0, uneven=UNEVEN)
    asked_s = np.arange(14.0, 19.0, 0.001)
    learned_m_s, _ = fed(times_s).along(asked_s)
    blind_m_s, _ = fed(times_s, EdgeSettings(edge_travel_m=0.05)).along(asked_s)
    assert np.std(blind_m_s) > 0.03
    assert np.std(learned_m_s) < 0.002


def test_travel_that_is_integrated_from_the_speed_is_right() -> None:
    speed = under_a_runner(3.5)
    belt = fed(edges_s(speed, 30.0, uneven=UNEVEN, jitter_s=20e-6))
    asked_s = np.arange(24.0, 29.0, 0.001)
    measured_m = np.trapezoid(belt.along(asked_s)[0], asked_s)
    assert measured_m == pytest.approx(np.trapezoid(speed(asked_s), asked_s), rel=0.001)


def test_before_the_first_edge_the_speed_is_unknown() -> None:
    belt = BeltEdges(FOUR_MAGNETS)
    assert np.isnan(belt.at(5.0).speed_m_s)
    assert np.isnan(belt.at(5.0).uncertainty_m_s)
    belt.add(6.0)
    belt.add(6.02)
    assert np.isnan(belt.at(6.02).speed_m_s)
    belt.add(6.04)
    assert np.isnan(belt.at(5.0).speed_m_s)
    assert belt.at(6.04).speed_m_s == pytest.approx(2.5)


def test_a_belt_that_brakes_to_a_stop_stands() -> None:
    belt = fed(edges_s(lambda time_s: np.clip(3.0 - 1.5 * (time_s - 4.0), 0.0, 3.0), 10.0))
    assert belt.at(8.0).speed_m_s == 0.0
    assert belt.at(8.0).uncertainty_m_s == 0.0
    assert belt.at(4.8).speed_m_s == pytest.approx(1.8, abs=0.05)
    assert belt.fault(8.0) is None
    assert belt.counts.jumps == belt.counts.extra == belt.counts.missed == 0


def test_the_speed_sinks_while_the_next_edge_is_overdue() -> None:
    belt = fed(np.arange(0.0, 5.0, 0.05))
    last_s = 4.95
    held_m_s = [belt.at(last_s + late_s).speed_m_s for late_s in (0.01, 0.1, 0.2, 0.4, 0.51)]
    assert held_m_s == sorted(held_m_s, reverse=True)
    assert held_m_s[0] == pytest.approx(1.0)
    assert held_m_s[2] < 0.3
    assert held_m_s[-1] == 0.0


def test_the_uncertainty_grows_after_the_last_edge() -> None:
    belt = fed(np.arange(0.0, 5.0, 0.02))
    grown = [belt.at(4.98 + late_s).uncertainty_m_s for late_s in (0.0, 0.01, 0.02)]
    assert grown == sorted(grown)
    assert grown[-1] > grown[0]


def test_standing_and_starting_again_are_both_in_the_line() -> None:
    first_s = edges_s(steady(1.0), 3.0)
    belt = fed(np.concatenate([first_s, first_s + 10.0]))
    asked_s = np.array([2.0, 5.0, 9.0, 12.0])
    np.testing.assert_allclose(belt.along(asked_s)[0], [1.0, 0.0, 0.0, 1.0], atol=1e-3)
    assert belt.fault(12.9) is None


def test_a_pulled_plug_is_not_a_stop() -> None:
    belt = fed(edges_s(steady(3.5), 5.0))
    assert np.isnan(belt.at(5.3).speed_m_s)
    assert "edges stopped at 3.50 m/s" in (belt.fault(5.3) or "")
    assert belt.fault(5.0) is None


def test_after_a_pulled_plug_the_speed_comes_back_and_the_gap_stays_unknown() -> None:
    times_s = edges_s(steady(3.5), 8.0)
    belt = fed(times_s[(times_s < 4.0) | (times_s > 6.0)])
    speed_m_s, _ = belt.along(np.array([3.0, 5.0, 7.0]))
    np.testing.assert_allclose(speed_m_s, [3.5, np.nan, 3.5], atol=1e-3)
    assert belt.counts.lost == 1


def test_a_missed_mark_does_not_halve_the_speed() -> None:
    times_s = edges_s(steady(3.0), 10.0)
    belt = fed(np.delete(times_s, [300, 301, 400]))
    speed_m_s, _ = belt.along(np.arange(3.0, 9.0, 0.001))
    np.testing.assert_allclose(speed_m_s, 3.0, atol=0.01)
    assert belt.counts.missed == 3
    assert belt.counts.jumps == 0


def test_a_bounce_does_not_double_the_speed() -> None:
    times_s = edges_s(steady(3.0), 10.0)
    belt = fed(np.sort(np.concatenate([times_s, times_s[100:500:100] + 0.002])))
    speed_m_s, _ = belt.along(np.arange(3.0, 9.0, 0.001))
    np.testing.assert_allclose(speed_m_s, 3.0, atol=0.01)
    assert belt.counts.extra == 4
    assert belt.counts.fitting == len(times_s) - 1


@pytest.mark.parametrize("bounce", [0.1, 0.3, 0.45, 0.7])
def test_a_bounce_at_the_very_first_mark_does_not_set_the_speed(bounce: float) -> None:
    times_s = edges_s(steady(3.0), 2.0)
    belt = fed(np.insert(times_s, 1, times_s[0] + bounce * 0.05 / 3.0))
    speed_m_s, _ = belt.along(np.arange(0.15, 1.9, 0.001))
    np.testing.assert_allclose(speed_m_s, 3.0, atol=0.01)


def test_a_slow_start_is_followed_from_rest() -> None:
    belt = fed(edges_s(lambda time_s: np.minimum(0.5 * time_s, 3.0), 10.0))
    asked_s = np.arange(2.0, 9.0, 0.01)
    np.testing.assert_allclose(belt.along(asked_s)[0], np.minimum(0.5 * asked_s, 3.0), atol=0.02)
    assert belt.fault(9.9) is None


def test_a_slipping_roller_is_refused_and_named_within_a_second() -> None:
    times_s = edges_s(steady(3.0), 10.0)
    slips_s = np.arange(5.0, 9.0, 0.3)
    # At each slip the roller stays behind by 0.6 of the distance between two magnets.
    slipped_s = times_s + 0.6 * 0.05 / 3.0 * np.searchsorted(slips_s, times_s)
    before = fed(slipped_s[slipped_s < 5.0])
    assert before.fault(5.0) is None
    belt = fed(slipped_s[slipped_s < 6.0])
    assert "slipping roller" in (belt.fault(6.0) or "")
    assert belt.counts.jumps >= 3
    speed_m_s, _ = fed(slipped_s).along(np.arange(5.0, 9.0, 0.001))
    np.testing.assert_allclose(speed_m_s, 3.0, atol=0.05)


@pytest.mark.parametrize(
    ("speed_m_s", "share"),
    [(1.0, 0.45), (1.3, 0.3), (1.3, 0.4)]
    + [(speed_m_s, share) for speed_m_s in (3.0, 5.0) for share in (0.08, 0.10, 0.2, 0.4)],
)
def test_a_roller_that_begins_to_slip_is_told_within_half_a_second(
    speed_m_s: float, share: float
) -> None:
    def seen_by_the_sensor(time_s: np.ndarray) -> np.ndarray:
        return np.where(time_s < 10.0, speed_m_s, (1.0 - share) * speed_m_s)

    times_s = edges_s(seen_by_the_sensor, 12.0, uneven=UNEVEN, jitter_s=20e-6)
    assert fed(times_s[times_s < 10.0]).fault(10.0) is None
    fault = fed(times_s[times_s < 10.5]).fault(10.5) or ""
    assert "slipping roller" in fault


@pytest.mark.parametrize("dip", [0.0, 0.03, 0.05])
@pytest.mark.parametrize("speed_m_s", [1.0, 2.0, 3.5, 5.0])
def test_a_belt_that_feet_slow_down_does_not_slip(speed_m_s: float, dip: float) -> None:
    times_s = edges_s(under_a_runner(speed_m_s, dip=dip), 30.0, uneven=UNEVEN, jitter_s=20e-6)
    belt = BeltEdges(FOUR_MAGNETS)
    for time_s in times_s:
        belt.add(float(time_s))
        assert belt.fault(float(time_s)) is None


@pytest.mark.parametrize("change_m_s2", [-4.0, -1.0, -0.3, 0.3, 1.0, 4.0])
def test_a_motor_that_changes_the_speed_is_no_slip(change_m_s2: float) -> None:
    def changing(time_s: np.ndarray) -> np.ndarray:
        first_m_s = 1.5 if change_m_s2 > 0.0 else 4.0
        return np.clip(first_m_s + change_m_s2 * np.maximum(time_s - 8.0, 0.0), 1.5, 4.0)

    belt = BeltEdges(FOUR_MAGNETS)
    for time_s in edges_s(changing, 20.0, uneven=UNEVEN, jitter_s=20e-6):
        belt.add(float(time_s))
        assert belt.fault(float(time_s)) is None


@pytest.mark.parametrize("speed_m_s", [0.8, 1.15, 1.8])
@pytest.mark.parametrize("change", [-0.1, -0.07, 0.07, 0.1])
def test_a_short_change_of_a_slow_belt_is_no_slip(speed_m_s: float, change: float) -> None:
    def changing(time_s: np.ndarray) -> np.ndarray:
        ramp_m_s = np.minimum(2.0 * np.maximum(time_s - 10.01, 0.0), abs(change) * speed_m_s)
        return speed_m_s + np.sign(change) * ramp_m_s

    belt = BeltEdges(FOUR_MAGNETS)
    for time_s in edges_s(changing, 14.0, uneven=UNEVEN, jitter_s=20e-6):
        belt.add(float(time_s))
        assert belt.fault(float(time_s)) is None
        assert not belt.slips(float(time_s))


def test_one_misfit_is_no_fault_and_old_ones_are_forgotten() -> None:
    times_s = edges_s(steady(3.0), 10.0)
    assert fed(np.delete(times_s, 300)).fault(float(times_s[301])) is None
    gappy_s = np.delete(times_s, [60, 70, 80])
    assert "3 missed" in (fed(gappy_s[:90]).fault(float(gappy_s[90])) or "")
    assert fed(gappy_s[:300]).fault(float(gappy_s[300])) is None


def test_a_new_speed_that_lasts_is_believed_in_the_end() -> None:
    slow_s = np.arange(0.0, 5.0, 0.05)
    belt = fed(np.concatenate([slow_s, slow_s[-1] + np.arange(1, 60) * 0.0137]))
    assert belt.at(slow_s[-1] + 0.5).speed_m_s == pytest.approx(0.05 / 0.0137, rel=0.01)


def test_edges_that_go_back_in_time_are_extra() -> None:
    belt = fed(np.array([1.0, 1.02, 1.02, 1.01, 1.04, 1.06]))
    assert belt.counts.extra == 2
    assert belt.at(1.06).speed_m_s == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("edge_travel_m", 0.0),
        ("edge_travel_m", float("nan")),
        ("edges_per_turn", 0),
        ("spacing_tolerance", 0.5),
        ("timing_s", -1.0),
        ("slowest_m_s", float("inf")),
    ],
)
def test_settings_out_of_range_are_refused_by_name(name: str, value: float) -> None:
    settings = {"edge_travel_m": 0.05, name: value}
    with pytest.raises(BadMat, match=f"tachometer: {name} must be .* got"):
        EdgeSettings(**settings)
