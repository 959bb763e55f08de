from dataclasses import replace

import numpy as np
import pytest

from device import BadMat, FrameBlock, IdealMat, RunnerSettings, SimulatedMat, Simulation
from device.codes import MODES
from device.description_file import load_description
from device.simulated import Runner
from device.simulated.faults import (
    ColumnOpen,
    ConverterMissing,
    DeadCell,
    Fault,
    NoiseBurst,
    RowOpen,
    ShortedCell,
    TachometerSlips,
)
from device.simulated.sensors import IDEAL_SENSORS
from tests.device.clocks import HandWoundClock

STILL = RunnerSettings(gait="none")


def read_seconds(mat: SimulatedMat, duration_s: float) -> FrameBlock:
    blocks: list[FrameBlock] = []
    while not blocks or blocks[-1].time_s[-1] < duration_s:
        block = mat.read()
        assert block is not None
        blocks.append(block)
    parts = ("time_s", "force_n", "belt_speed_m_s", "row_time_s", "mode", "saturated")
    return FrameBlock(*(np.concatenate([getattr(one, part) for one in blocks]) for part in parts))


def simulated(*faults: Fault, runner: RunnerSettings | None = None, **settings) -> SimulatedMat:
    return SimulatedMat(runner, simulation=Simulation(faults=faults, **settings), speed=None)


def true_force_n(runner: RunnerSettings, time_s: np.ndarray) -> np.ndarray:
    return Runner(runner).cell_force_n(time_s)


def test_scanned_forces_are_the_true_ones_within_two_per_cent() -> None:
    runner = RunnerSettings(speed_m_s=3.0, seed=3)
    frames = read_seconds(simulated(runner=runner, sensors=IDEAL_SENSORS), 2.0)
    true_n = true_force_n(runner, frames.time_s).sum(axis=(1, 2))
    borne = true_n > 200.0
    error = frames.force_n.sum(axis=(1, 2))[borne] / true_n[borne] - 1.0
    assert np.abs(error).max() < 0.04
    assert np.percentile(np.abs(error), 95) < 0.01


def test_an_empty_mat_reads_nothing_at_two_kilohertz() -> None:
    frames = read_seconds(simulated(runner=STILL), 1.0)
    assert not frames.force_n.any()
    assert frames.mode is not None
    assert {MODES[mode] for mode in np.unique(frames.mode)} == {"idle"}
    assert len(frames) > 1600


def test_a_foot_is_tracked_at_a_kilohertz_and_found_by_locating() -> None:
    runner = RunnerSettings(speed_m_s=3.0, seed=4)
    frames = read_seconds(simulated(runner=runner), 2.0)
    on = true_force_n(runner, frames.time_s).sum(axis=(1, 2)) > 20.0
    rate_hz = on[1:].sum() / np.diff(frames.time_s)[on[1:]].sum()
    assert rate_hz > 1000.0
    assert frames.mode is not None
    assert {MODES[mode] for mode in np.unique(frames.mode)} == {"idle", "locate", "track"}


def test_frames_do_not_depend_on_how_they_are_read() -> None:
    fast = read_seconds(SimulatedMat(speed=None), 1.0)
    late = read_seconds(SimulatedMat(clock=HandWoundClock(overshoot_s=0.113)), 1.0)
    n = min(len(fast), len(late))
    np.testing.assert_array_equal(fast.time_s[:n], late.time_s[:n])
    np.testing.assert_array_equal(fast.force_n[:n], late.force_n[:n])


def test_another_seed_is_another_mat() -> None:
    first, second = (read_seconds(simulated(seed=seed), 0.5) for seed in (1, 2))
    n = min(len(first), len(second))
    assert (first.force_n[:n] != second.force_n[:n]).any()


def test_rows_that_were_read_carry_their_own_time() -> None:
    frames = read_seconds(SimulatedMat(RunnerSettings(), speed=None), 1.0)
    assert frames.row_time_s is not None
    apart_s = frames.row_time_s - frames.time_s[:, None]
    assert 0.0 < np.abs(apart_s).max() < 0.002
    raster = read_seconds(simulated(scan="raster"), 0.5)
    assert raster.row_time_s is not None
    assert (np.diff(raster.row_time_s, axis=1) > 0.0).all()


def test_a_raster_reads_every_cell_at_the_rate_of_the_timing_model() -> None:
    mat = simulated(scan="raster", runner=STILL)
    frames = read_seconds(mat, 1.0)
    assert 1.0 / np.diff(frames.time_s).mean() == pytest.approx(mat.frame_rate_hz, rel=0.02)
    assert frames.mode is not None
    assert (frames.mode == MODES.index("raster")).all()


def test_wiring_in_another_order_gives_the_same_forces() -> None:
    plain = load_description("treadmill")
    tiles = tuple(
        replace(tile, row_outputs=tuple(range(15, -1, -1)), col_channels=(3, 1, 0, 2, 7, 5, 4, 6))
        for tile in plain.tiles
    )
    runner = RunnerSettings(seed=6)
    crossed = replace(plain, tiles=tiles)
    first, second = (
        read_seconds(
            simulated(runner=runner, description=mat, sensors=IDEAL_SENSORS, noise_codes=0.0), 1.0
        )
        for mat in (plain, crossed)
    )
    time_s = np.arange(0.3, 1.0, 0.01)
    sums = [
        np.array([np.interp(time_s, frames.time_s, row) for row in frames.force_n.sum(axis=2).T])
        for frames in (first, second)
    ]
    # Other converters' non-linearity meets other cells: equal to about a code and a half.
    assert np.abs(sums[0] - sums[1]).max() < 20.0
    assert np.abs(sums[0] - sums[1]).mean() < 0.5


