"""What another mat, another day or a shorter recording would have read of the same feet."""

from dataclasses import replace

import numpy as np

from device import MatGeometry, Recording


def mirrored(recording: Recording) -> Recording:
    """Left and right exchanged."""
    return replace(recording, force_n=np.ascontiguousarray(recording.force_n[:, :, ::-1]))


def cropped(recording: Recording, begin_s: float, end_s: float) -> Recording:
    """Only the frames of [begin, end), of what the recording's clock says."""
    kept = (recording.time_s >= begin_s) & (recording.time_s < end_s)
    return replace(
        recording,
        time_s=recording.time_s[kept],
        force_n=recording.force_n[kept],
        belt_speed_m_s=recording.belt_speed_m_s[kept],
    )


def resampled(recording: Recording, rate_hz: float) -> Recording:
    """Frames at another rate, between those that are there."""
    time_s = np.arange(recording.time_s[0], recording.time_s[-1], 1.0 / rate_hz)
    after = np.searchsorted(recording.time_s, time_s).clip(1, len(recording.time_s) - 1)
    before_s, after_s = recording.time_s[after - 1], recording.time_s[after]
    share = ((time_s - before_s) / (after_s - before_s)).astype(np.float32)[:, None, None]
    force_n = (1.0 - share) * recording.force_n[after - 1] + share * recording.force_n[after]
    speed_m_s = np.interp(time_s, recording.time_s, recording.belt_speed_m_s)
    return replace(recording, time_s=time_s, force_n=force_n, belt_speed_m_s=speed_m_s)


def shifted(recording: Recording, rows: float, cols: float) -> Recording:
    """Feet that came down a part of a cell further back and further right, spread over both cells."""
    force_n = recording.force_n
    for axis, part in ((1, rows), (2, cols)):
        further = np.roll(force_n, 1, axis=axis)
        further[(slice(None),) * axis + (0,)] = 0.0
        force_n = (1.0 - part) * force_n + part * further
    return replace(recording, force_n=np.ascontiguousarray(force_n, np.float32))


def scaled(recording: Recording, factor: float) -> Recording:
    """A calibration that is off by a factor."""
    return replace(recording, force_n=recording.force_n * np.float32(factor))


def slower(recording: Recording, factor: float) -> Recording:
    """The same feet in slow motion."""
    return replace(
        recording,
        time_s=recording.time_s * factor,
        belt_speed_m_s=recording.belt_speed_m_s / factor,
    )


def coarser(recording: Recording, rows: int, cols: int) -> Recording:
    """Cells summed, so many along and across."""
    geometry = recording.geometry
    shape = (geometry.rows // rows, geometry.cols // cols)
    kept_n = recording.force_n[:, : shape[0] * rows, : shape[1] * cols]
    force_n = kept_n.reshape(-1, shape[0], rows, shape[1], cols).sum(axis=(2, 4))
    return replace(
        recording,
        geometry=MatGeometry(*shape, geometry.row_pitch_m * rows, geometry.col_pitch_m * cols),
        force_n=np.ascontiguousarray(force_n, np.float32),
    )


def noisy(recording: Recording, sd_n: float, drift_n: float, *, seed: int) -> Recording:
    """Noise on each cell, and a drift of its own up to `drift_n` over the recording."""
    draw = np.random.default_rng(seed)
    part = (recording.time_s - recording.time_s[0]) / np.ptp(recording.time_s)
    drifted_n = drift_n * draw.uniform(0.0, 1.0, recording.force_n.shape[1:]) * part[:, None, None]
    noise_n = sd_n * draw.standard_normal(recording.force_n.shape, dtype=np.float32)
    return replace(recording, force_n=(recording.force_n + noise_n + drifted_n).astype(np.float32))
