"""Known forces to curves: on modelled cells read by the real scan, and on made-up samples."""

import numpy as np
import pytest

from device import (
    CELL_SOURCES,
    BadCalibration,
    CellCurves,
    Rolling,
    Samples,
    SensorModel,
    SteadyPresses,
    fit_cells,
    roll_wheel,
    squeeze_cells,
    stamp_cells,
)
from device.simulated.sensors import Sensors
from tests.device.calibrating.pressed import (
    BENCH,
    NOMINAL,
    PLACES,
    SHAPE,
    blocks_of,
    press_siemens,
    presses_of,
    simulation,
)

PRESSED = tuple(np.array(PLACES).T)


def force_of(curves: CellCurves, siemens: np.ndarray) -> np.ndarray:
    return curves.scale * siemens**curves.exponent


def made_up(
    forces_n: list[float], places: list[tuple[int, int]], *, scale: np.ndarray, exponent: np.ndarray
) -> Samples:
    """Return noiseless presses of single cells with known curves."""
    siemens = np.zeros((len(forces_n) * len(places), *SHAPE))
    force_n = np.repeat(forces_n, len(places))
    for index, (force, place) in enumerate(zip(force_n, places * len(forces_n), strict=True)):
        siemens[index][place] = (force / scale[place]) ** (1.0 / exponent[place])
    return Samples(siemens, force_n, np.full(len(force_n), 0.02))


def true_curves(seed: int = 3) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    exponent = 1.1 + 0.02 * random.standard_normal(SHAPE)
    scale = 9e5 * np.exp(0.1 * random.standard_normal(SHAPE)) * 2e-4 ** (1.0 - exponent)
    return {"scale": scale, "exponent": exponent}


def test_weights_on_modelled_cells_give_their_curves() -> None:
    forces_n, few = (60.0, 400.0), PLACES[:4]
    pressed = tuple(np.array(few).T)
    # Drivers of 25 ohm, converters that are not linear, cells that differ by 6 % in gain.
    built = simulation(sensors=SensorModel(hysteresis=0.0))
    parts = [Samples.of(presses_of(force_n, built, places=few), force_n) for force_n in forces_n]
    assert [len(part) for part in parts] == [4, 4]
    curves = fit_cells(Samples.joined(parts), BENCH)
    for force_n in (80.0, 200.0, 350.0):
        found = force_of(curves, press_siemens(force_n))
        nominal = NOMINAL["scale"] * press_siemens(force_n)
        assert np.abs(found[pressed] / force_n - 1.0).max() < 0.01
        assert np.abs(nominal[pressed] / force_n - 1.0).max() > 0.04
    assert (curves.source[pressed] == CELL_SOURCES.index("curve")).all()
    assert np.nanmax(curves.residual) < 0.01


def test_a_load_cell_pressed_by_hand_gives_the_curves_at_once() -> None:
    built = simulation(sensors=SensorModel(hysteresis=0.0))
    hand = squeeze_cells(BENCH.geometry, 400.0, places=PLACES)
    watcher = Rolling(8.0, **NOMINAL)
    moments = [
        moment
        for block in blocks_of(hand, built)
        for moment in watcher.feed(
            block, float(hand.cell_force_n(np.array([block.time_s.mean()])).sum())
        )
    ]
    siemens, force_n = (np.array(part) for part in zip(*moments, strict=True))
    curves = fit_cells(Samples(siemens, force_n, np.full(len(force_n), 0.03)), BENCH)
    for force in (100.0, 350.0):
        found = force_of(curves, press_siemens(force))[PRESSED]
        assert np.abs(found / force - 1.0).max() < 0.02


def test_a_wheel_whose_load_is_known_only_in_sum_tells_the_cells_apart() -> None:
    curve = Sensors(BENCH, SensorModel(), seed=0).calibration()
    parts = []
    for force_n in (150.0, 450.0):
        wheel = roll_wheel(BENCH.geometry, force_n, seed=int(force_n))
        cell_n = wheel.cell_force_n(np.arange(0.0, wheel.duration_s, 0.05))
        # Also moments at which it is set down or lifted, as the walk takes them for the whole load.
        moments = (cell_n / curve.scale) ** (1.0 / curve.exponent)
        moments = moments[cell_n.sum(axis=(1, 2)) > 0.3 * force_n]
        parts.append(Samples.of(list(moments), force_n, tolerance=0.06))
    curves = fit_cells(Samples.joined(parts), BENCH)
    siemens = (200.0 / curve.scale) ** (1.0 / curve.exponent)
    error = force_of(curves, siemens) / 200.0 - 1.0
    nominal = NOMINAL["scale"] * siemens / 200.0 - 1.0
    assert error.std() < 0.4 * nominal.std()
    assert curves.left_out.any()