def test_tiles_on_two_buses_make_frames_of_one_mat() -> None:
    plain = load_description("treadmill")
    devices = ("/dev/spidev0.0", "/dev/spidev3.0", "/dev/spidev0.1")
    tiles = tuple(
        replace(tile, spi_device=path) for tile, path in zip(plain.tiles, devices, strict=True)
    )
    runner = RunnerSettings(speed_m_s=3.0, seed=7)
    mat = simulated(runner=runner, description=replace(plain, tiles=tiles))
    assert mat.description.buses == ((0, 2), (1,))
    frames = read_seconds(mat, 2.0)
    assert (np.diff(frames.time_s) > 0.0).all()
    true_n = true_force_n(runner, frames.time_s).sum(axis=(1, 2))
    borne = true_n > 200.0
    error = frames.force_n.sum(axis=(1, 2))[borne] / true_n[borne] - 1.0
    assert np.median(np.abs(error)) < 0.03
    assert 1.0 / np.diff(frames.time_s)[borne[1:]].mean() > 1000.0


@pytest.mark.parametrize("code", [0, 1023])
def test_a_missing_converter_puts_no_force_on_the_mat(code: int) -> None:
    frames = read_seconds(simulated(ConverterMissing(1, code), runner=STILL), 0.5)
    assert not frames.force_n.any()
    assert frames.saturated is not None
    assert frames.saturated[:, 16:32].all() == (code == 1023)
    assert not frames.saturated[:, :16].any()


def test_a_shorted_cell_saturates_its_column_and_leaves_the_rest() -> None:
    runner = RunnerSettings(speed_m_s=3.0, seed=8)
    frames = read_seconds(simulated(ShortedCell(40, 6), runner=runner), 1.5)
    assert frames.saturated is not None
    assert frames.saturated[:, 32:, 6].all()
    assert not frames.saturated[:, :, :6].any()
    assert not frames.force_n[:, 32:, 6].any()
    assert frames.force_n.sum(axis=(1, 2)).max() > 1000.0


def test_what_is_open_or_dead_reads_nothing() -> None:
    runner = RunnerSettings(gait="walking", seed=9)
    whole = read_seconds(simulated(runner=runner), 2.0).force_n.max(axis=0)
    row, col = np.unravel_index(whole.argmax(), whole.shape)
    tile = int(row) // 16
    for fault, there in (
        (DeadCell(int(row), int(col)), (row, col)),
        (RowOpen(int(row)), (row, slice(None))),
        (ColumnOpen(tile, int(col)), (slice(16 * tile, 16 * tile + 16), col)),
    ):
        seen = read_seconds(simulated(fault, runner=runner), 2.0).force_n.max(axis=0)
        # An open row still ties its cells together: a little of one column shows in another.
        assert seen[there].max() < 0.05 * whole[there].max()
        assert seen.max() > 0.5 * whole.max()


def test_a_noise_burst_is_no_foot() -> None:
    frames = read_seconds(simulated(NoiseBurst(0, 3.0, 0.2, 0.5), runner=STILL), 0.8)
    total_n = frames.force_n.sum(axis=(1, 2))
    burst = (frames.time_s > 0.2) & (frames.time_s < 0.5)
    assert 0.0 < total_n[burst].max() < 100.0
    assert total_n[~burst].max() < 1.0


def test_a_slipping_tachometer_tells_less_than_the_belt_runs() -> None:
    runner = RunnerSettings(speed_m_s=3.0)
    good = read_seconds(simulated(runner=runner), 0.5)
    np.testing.assert_allclose(good.belt_speed_m_s, 3.0, rtol=1e-6)
    slow = read_seconds(simulated(TachometerSlips(0.1), runner=runner), 2.0)
    assert slow.belt_speed_m_s[-1] == pytest.approx(2.7, rel=0.01)


def test_a_mat_without_tachometer_does_not_know_the_belt() -> None:
    description = replace(load_description("treadmill"), tachometer=None)
    frames = read_seconds(simulated(description=description), 0.1)
    assert np.isnan(frames.belt_speed_m_s).all()


def test_the_bench_mat_is_one_tile() -> None:
    mat = simulated(description=load_description("bench"), runner=STILL)
    assert (mat.geometry.rows, mat.geometry.cols) == (16, 8)
    assert read_seconds(mat, 0.1).force_n.shape[1:] == (16, 8)


def test_the_runner_can_change_and_the_mat_knows() -> None:
    mat = SimulatedMat(RunnerSettings(foot_length_m=0.25), speed=None)
    mat.set_runner(RunnerSettings(foot_length_m=0.30, body_mass_kg=90.0))
    assert (mat.runner.foot_length_m, mat.foot_length_m, mat.body_mass_kg) == (0.30, 0.30, 90.0)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"scan": "spiral"}, "scan must be one of adaptive, raster"),
        ({"faults": (RowOpen(48),)}, "row must be 0 to 47, got 48"),
        ({"faults": (ConverterMissing(3, 0),)}, "tile must be 0 to 2, got 3"),
    ],
)
def test_a_mat_that_cannot_be_is_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(BadMat, match=message):
        SimulatedMat(simulation=Simulation(**settings))  # type: ignore[arg-type]


def test_the_mat_keeps_the_truth_when_it_is_asked_to() -> None:
    mat = SimulatedMat(RunnerSettings(speed_m_s=3.0), speed=None, keep_truth=True)
    read_seconds(mat, 2.0)
    steps = mat.true_steps()
    assert [step.side for step in steps[:4]] == ["left", "right", "left", "right"]
    with pytest.raises(BadMat, match="keep_truth=True"):
        SimulatedMat(speed=None).true_steps()


def test_the_ideal_mat_is_still_there() -> None:
    block = IdealMat(speed=None).read()
    assert block is not None
    assert block.scan is None
