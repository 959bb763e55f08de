"""`strikemat bench scan`: the scan, the algebra and their cost, on the simulated mat with a Pi 4's timing."""

from collections.abc import Iterator
from dataclasses import replace

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from analyzer import AnalyzerError
from commands.calibrate_walk import calibrated
from commands.refusal import one_line_refusals
from commands.scan_figures import (
    index_change,
    match_steps,
    mixed_run,
    steps_of,
)
from device import (
    IDEAL_SENSORS,
    Calibration,
    DeviceError,
    MatDescription,
    RunnerSettings,
    ScanRun,
    SensorModel,
    Simulation,
    force_errors,
    load_description,
    naive_force_errors,
    nominal_calibration,
    scan_cpu_ns,
    scan_run,
)

__all__ = ["bench_scan"]

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


@click.command("scan")
@click.option(
    "--minutes",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.5, 60),
    help="Length of the mixed run in which no step may be lost.",
)
@click.option(
    "--seconds",
    default=8.0,
    show_default=True,
    type=click.FloatRange(4, 120),
    help="Length of every other run.",
)
@one_line_refusals(DeviceError, AnalyzerError)
def bench_scan(*, minutes: float, seconds: float) -> None:
    """Measure scan rates, forces and steps on modelled chips, and our own CPU time."""
    console = Console()
    runs = {name: scan_run(runner, Simulation(), seconds) for name, runner in RUNNERS.items()}
    console.print(_rates_table(runs, seconds))
    console.print(_clock_table(seconds))
    console.print(_steps_table(runs))
    console.print(_force_table(seconds))
    _print_mixed(console, minutes)
    scan_ns, decode_ns = scan_cpu_ns(next(iter(runs.values())))
    console.print(
        f"Our CPU time per conversion, without system call: scan {scan_ns:.0f} ns, "
        f"decode {decode_ns:.0f} ns, together {scan_ns + decode_ns:.0f} ns"
    )


def _treadmill(*, clock_hz: int = 2_000_000, driver_ohm: float = 25.0) -> MatDescription:
    description = load_description("treadmill")
    circuit = replace(description.circuit, clock_hz=clock_hz, row_driver_ohm=driver_ohm)
    return replace(description, circuit=circuit)


def _rates_table(runs: dict[str, ScanRun], seconds: float) -> Table:
    table = _table(
        "Frames a second, 48 x 8 cells, one bus at 2.0 MHz",
        ("runner", "adaptive, on the foot", "adaptive, idle", "locating", "raster"),
    )
    raster = scan_run(next(iter(RUNNERS.values())), Simulation(scan="raster"), seconds)
    for name, run in runs.items():
        on_hz, idle_hz = run.rates_hz()
        table.add_row(
            name, f"{on_hz:.0f}", "-" if np.isnan(idle_hz) else f"{idle_hz:.0f}",
            f"{100 * run.mode_shares()['locate']:.0f} %", f"{raster.rates_hz()[0]:.0f}",
        )  # fmt: skip
    return table


def _clock_table(seconds: float) -> Table:
    table = _table(
        "Frames a second on the foot, by clock",
        (
            "clock",
            "us a conversion",
            *(f"{kind} {name}" for name in COMPARED for kind in ("", "raster")),
        ),
    )
    for clock_hz in CLOCKS_HZ:
        cells = []
        for name in COMPARED:
            for scan in ("adaptive", "raster"):
                simulation = Simulation(description=_treadmill(clock_hz=clock_hz), scan=scan)
                run = scan_run(RUNNERS[name], simulation, seconds / 2)
                cells.append(f"{run.rates_hz()[0]:.0f}")
        per_us = 1e-3 * float(np.median(np.diff(run.codes["time_ns"])))
        table.add_row(f"{clock_hz / 1e6:.2f} MHz", f"{per_us:.1f}", *cells)
    return table


