"""Faults that appear while somebody runs: a warning within a second, and never a step that was none."""

import numpy as np
import pytest

from analyzer import AnalyzerSettings, Step
from commands.fault_runs import false_steps
from device import (
    BadMat,
    RunnerSettings,
    SensorModel,
    SimulatedMat,
    Simulation,
    Watch,
    join_blocks,
)
from device.simulated.faults import (
    ColumnOpen,
    ColumnsShorted,
    ConverterMissing,
    DeadCell,
    DriverStuck,
    Fault,
    NoiseBurst,
    RowOpen,
    RowsShorted,
    ShortedCell,
    TachometerSlips,
)
from device.simulated.sensors import IDEAL_SENSORS
from web.hub import Hub
from web.live import Live

#: The fault comes after so long, of so many seconds.
FAULT_S, END_S = 1.2, 3.2
RUNNER = RunnerSettings(speed_m_s=3.0, strike="heel", seed=3)

PROMPT = [
    (ConverterMissing(1, 0), "converter-silent"),
    (ConverterMissing(1, 1023), "converter-high"),
    (RowOpen(20), "row-silent"),
    (DriverStuck(20, "low"), "row-silent"),
    (DriverStuck(20, "high"), "row-stuck-high"),
    (RowsShorted(20), "rows-shorted"),
    (ColumnsShorted(1, 3), "columns-shorted"),
    (DeadCell(20, 3), "cell-dead"),
    (ShortedCell(20, 3), "cell-shorted"),
    (NoiseBurst(1, 3.0, FAULT_S, 2.0), "noise-burst"),
    (NoiseBurst(1, 100.0, FAULT_S, 2.0), "noise-burst"),
    (TachometerSlips(0.3, FAULT_S), "tachometer-fault"),
]


class Watched:
    """A live view of a simulated mat that breaks at some time."""

    def __init__(
        self,
        fault: Fault | None,
        runner: RunnerSettings = RUNNER,
        sensors: SensorModel | None = None,
    ) -> None:
        simulation = Simulation(sensors=sensors or SensorModel())
        self.mat = SimulatedMat(runner, simulation=simulation, speed=None, keep_truth=True)
        self.live = Live(Hub(), lambda: 0.0)
        self.live.begin(self.mat, AnalyzerSettings(), foot_length_m=None, body_mass_kg=None)
        self.steps: list[Step] = []
        self.warned_s: dict[str, float] = {}
        time_s = 0.0
        while time_s < END_S:
            if fault is not None and time_s >= FAULT_S:
                self.mat.inject(fault)
                fault = None
            block = self.mat.read()
            assert block is not None
            time_s = float(block.time_s[-1])
            self.steps += self.live.take(block)[1]
            for warning in self.live.warnings():
                self.warned_s.setdefault(warning["code"], time_s)
        self.end_s = time_s
        self.warnings = self.live.warnings()
        self.steps += self.live.finish()

    def invented(self) -> list[Step]:
        """Steps of no true contact, and second steps of one."""
        return false_steps(
            self.steps, [one for one in self.mat.true_steps() if one.contact_s < self.end_s]
        )


@pytest.mark.parametrize(("fault", "code"), PROMPT, ids=lambda value: str(value))
def test_a_fault_in_the_middle_of_a_run_is_told_within_a_second(fault: Fault, code: str) -> None:
    watched = Watched(fault)
    assert watched.warned_s[code] - FAULT_S < 1.0
    assert watched.invented() == []


@pytest.mark.parametrize("seed", [5, 6])
@pytest.mark.parametrize("gait", ["running", "walking"])
def test_a_mat_without_a_fault_raises_no_warning(gait: str, seed: int) -> None:
    watched = Watched(None, RunnerSettings(gait=gait, seed=seed))
    assert watched.warned_s == {}
    assert watched.invented() == []


