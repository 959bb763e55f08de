"""What a scan of the simulated mat gets right: its frames against the truth they were made from."""

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from device._adaptive import AdaptiveScanner
from device._ring import Ring
from device.assembler import Assembler
from device.calibration import Calibration
from device.codes import MODES, Codes
from device.description import TILE_ROWS
from device.frames import FrameBlock
from device.native import NativeRecording, join_blocks
from device.simulated._tape import Tape, TapeBus
from device.simulated.mat import SimulatedMat, Simulation
from device.simulated.runner import Runner
from device.simulated.settings import RunnerSettings
from device.simulated.truth import TrueStep

__all__ = ["ScanRun", "force_errors", "naive_force_errors", "scan_cpu_ns", "scan_run"]

Numbers = NDArray[np.float64]

#: A foot is on the mat above this much true force; a cell is loaded above that much.
ON_FOOT_N = 20.0
LOADED_N = 20.0
#: The sum of forces is compared where a foot bears this much.
WEIGHT_N = 200.0


@dataclass(frozen=True, slots=True)
class ScanRun:
    """One runner on one mat: what was scanned, and the runner to ask for the truth.

    Parameters
    ----------
    runner : RunnerSettings
        Who ran.
    native : NativeRecording
        The raw codes.
    block : FrameBlock
        The frames that they made.
    true_steps : list of TrueStep
        What the runner really did.
    duration_s : float
        Mat time.
    """

    runner: RunnerSettings
    native: NativeRecording
    block: FrameBlock
    true_steps: list[TrueStep]
    duration_s: float

    @property
    def codes(self) -> Codes:
        """The conversions."""
        return self.native.scan.codes

    def true_force_n(self, time_s: Numbers) -> Numbers:
        """Return the true force on each cell at times that do not decrease, (n, rows, cols)."""
        runner = Runner(self.runner, self.native.description.geometry)
        return runner.cell_force_n(time_s)

    def true_frames(self, rate_hz: float) -> FrameBlock:
        """Return the frames that a mat without any error would have read."""
        runner = Runner(self.runner, self.native.description.geometry)
        time_s = np.arange(0.0, self.duration_s, 1.0 / rate_hz)
        force_n = np.ascontiguousarray(runner.cell_force_n(time_s), np.float32)
        return FrameBlock(time_s, force_n, runner.belt_speed_m_s(time_s))

    def rates_hz(self) -> tuple[float, float]:
        """Return frames per second with a foot on the mat and without; NaN where there was none."""
        period_s = np.diff(self.block.time_s)
        on = self.true_force_n(self.block.time_s).sum(axis=(1, 2))[1:] > ON_FOOT_N
        return _rate_hz(period_s[on]), _rate_hz(period_s[~on])

    def mode_shares(self) -> dict[str, float]:
        """Return the share of frames in each scan mode."""
        assert self.block.mode is not None
        counts = np.bincount(self.block.mode, minlength=len(MODES))
        return dict(zip(MODES, (counts / len(self.block)).tolist(), strict=True))


def scan_run(runner: RunnerSettings, simulation: Simulation, duration_s: float) -> ScanRun:
    """Return `duration_s` seconds of mat time of a runner on a simulated mat, as fast as possible."""
    mat = SimulatedMat(runner, simulation=simulation, speed=None, keep_truth=True)
    blocks: list[FrameBlock] = []
    while not blocks or blocks[-1].time_s[-1] < duration_s:
        block = mat.read()
        assert block is not None
        blocks.append(block)
    native = join_blocks(
        blocks, mat.description, mat.calibration, foot_length_m=runner.foot_length_m
    )
    return ScanRun(runner, native, native.frames(), mat.true_steps(), duration_s)


