"""How soon faults are told, measured as `strikemat bench faults` measures it, on a few cases."""

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer import AnalyzerSettings, StepAnalyzer
from commands import bench_faults
from commands.bench import bench
from commands.fault_cases import CASE_KINDS, SOUND, fault_cases
from commands.fault_runs import FaultRun, false_steps, fault_run
from device import RunnerSettings, parse_fault, simulate_recording

NAMES = [kind.name for kind in CASE_KINDS]


def test_cases_are_the_same_for_the_same_seed_and_differ_otherwise() -> None:
    kind = CASE_KINDS[0]
    first = list(fault_cases(kind, "running", 4))
    assert first == list(fault_cases(kind, "running", 4))
    assert len({case.begin_s for case in first}) == 4
    assert first != list(fault_cases(kind, "walking", 4))
    assert first != list(fault_cases(kind, "running", 4, seed=1))


@pytest.mark.parametrize("kind", CASE_KINDS, ids=NAMES)
def test_every_fault_can_be_drawn_and_put_in(kind: bench_faults.FaultKind) -> None:
    for case in fault_cases(kind, "running", 20):
        assert case.fault is not None
        assert case.shows_n > 0.0
        assert case.cells is None or all(0 <= row < 48 and 0 <= col < 8 for row, col in case.cells)


def test_a_fault_is_told_and_its_delay_counts_from_the_first_load_on_it() -> None:
    (case,) = fault_cases(CASE_KINDS[NAMES.index("row open")], "running", 1)
    run = fault_run(case)
    assert run is not None
    assert run.shown_s >= case.begin_s
    delay_s = run.delay_s(("row-silent",))
    assert delay_s is not None
    assert 0.0 < delay_s < 1.0
    assert run.false_steps == 0
    assert run.delay_s(("converter-high",)) is None


@pytest.mark.parametrize(
    ("name", "gait", "seed", "number"),
    [
        # The row that a runner's ball leaves from, and the one before his heel lands.
        ("row open", "running", 0, 4),
        ("row driver stays low", "running", 0, 1),
        ("row driver stays low", "running", 7, 17),
        ("row open", "walking", 7, 15),
        # A border of the foot, once; the edge of a tile.
        ("cell dead", "running", 7, 0),
        ("cell dead", "walking", 7, 8),
        ("columns shorted", "running", 7, 13),
        ("columns shorted", "walking", 7, 8),
        ("rows shorted", "running", 7, 14),
        ("rows shorted", "walking", 7, 9),
        ("tachometer slips, 3.5 to 6 %", "walking", 7, 6),
        # More than half of the way is not seen, and prints have told no speed yet.
        ("tachometer slips, 6 to 60 %", "walking", 7, 19),
    ],
)
def test_what_shows_in_little_is_told_within_a_second_without_a_false_step(
    name: str, gait: str, seed: int, number: int
) -> None:
    kind = CASE_KINDS[NAMES.index(name)]
    case = list(fault_cases(kind, gait, number + 1, seed=seed))[number]
    run = fault_run(case)
    assert run is not None
    delay_s = run.delay_s(kind.codes)
    assert delay_s is not None
    assert delay_s < 1.0
    assert run.false_steps == 0


def test_a_fault_that_nobody_steps_on_is_not_counted() -> None:
    (case,) = fault_cases(CASE_KINDS[NAMES.index("cell dead")], "running", 1)
    beside = dataclasses.replace(case, fault=parse_fault("dead-cell:0:0"), cells=((0, 0),))
    assert fault_run(beside) is None


def test_a_warning_before_the_fault_shows_counts_as_at_once() -> None:
    run = FaultRun(shown_s=2.0, end_s=5.0, told_s={"a": 1.5}, false_steps=0, steps=1, true_steps=1)
    assert run.delay_s(("a", "b")) == 0.0


def test_second_parts_and_steps_of_nothing_are_false() -> None:
    recording, truth = simulate_recording(RunnerSettings(seed=1), 3.0)
    analyzer = StepAnalyzer(recording.geometry, AnalyzerSettings())
    steps = analyzer.feed(recording.block) + analyzer.finish()
    assert false_steps(steps, truth) == []
    first = steps[0]
    middle_s = 0.5 * (first.contact_s + first.off_s)
    parts = [
        dataclasses.replace(first, off_s=middle_s),
        dataclasses.replace(first, contact_s=middle_s),
    ]
    assert len(false_steps([*parts, *steps[1:]], truth)) == 1
    ghost = dataclasses.replace(first, contact_s=100.0, off_s=100.2)
    assert false_steps([*steps, ghost], truth) == [ghost]


def test_the_command_writes_the_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bench_faults, "CASE_KINDS", CASE_KINDS[1:2])
    page = tmp_path / "faults.md"
    result = CliRunner().invoke(bench, ["faults", "--cases", "1", "--write", str(page)])
    assert result.exception is None
    text = page.read_text()
    assert "| converter gone, reads 1023 | running | 1 | 1 | " in text
    assert "| converter gone, reads 1023 | walking | 1 | 1 | " in text
    assert "without a fault: 0 warnings, 0 false steps" in text
    assert SOUND.codes == ()
