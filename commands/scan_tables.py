"""The figures of `strikemat bench scan` as tables and bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from commands.accuracy_bounds import Bound
from commands.markdown_table import markdown_table
from commands.scan_figures import index_change, match_steps, mixed_run, steps_of
from device import (
    IDEAL_SENSORS,
    Calibration,
    MatDescription,
    RunnerSettings,
    ScanRun,
    SensorModel,
    Simulation,
    calibrated,
    force_errors,
    load_description,
    naive_force_errors,
    nominal_calibration,
    scan_cpu_ns,
    scan_run,
)

__all__ = ["CLOCKS_HZ", "COMPARED", "RUNNERS", "ScanFigures", "measure_scan"]

CLOCKS_HZ = (1_350_000, 2_000_000, 3_600_000)
#: Runners who land differently, and walkers.
RUNNERS = {
    "running, heel, 3.0 m/s": RunnerSettings(strike="heel", speed_m_s=3.0, seed=1),
    "running, midfoot, 3.5 m/s": RunnerSettings(strike="midfoot", speed_m_s=3.5, seed=2),
    "running, ball, 4.5 m/s": RunnerSettings(strike="ball", speed_m_s=4.5, seed=3),
    "walking, heel, 1.3 m/s": RunnerSettings(gait="walking", speed_m_s=1.3, seed=4),
    "walking, ball, 0.8 m/s": RunnerSettings(gait="walking", strike="ball", speed_m_s=0.8, seed=5),
}
#: Those that are compared at every clock.
COMPARED = ("running, heel, 3.0 m/s", "walking, heel, 1.3 m/s")
MIXED_EACH_S = 15.0
CPU_RUNS = 7


@dataclass(slots=True)
class ScanFigures:
    """What was measured: tables in Markdown by name, and the bounds that they are held against."""

    tables: dict[str, str] = field(default_factory=dict)
    bounds: list[Bound] = field(default_factory=list)

    def bound(
        self, what: str, measured: float, limit: float, unit: str, *, where: str = ""
    ) -> None:
        """Add a figure that must not exceed its limit."""
        self.bounds.append(Bound(what, measured, limit, where, unit))

    def least(self, what: str, measured: float, limit: float, unit: str, *, where: str) -> None:
        """Add a figure that must reach its limit."""
        self.bounds.append(Bound(what, measured, limit, where, unit, at_least=True))


def measure_scan(minutes: float, seconds: float) -> ScanFigures:
    """Measure rates, steps, forces and our own CPU time.

    Parameters
    ----------
    minutes : float
        Length of the mixed run in which no step may be lost.
    seconds : float
        Length of every other run.
    """
    figures = ScanFigures()
    runs = {name: scan_run(runner, Simulation(), seconds) for name, runner in RUNNERS.items()}
    _rates(figures, runs, seconds)
    _clocks(figures, seconds)
    _steps(figures, runs)
    _mixed(figures, minutes)
    _forces(figures, seconds)
    _cpu(figures, next(iter(runs.values())))
    return figures


def _rates(figures: ScanFigures, runs: dict[str, ScanRun], seconds: float) -> None:
    raster = scan_run(next(iter(RUNNERS.values())), Simulation(scan="raster"), seconds)
    lines, on_foot = [], {}
    for name, run in runs.items():
        on_foot[name], idle_hz = run.rates_hz()
        lines.append([
            name, f"{on_foot[name]:.0f}", "-" if np.isnan(idle_hz) else f"{idle_hz:.0f}",
            f"{100 * run.mode_shares()['locate']:.0f} %", f"{raster.rates_hz()[0]:.0f}",
        ])  # fmt: skip
    header = "runner | adaptive, on the foot | adaptive, idle | locating | raster"
    figures.tables["rates"] = markdown_table(header, lines)
    for gait, limit_hz in (("running", 1000.0), ("walking", 800.0)):
        slowest = min((name for name in on_foot if name.startswith(gait)), key=on_foot.__getitem__)
        what = f"adaptive scan on the foot, {gait}"
        figures.least(what, on_foot[slowest], limit_hz, "frames/s", where=slowest)


def _clocks(figures: ScanFigures, seconds: float) -> None:
    lines = []
    for clock_hz in CLOCKS_HZ:
        cells = []
        for name in COMPARED:
            for scan in ("adaptive", "raster"):
                simulation = Simulation(description=_treadmill(clock_hz=clock_hz), scan=scan)
                run = scan_run(RUNNERS[name], simulation, seconds / 2)
                cells.append(f"{run.rates_hz()[0]:.0f}")
        per_us = 1e-3 * float(np.median(np.diff(run.codes["time_ns"])))
        lines.append([f"{clock_hz / 1e6:.2f} MHz", f"{per_us:.1f}", *cells])
    compared = " | ".join(f"{name} | raster" for name in COMPARED)
    figures.tables["clocks"] = markdown_table(f"clock | us a conversion | {compared}", lines)


def _steps(figures: ScanFigures, runs: dict[str, ScanRun]) -> None:
    lines, late_ms, moved = [], {}, {}
    for name, run in runs.items():
        errors_s, missed, invented = match_steps(
            steps_of(run.block, run), run.true_steps, run.duration_s
        )
        change = index_change(run)
        late_ms[name] = 1e3 * float(np.percentile(np.abs(errors_s), 95))
        moved[name] = float(np.abs(change).mean())
        lines.append([
            name, str(len(errors_s) + missed), str(missed), str(invented),
            f"{1e3 * np.mean(errors_s):.2f} ms", f"{late_ms[name]:.2f} ms",
            f"{change.mean():+.2f}", f"{moved[name]:.2f}",
        ])  # fmt: skip
    header = (
        "runner | true steps | missed | invented | contact, mean error | 95 % of errors | "
        "strike index, points: mean change | mean size"
    )
    figures.tables["steps"] = markdown_table(header, lines)
    for what, values, limit, unit in (
        ("20 N crossing, 95 % of errors", late_ms, 0.5, "ms"),
        ("strike index, scanned against true frames, mean size", moved, 1.0, "points"),
    ):
        worst = max(values, key=values.__getitem__)
        figures.bound(what, values[worst], limit, unit, where=worst)


def _mixed(figures: ScanFigures, minutes: float) -> None:
    order = list(RUNNERS.values())
    count = max(round(60.0 * minutes / MIXED_EACH_S), 2)
    runners = [order[number % len(order)] for number in range(count)]
    steps, truth, end_s = mixed_run(Simulation(), runners, MIXED_EACH_S)
    errors_s, missed, invented = match_steps(steps, truth, end_s)
    apart_ms = 1e3 * np.abs(errors_s)
    figures.tables["mixed"] = (
        f"Mixed walking and running, {count * MIXED_EACH_S / 60:.1f} minutes: "
        f"{len(errors_s) + missed} true steps, {missed} missed, {invented} invented;\n"
        f"contact within {np.percentile(apart_ms, 95):.2f} ms (95 %), worst {apart_ms.max():.2f} ms."
    )
    figures.bound("steps missed, mixed walking and running", missed, 0, "")
    figures.bound("steps invented, mixed walking and running", invented, 0, "")


def _forces(figures: ScanFigures, seconds: float) -> None:
    lines: list[list[str]] = []
    runner = RUNNERS[COMPARED[0]]
    for name, driver_ohm, sensors in _force_cases():
        simulation = Simulation(description=_treadmill(driver_ohm=driver_ohm), sensors=sensors)
        run = scan_run(runner, simulation, seconds)
        # The cells are the same whatever drives them.
        walk = None if sensors is IDEAL_SENSORS else calibrated(Simulation(sensors=sensors))
        known = name if walk is None else f"{name}, calibrated"
        errors = force_errors(run, calibration=walk)
        lines.append(_force_line(known, errors))
        lines += _lesser_decodings(known, run, walk)
        if sensors == SensorModel():
            nominal = nominal_calibration(simulation.description)
            nominal_errors = force_errors(run, calibration=nominal)
            lines.append(_force_line(f"{name}, nominal cells", nominal_errors))
            limit = 3.0 if driver_ohm == 0.0 else 5.0
            what = "loaded cell, 95 % of errors, of full scale"
            figures.bound(what, 100 * errors["cell_p95"], limit, "%", where=known)
            figures.bound(
                "sum of forces, 95 % of errors", 100 * errors["sum_p95"], 3.0, "%", where=known
            )
    raster = scan_run(runner, Simulation(scan="raster", sensors=IDEAL_SENSORS), seconds)
    lines.append(_force_line("raster, 25 ohm, ideal cells", force_errors(raster)))
    header = "mat | cell, 95 % below | cell, worst | sum, median | sum, 95 % below | sum, bias"
    figures.tables["forces"] = markdown_table(header, lines)


def _force_cases() -> Iterator[tuple[str, float, SensorModel]]:
    yield "0 ohm drivers, ideal cells", 0.0, IDEAL_SENSORS
    yield "0 ohm drivers, real cells", 0.0, SensorModel()
    yield "25 ohm drivers, ideal cells", 25.0, IDEAL_SENSORS
    yield "25 ohm drivers, real cells", 25.0, SensorModel()
    yield "25 ohm drivers, real cells without hysteresis", 25.0, SensorModel(hysteresis=0.0)


def _lesser_decodings(
    name: str, run: ScanRun, calibration: Calibration | None
) -> Iterator[list[str]]:
    """Give what less of the algebra would make of one run."""
    if run.native.description.circuit.row_driver_ohm and "without" not in name:
        neglected = force_errors(run, driver_ohm=0.0, calibration=calibration)
        yield _force_line(f"{name}, drivers not corrected", neglected)
        naive = naive_force_errors(run, calibration=calibration)
        cells = [f"{100 * naive[key]:.2f}" for key in ("cell_p95", "cell_max")]
        yield [f"{name}, naive divider", *cells, "-", "-", "-"]


def _force_line(name: str, errors: dict[str, float]) -> list[str]:
    keys = ("cell_p95", "cell_max", "sum_median", "sum_p95", "sum_bias")
    return [name, *(f"{100 * errors[key]:.2f}" for key in keys)]


def _cpu(figures: ScanFigures, run: ScanRun) -> None:
    # What else runs on the computer only ever adds to it.
    scan_ns, decode_ns = min((scan_cpu_ns(run) for _ in range(CPU_RUNS)), key=sum)
    figures.tables["cpu"] = (
        f"Our CPU time per conversion, without the system call, on the computer that made this page: scan\n"
        f"{scan_ns:.0f} ns, decode {decode_ns:.0f} ns, together {scan_ns + decode_ns:.0f} ns, the least of "
        f"{CPU_RUNS} times."
    )
    figures.bound("our CPU time per conversion", scan_ns + decode_ns, 300.0, "ns")


def _treadmill(*, clock_hz: int = 2_000_000, driver_ohm: float = 25.0) -> MatDescription:
    description = load_description("treadmill")
    circuit = replace(description.circuit, clock_hz=clock_hz, row_driver_ohm=driver_ohm)
    return replace(description, circuit=circuit)