def _steps_table(runs: dict[str, ScanRun]) -> Table:
    table = _table(
        "Steps against the truth",
        (
            "runner",
            "true",
            "missed",
            "invented",
            "contact: mean",
            "p95",
            "strike index, scanned - true frames",
        ),
    )
    for name, run in runs.items():
        errors_s, missed, invented = match_steps(
            steps_of(run.block, run), run.true_steps, run.duration_s
        )
        change = index_change(run)
        table.add_row(
            name, str(len(errors_s) + missed), str(missed), str(invented),
            f"{1e3 * np.mean(errors_s):.2f} ms", f"{1e3 * np.percentile(np.abs(errors_s), 95):.2f} ms",
            f"{change.mean():+.2f} points, |{np.abs(change).mean():.2f}|",
        )  # fmt: skip
    return table


def _force_table(seconds: float) -> Table:
    table = _table(
        "Forces against the truth (cells in % of full scale, sums in %)",
        ("mat", "cell p95", "cell max", "sum median", "sum p95", "sum bias"),
    )
    runner = RUNNERS[COMPARED[0]]
    # The cells are the same whatever drives them.
    walk = calibrated(Simulation())
    for name, driver_ohm, sensors in _force_cases():
        simulation = Simulation(description=_treadmill(driver_ohm=driver_ohm), sensors=sensors)
        run = scan_run(runner, simulation, seconds)
        if sensors is IDEAL_SENSORS:
            _add_decodings(table, name, run, None)
        else:
            _add_decodings(table, f"{name}, calibrated", run, walk)
            nominal = force_errors(run, calibration=nominal_calibration(simulation.description))
            _add_forces(table, f"{name}, nominal cells", nominal)
    raster = scan_run(runner, Simulation(scan="raster", sensors=IDEAL_SENSORS), seconds)
    _add_forces(table, "raster, 25 ohm, ideal cells", force_errors(raster))
    return table


def _force_cases() -> Iterator[tuple[str, float, SensorModel]]:
    for driver_ohm in (0.0, 25.0):
        for cells, sensors in (("ideal", IDEAL_SENSORS), ("real", SensorModel())):
            yield f"{driver_ohm:g} ohm drivers, {cells} cells", driver_ohm, sensors


def _add_decodings(table: Table, name: str, run: ScanRun, calibration: Calibration | None) -> None:
    """Add what the algebra makes of one run, and what less of it would."""
    _add_forces(table, name, force_errors(run, calibration=calibration))
    if run.native.description.circuit.row_driver_ohm:
        neglected = force_errors(run, driver_ohm=0.0, calibration=calibration)
        _add_forces(table, f"{name}, drivers not corrected", neglected)
        naive = naive_force_errors(run, calibration=calibration)
        table.add_row(
            f"{name}, naive divider", _percent(naive["cell_p95"]), _percent(naive["cell_max"]),
            "-", "-", "-",
        )  # fmt: skip


def _print_mixed(console: Console, minutes: float) -> None:
    order = list(RUNNERS.values())
    count = max(round(60.0 * minutes / MIXED_EACH_S), 2)
    runners = [order[number % len(order)] for number in range(count)]
    steps, truth, end_s = mixed_run(Simulation(), runners, MIXED_EACH_S)
    errors_s, missed, invented = match_steps(steps, truth, end_s)
    apart_ms = 1e3 * np.abs(errors_s)
    console.print(
        f"Mixed walking and running, {count * MIXED_EACH_S / 60:.1f} minutes: "
        f"{len(errors_s) + missed} true steps, {missed} missed, {invented} invented; "
        f"contact p95 {np.percentile(apart_ms, 95):.2f} ms, worst {apart_ms.max():.2f} ms"
    )


def _add_forces(table: Table, name: str, errors: dict[str, float]) -> None:
    keys = ("cell_p95", "cell_max", "sum_median", "sum_p95", "sum_bias")
    table.add_row(name, *(_percent(errors[key]) for key in keys))


def _percent(share: float) -> str:
    return f"{100 * share:.2f}"


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left")
    for index, column in enumerate(columns):
        table.add_column(column, justify="left" if index == 0 else "right")
    return table
