"""A session of hours in a store, made of one simulated minute."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from analyzer import VERSION, AnalyzerSettings, Measures, Step, StepAnalyzer
from clinic import NewSession, Store
from device import Recording, RunnerSettings, simulate_recording

__all__ = ["add_long_session"]

#: So much is simulated and analysed; a longer session repeats it, later each time.
SIMULATED_S = 60.0
FRAME_RATE_HZ = 500.0
CADENCE_SPM = 168.0
STEPS_AT_ONCE = 500
#: Repeated steps would have no scatter between the minutes; theirs is this share of each measure.
SCATTER = 0.03

#: Moments on the mat's clock, which move with the minutes.
_MEASURED_MOMENTS = tuple(
    name for name in Measures._fields if name.endswith(("_onset_s", "_end_s"))
)


def add_long_session(
    store: Store, runner: str, hours: float, *, seed: int = 1, note: str = ""
) -> int:
    """Add a session with every step and its print, but without raw frames; return its number.

    Parameters
    ----------
    store : Store
        Where to.
    runner : str
        Whose.
    hours : float
        How long.
    seed : int
        Of the runner and of the scatter.
    note : str
        Of the session.
    """
    recording, minute = _minute(seed)
    session_id = store.begin_session(_session(recording, runner, note))
    waiting: list[Step] = []
    for step in _repeated(minute, hours, seed):
        waiting.append(step)
        if len(waiting) == STEPS_AT_ONCE:
            store.append(session_id, steps=waiting)
            waiting = []
    store.append(session_id, steps=waiting)
    store.end_session(session_id)
    return session_id


def _minute(seed: int) -> tuple[Recording, Sequence[Step]]:
    runner = RunnerSettings(
        strike="heel" if seed % 2 else "ball", speed_m_s=3.0, cadence_spm=CADENCE_SPM, seed=seed
    )
    recording, _ = simulate_recording(runner, SIMULATED_S, frame_rate_hz=FRAME_RATE_HZ, seed=seed)
    analyzer = StepAnalyzer(recording.geometry, foot_length_m=recording.foot_length_m)
    return recording, [*analyzer.feed(recording.block), *analyzer.finish()]


def _repeated(minute: Sequence[Step], hours: float, seed: int) -> Iterator[Step]:
    rng = np.random.default_rng(seed)
    number = 0
    for repeat in range(max(1, round(3600.0 * hours / SIMULATED_S))):
        for step in minute:
            number += 1
            factor = 1.0 + SCATTER * float(rng.standard_normal())
            yield _later(step, number, repeat * SIMULATED_S, factor)


def _later(step: Step, number: int, by_s: float, factor: float) -> Step:
    measured = {
        name: _plus(value, by_s) if name in _MEASURED_MOMENTS else _times(value, factor)
        for name, value in step.measures.to_dict().items()
    }
    return replace(
        step,
        number=number,
        contact_time_s=step.contact_time_s * factor,
        strike_index_percent=_times(step.strike_index_percent, factor),
        peak_force_n=step.peak_force_n * factor,
        contact_s=step.contact_s + by_s,
        off_s=step.off_s + by_s,
        heel_onset_s=_plus(step.heel_onset_s, by_s),
        ball_onset_s=_plus(step.ball_onset_s, by_s),
        measures=Measures(**measured),
    )


def _plus(value: float | None, by: float) -> float | None:
    return None if value is None else value + by


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def _session(recording: Recording, runner: str, note: str) -> NewSession:
    return NewSession(
        runner=runner,
        note=note,
        mat_name="bench",
        mat_label="SIMULATED",
        simulated=True,
        geometry=recording.geometry,
        frame_rate_hz=FRAME_RATE_HZ,
        foot_length_m=recording.foot_length_m,
        body_mass_kg=recording.body_mass_kg,
        analyzer_version=VERSION,
        analyzer_settings=AnalyzerSettings().to_dict(),
    )