def force_errors(
    run: ScanRun, *, driver_ohm: float | None = None, calibration: Calibration | None = None
) -> dict[str, float]:
    """Return errors of loaded cells (parts of full scale) and of the sum of forces (parts of it).

    Parameters
    ----------
    run : ScanRun
        The scan.
    driver_ohm : float, optional
        Decode with another driver resistance than the mat's: 0 = uncorrected.
    calibration : Calibration, optional
        Decode with another calibration than the one in use.
    """
    block = run.block
    if driver_ohm is not None or calibration is not None:
        known = run.native.description
        known_ohm = known.circuit.row_driver_ohm if driver_ohm is None else driver_ohm
        description = replace(known, circuit=replace(known.circuit, row_driver_ohm=known_ohm))
        applied = calibration or run.native.calibration
        block = replace(run.native, description=description, calibration=applied).frames()
    true_n = run.true_force_n(block.time_s)
    loaded = true_n > LOADED_N
    full_scale_n = run.native.description.sensor.full_scale_n
    cell = np.abs(block.force_n - true_n)[loaded] / full_scale_n
    true_sum_n = true_n.sum(axis=(1, 2))
    borne = true_sum_n > WEIGHT_N
    total = (block.force_n.sum(axis=(1, 2)) - true_sum_n)[borne] / true_sum_n[borne]
    return _spread("cell", cell) | _spread("sum", np.abs(total)) | {"sum_bias": float(total.mean())}


def naive_force_errors(run: ScanRun, *, calibration: Calibration | None = None) -> dict[str, float]:
    """Return errors of loaded cells if each were taken for a lone divider: `G = Gref * v / (1 - v)`."""
    codes = run.codes
    rows = codes["rows"].astype(np.int64)
    # The truth at the time of each conversion takes memory: some are enough.
    single = codes[(rows > 0) & ((rows & (rows - 1)) == 0)][::7]
    row = TILE_ROWS * single["tile"].astype(np.intp) + np.log2(single["rows"]).astype(np.intp)
    col = single["col"].astype(np.intp)
    time_s, place = np.unique(single["time_ns"] * 1e-9, return_inverse=True)
    true_n = run.true_force_n(time_s)[place, row, col]
    v = ((single["code"] & 1023) + 0.5) / 1024.0
    siemens = v / (1.0 - v) / run.native.description.circuit.reference_ohm
    applied = calibration or run.native.calibration
    force_n = applied.scale[row, col] * siemens ** applied.exponent[row, col]
    loaded = true_n > LOADED_N
    full_scale_n = run.native.description.sensor.full_scale_n
    return _spread("cell", np.abs(force_n - true_n)[loaded] / full_scale_n)


def scan_cpu_ns(run: ScanRun) -> tuple[float, float]:
    """Return our own CPU time per conversion, nanoseconds: of the adaptive scan, of decoding.

    The scan runs again on its own recorded answers, without chips and without system calls.
    """
    description, codes = run.native.description, run.codes
    tape = Tape(codes)
    scanner = AdaptiveScanner(
        [TapeBus(tape, tile) for tile in description.tiles],
        description.tiles,
        range(len(description.tiles)),
        Ring(len(codes)),
    )
    begin_s = time.thread_time()
    scanner.run(int(codes["time_ns"][-1]))
    scan_s = time.thread_time() - begin_s
    conversions = scanner.ring.drain()
    ends = np.flatnonzero(conversions["end"]) + 1
    assembler = Assembler(description, run.native.calibration)
    # As it happens live: some 35 frames at a time.
    parts = np.split(conversions, ends[34:-1:35])
    begin_s = time.thread_time()
    for part in parts:
        assembler.take([part])
    decode_s = time.thread_time() - begin_s
    return 1e9 * scan_s / len(conversions), 1e9 * decode_s / len(conversions)


def _spread(name: str, values: Numbers) -> dict[str, float]:
    return {
        f"{name}_median": float(np.median(values)),
        f"{name}_p95": float(np.percentile(values, 95)),
        f"{name}_max": float(values.max()),
    }


def _rate_hz(period_s: Numbers) -> float:
    return len(period_s) / float(period_s.sum()) if len(period_s) else float("nan")