@pytest.mark.parametrize(
    ("gait", "speed_m_s", "centre_x_m", "step_width_m", "toe_out_deg"),
    [
        ("walking", 1.51, 0.216, 0.05, -5.0),
        ("walking", 1.76, 0.197, 0.05, -5.0),
        ("running", 3.46, 0.187, 0.0, -5.0),
        ("running", 3.11, 0.191, 0.0, 0.0),
    ],
)
def test_feet_between_two_columns_of_cells_that_are_all_alike_are_no_short(
    gait: str, speed_m_s: float, centre_x_m: float, step_width_m: float, toe_out_deg: float
) -> None:
    runner = RunnerSettings(
        gait=gait, speed_m_s=speed_m_s, centre_x_m=centre_x_m, step_width_m=step_width_m,
        toe_out_deg=toe_out_deg, jitter=0.0, seed=1,
    )  # fmt: skip
    watched = Watched(None, runner, IDEAL_SENSORS)
    assert set(watched.warned_s) <= {"off-mat-side"}


@pytest.mark.parametrize("leak_siemens", [0.0, 1e-8])
@pytest.mark.parametrize("gait", ["running", "walking"])
def test_cells_that_do_not_leak_are_silent_without_a_fault(gait: str, leak_siemens: float) -> None:
    sensors = SensorModel(idle_siemens=leak_siemens)
    watched = Watched(None, RunnerSettings(gait=gait, seed=3), sensors)
    assert watched.warned_s == {}
    assert watched.invented() == []


@pytest.mark.parametrize("leak_siemens", [0.0, 1e-7])
@pytest.mark.parametrize(
    ("fault", "code"),
    [(ConverterMissing(1, 0), "converter-silent"), (ColumnOpen(1, 4), "column-open")],
    ids=lambda value: str(value),
)
def test_what_falls_silent_is_told_whether_its_cells_leak_or_not(
    fault: Fault, code: str, leak_siemens: float
) -> None:
    sensors = SensorModel(idle_siemens=leak_siemens)
    watched = Watched(fault, RunnerSettings(gait="walking", seed=3), sensors)
    # One foot's way over a border of the tile.
    assert watched.warned_s[code] - FAULT_S < 1.0
    assert set(watched.warned_s) == {code}


@pytest.mark.parametrize(
    ("fault", "codes"),
    [
        (ShortedCell(33, 7), ("cell-shorted", "column-saturated")),
        (NoiseBurst(1, 80.0, FAULT_S, 9.0), ("noise-burst",)),
        (ColumnsShorted(1, 3), ("columns-shorted",)),
        (ConverterMissing(1, 0), ("converter-silent",)),
        (DriverStuck(16, "low"), ("row-silent",)),
    ],
    ids=lambda value: str(value),
)
def test_one_fault_is_not_taken_for_another_besides(fault: Fault, codes: tuple[str, ...]) -> None:
    watched = Watched(fault)
    assert {one["code"] for one in watched.warnings} == set(codes)


def test_steps_across_a_tile_that_is_gone_are_incomplete_and_say_why() -> None:
    watched = Watched(ConverterMissing(1, 0))
    late = [step for step in watched.steps if step.contact_s > FAULT_S + 0.3]
    assert any(
        step.incomplete_reason == "partly on cells that could not be measured" for step in late
    )


def test_a_fault_that_the_mat_cannot_have_is_refused() -> None:
    with pytest.raises(BadMat, match="tile must be 0 to 2, got 7"):
        SimulatedMat(RUNNER, speed=None).inject(ConverterMissing(7, 0))


def test_what_is_left_out_does_not_depend_on_the_blocks() -> None:
    mat = SimulatedMat(RUNNER, speed=None)
    blocks = []
    while not blocks or blocks[-1].time_s[-1] < 1.5:
        if len(blocks) == 30:
            mat.inject(ConverterMissing(1, 0))
            mat.inject(DeadCell(10, 3))
        block = mat.read()
        assert block is not None
        blocks.append(block)
    live, later = Watch(mat.description), Watch(mat.description)
    force_n = np.concatenate([live.take(block).force_n for block in blocks])
    whole = later.take(join_blocks(blocks, mat.description, mat.calibration).frames())
    assert whole.saturated is not None
    assert whole.saturated.any()
    np.testing.assert_array_equal(force_n, whole.force_n)
    assert [one.code for one in live.warnings] == [one.code for one in later.warnings]