def test_cells_that_were_not_pressed_get_the_common_curve_and_say_so() -> None:
    true = true_curves()
    curves = fit_cells(made_up([50.0, 150.0, 400.0], PLACES, **true), BENCH)
    pooled = curves.source == CELL_SOURCES.index("pooled")
    assert pooled.sum() == 128 - len(PLACES)
    assert np.isnan(curves.residual[pooled]).all()
    assert (curves.samples[pooled] == 0).all()
    assert np.ptp(curves.scale[pooled]) == 0.0
    # The nominal scale is half of the true one; the pooled curve knows better.
    siemens = (200.0 / true["scale"]) ** (1.0 / true["exponent"])
    assert abs(force_of(curves, siemens)[pooled].mean() / 200.0 - 1.0) < 0.05
    assert (curves.uncertainty[pooled] > 0.14).all()
    assert (curves.uncertainty[PRESSED] < 0.03).all()


def test_one_weight_tells_the_gain_and_leaves_the_exponent_common() -> None:
    true = true_curves()
    curves = fit_cells(made_up([150.0], PLACES, **true), BENCH)
    assert (curves.source[PRESSED] == CELL_SOURCES.index("gain")).all()
    found = force_of(curves, (150.0 / true["scale"]) ** (1.0 / true["exponent"]))[PRESSED]
    np.testing.assert_allclose(found, 150.0, rtol=0.01)


def test_one_wrong_weight_is_left_out() -> None:
    true = true_curves()
    samples = made_up([50.0, 150.0, 400.0], PLACES, **true)
    samples.force_n[5] *= 1.8
    curves = fit_cells(samples, BENCH)
    assert np.flatnonzero(curves.left_out).tolist() == [5]
    found = force_of(curves, (200.0 / true["scale"]) ** (1.0 / true["exponent"]))[PRESSED]
    np.testing.assert_allclose(found, 200.0, rtol=0.02)


def test_weights_that_contradict_each_other_are_refused() -> None:
    samples = made_up([50.0, 150.0, 400.0], PLACES, **true_curves())
    wrong = np.random.default_rng(1).uniform(0.2, 5.0, len(samples))
    with pytest.raises(
        BadCalibration, match=r"miss their forces by \d+ % on the whole, at most 10 %"
    ):
        fit_cells(Samples(samples.siemens, wrong * samples.force_n, samples.tolerance), BENCH)


def test_nothing_pressed_is_refused() -> None:
    nothing = Samples(np.zeros((0, *SHAPE)), np.zeros(0), np.zeros(0))
    with pytest.raises(BadCalibration, match="no press was recorded"):
        fit_cells(nothing, BENCH)


def test_a_soft_pad_gives_each_of_its_cells_an_equal_share() -> None:
    built = simulation(sensors=SensorModel(hysteresis=0.0))
    presses = presses_of(600.0, built, places=[(4, 2), (10, 5)], stamp=(2, 2), uneven=0.02)
    samples = Samples.of(presses, 600.0).evenly_split(4)
    assert len(samples) == 2 + 2 * 4
    np.testing.assert_allclose(samples.force_n[2:], 150.0)
    curves = fit_cells(samples, BENCH)
    found = force_of(curves, press_siemens(150.0))[4:6, 2:4]
    assert np.abs(found / 150.0 - 1.0).max() < 0.06


def test_a_press_counts_once_however_long_it_lasts_and_a_touch_not_at_all() -> None:
    built = simulation()
    assert len(presses_of(200.0, built, places=[(5, 5), (5, 5), (9, 1)])) == 3
    light = presses_of(20.0, built, places=[(5, 5)])
    assert len(light) == 1
    watcher = SteadyPresses(400.0, **NOMINAL)
    touches = blocks_of(stamp_cells(BENCH.geometry, 20.0, places=[(5, 5)]), built)
    assert [press for block in touches for press in watcher.feed(block)] == []
