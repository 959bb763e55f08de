"""`strikemat bench store`: what two hours of raw codes take on the disk, and in memory when opened."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from analyzer import VERSION, AnalyzerError, AnalyzerSettings, Step, StepAnalyzer
from clinic import (
    Backlog,
    ClinicError,
    CodePacker,
    NewSession,
    ReportFormat,
    Store,
    StoreFailed,
    description_toml,
    make_report,
    stored_calibration,
    verify_store,
)
from commands.refusal import one_line_refusals
from device import DeviceError, FrameBlock, RunnerSettings, ScanCodes, SimulatedMat, Simulation

__all__ = ["bench_store"]

#: Blocks that make one commit, as the recorder gathers them.
COMMIT_S = 0.4
#: So much is scanned; a longer session repeats it, later each time. Every chunk is packed by itself, so that
#: nothing is gained by what it repeats.
SCANNED_S = 60.0
#: What a session must stay below.
DISK_MB_MAX, MEMORY_MB_MAX = 400.0, 400.0
REPORT_FORMATS: tuple[ReportFormat, ...] = ("pdf", "html")
RUNNER = RunnerSettings(strike="heel", speed_m_s=3.0, seed=1)

# Opens the session in a process of its own, whose memory is then known. The kernel's VmHWM is of this program
# alone; ru_maxrss would begin with that of the program that started it.
READER = """
import sys
from commands.bench_store import open_and_report, read_frames
{"report": open_and_report, "frames": read_frames}[sys.argv[2]](sys.argv[1])
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(float(status["VmHWM"].split()[0]) * 1024 / 1e6)
"""


@click.command("store")
@click.option(
    "--minutes",
    default=120.0,
    show_default=True,
    type=click.FloatRange(0.1, 600),
    help="Length of the session.",
)
@click.option(
    "--all-frames/--no-frames",
    default=True,
    show_default=True,
    help="Also compute every frame from the codes again.",
)
@one_line_refusals(DeviceError, AnalyzerError, ClinicError)
def bench_store(*, minutes: float, all_frames: bool) -> None:
    """Record a long session of modelled chips; measure its size, and the memory to open and report it."""
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="strikemat-bench-") as folder:
        path = Path(folder) / "store.sqlite"
        frames, conversions, seconds = _record(path, 60.0 * minutes, console)
        size_mb = sum(one.stat().st_size for one in path.parent.iterdir()) / 1e6
        with Store(path) as store:
            (session,) = store.sessions()
            chunks_mb = sum(one for one in _payload_sizes(store)) / 1e6
        per_two_hours = 7200.0 / session.duration_s
        on_foot_hz = frames / session.duration_s
        console.print(
            f"{session.duration_s / 60:.1f} minutes of {RUNNER.gait}, {frames} frames "
            f"({on_foot_hz:.0f} a second, flight included), {conversions} conversions, "
            f"{session.step_count} steps; recorded in {seconds:.0f} s"
        )
        console.print(
            f"raw codes      {chunks_mb:7.1f} MB  ({8e6 * chunks_mb / conversions:.2f} bits a conversion; "
            f"{chunks_mb * per_two_hours:.0f} MB in two hours; bound {DISK_MB_MAX:.0f} MB)"
        )
        console.print(f"whole store    {size_mb:7.1f} MB  with every step and its print")
        _print_memory(console, path, "report", "opening and reporting")
        if all_frames:
            _print_memory(console, path, "frames", "every frame computed again")


def open_and_report(path: str) -> None:
    """Open a store and make the report of its session as PDF and as HTML."""
    with Store(path) as store:
        (session,) = store.sessions()
        for form in REPORT_FORMATS:
            assert make_report(store, session.id, form, language="en", who="bench")


def read_frames(path: str) -> None:
    """Compute every frame of the session from its codes, and hold every chunk against its checksum."""
    with Store(path) as store:
        (session,) = store.sessions()
        assert sum(len(block) for block in store.frames(session.id)) == session.frame_count
        assert verify_store(store).problems == ()


def _record(path: Path, seconds: float, console: Console) -> tuple[int, int, float]:
    """Record a session; return its frames, its conversions, and how long it took."""
    begin_s = time.monotonic()
    scanned, mat = _scanned(min(seconds, SCANNED_S))
    frames = conversions = 0
    with Store(path) as store, Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Recording", total=seconds)
        session_id = store.begin_session(_session(mat))
        backlog = Backlog(store, session_id, packer=CodePacker())
        analyzer = StepAnalyzer(mat.geometry, AnalyzerSettings(), foot_length_m=mat.foot_length_m)
        period_ns = 1000 * round(1e6 * (scanned[-1].time_s[-1] + 0.01))
        for repeat in range(max(1, round(seconds / SCANNED_S))):
            waiting, steps = list[FrameBlock](), list[Step]()
            for index, block in enumerate(_later(one, repeat * period_ns) for one in scanned):
                waiting.append(block)
                steps += analyzer.feed(block)
                frames += len(block)
                conversions += 0 if block.scan is None else len(block.scan.codes)
                span_s = block.time_s[-1] - waiting[0].time_s[0]
                if span_s >= COMMIT_S or index == len(scanned) - 1:
                    _write(backlog, waiting, steps)
                    waiting, steps = [], []
                    progress.update(task, completed=float(block.time_s[-1]))
        _write(backlog, [], analyzer.finish())
        store.end_session(session_id)
    return frames, conversions, time.monotonic() - begin_s


def _scanned(seconds: float) -> tuple[list[FrameBlock], SimulatedMat]:
    """Return blocks of a modelled mat that a runner runs on, and the mat."""
    mat = SimulatedMat(RUNNER, simulation=Simulation(), speed=None)
    blocks: list[FrameBlock] = []
    while not blocks or blocks[-1].time_s[-1] < seconds:
        block = mat.read()
        assert block is not None
        blocks.append(block)
    return blocks, mat


def _later(block: FrameBlock, by_ns: int) -> FrameBlock:
    """Return the same block, scanned later."""
    scan = block.scan
    assert scan is not None
    codes, ahead = scan.codes.copy(), scan.ahead.copy()
    codes["time_ns"] += by_ns
    ahead["time_ns"] += by_ns
    states = tuple((*state[:3], state[3] + by_ns) for state in scan.states)
    rows_s = None if block.row_time_s is None else block.row_time_s + 1e-9 * by_ns
    return replace(
        block,
        time_s=block.time_s + 1e-9 * by_ns,
        row_time_s=rows_s,
        scan=ScanCodes(codes, ahead, states),
    )


def _write(backlog: Backlog, blocks: list[FrameBlock], steps: list[Step]) -> None:
    backlog.add(blocks, steps)
    if not backlog.write():
        raise StoreFailed(str(backlog.problem))


def _session(mat: SimulatedMat) -> NewSession:
    return NewSession(
        runner="Bench",
        mat_name=mat.name,
        mat_label=mat.label,
        simulated=True,
        mat_description_toml=description_toml(mat.description),
        calibration=stored_calibration(mat.calibration),
        geometry=mat.geometry,
        frame_rate_hz=mat.frame_rate_hz,
        foot_length_m=mat.foot_length_m,
        analyzer_version=VERSION,
        analyzer_settings=AnalyzerSettings().to_dict(),
    )


def _payload_sizes(store: Store) -> list[int]:
    with store.reading() as db:
        rows = db.connection().exec_driver_sql("SELECT length(payload) FROM raw_chunk")
        return [int(row[0]) for row in rows]


def _print_memory(console: Console, path: Path, what: str, name: str) -> None:
    begin_s = time.monotonic()
    done = subprocess.run(  # nosec B603  # this Python, on a file of ours
        [sys.executable, "-c", READER, str(path), what],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if done.returncode:
        raise StoreFailed(f"{name}: {done.stderr.strip().splitlines()[-1]}")
    console.print(
        f"{name}: {float(done.stdout):.0f} MB of memory at most (bound {MEMORY_MB_MAX:.0f} MB), "
        f"{time.monotonic() - begin_s:.1f} s"
    )
