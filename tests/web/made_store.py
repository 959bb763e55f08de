"""A store as a clinic has it after some weeks: a runner who learned to land on the ball, and others."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from clinic import (
    Signature,
    Store,
    add_mark,
    add_phase,
    add_runner,
    correct_runner,
    correct_session,
    correct_step,
    find_runners,
    session_statistics,
)
from device import (
    Person,
    Rhythm,
    RunnerSettings,
    change_of_support,
    quiet_standing,
    simulate_scene,
)
from tests.web.mats import PlannedMat, ShortMat
from web import Treadmill

CLINICIAN = Signature("Dr. Weber", "at the visit")
FIRST_UTC = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)

#: Sessions of R-07, a week apart: strike, belt speed, pain before and after, note.
WEEKS = (
    ("heel", 2.8, 2.0, 3.0, "first visit, own shoes"),
    ("heel", 2.9, 2.0, 2.0, "tired"),
    ("midfoot", 2.9, 1.0, 2.0, "first cues"),
    ("ball", 2.8, 1.0, 1.0, "new shoes"),
)


class Calendar:
    """A clock that a maker of sessions sets."""

    def __init__(self) -> None:
        self.now_utc = FIRST_UTC

    def __call__(self) -> datetime:
        """Return the moment that was set."""
        return self.now_utc


def make_store(path: Path, seconds: float = 45.0) -> None:
    """Fill a new store: sessions of R-07 (1 to 4), and of R-11 standing (5) and at a drill (6)."""
    calendar = Calendar()
    with Store(path, clock=calendar) as store:
        for week, (strike, speed_m_s, *_, note) in enumerate(WEEKS):
            calendar.now_utc = FIRST_UTC + timedelta(weeks=week)
            runner = RunnerSettings(strike=strike, speed_m_s=speed_m_s, seed=week + 1)
            record(store, "R-07", note, ShortMat(seconds + 2.0, runner), seconds)
        calendar.now_utc += timedelta(hours=1)
        drills = change_of_support(Person(), Rhythm(14, 90.0, 0.03))
        for number, (scene, note) in enumerate(
            [(quiet_standing(Person(), 14.0), "weight split"), (drills, "feet")], len(WEEKS) + 1
        ):
            recording, _ = simulate_scene(scene, 15.0)
            record(store, "R-11", note, PlannedMat(recording, speed=None), 13.5, first_s=0.1)
            assert store.session(number).note == note
        write_remarks(store)


def record(
    store: Store,
    name: str,
    note: str,
    mat: ShortMat | PlannedMat,
    seconds: float,
    *,
    first_s: float = 1.0,
) -> None:
    """Record a session as the treadmill does, from a moment of the mat's clock on."""
    treadmill = Treadmill(lambda: mat, store)
    mat.at_s[first_s] = lambda: treadmill.start_session(name, note)
    mat.at_s[first_s + seconds] = treadmill.stop_session
    treadmill.run()
    assert treadmill.errands.wait()
    treadmill.close()


def write_remarks(store: Store) -> None:
    """Write what people say: pain, phases, marks, corrections, runners' data."""
    for number, (*_, before, after, _note) in enumerate(WEEKS, 1):
        pain = {"pain_before": before, "pain_after": after}
        correct_session(store, number, pain, by=CLINICIAN)
    first_s = store.session(4).first_s or 0.0
    for kind, after_s, cue in (("natural", 0.0, ""), ("cued", 22.0, "land softly on the ball")):
        add_phase(store, 4, kind, first_s + after_s, by=CLINICIAN, cue=cue)  # type: ignore[arg-type]
    add_mark(store, 4, first_s + 30.0, "looks at the screen", by=CLINICIAN)
    correct_step(store, 4, 5, by=Signature("Dr. Weber", "stumbled"), excluded=True)
    correct_step(store, 4, 8, by=Signature("Dr. Weber", "seen on video"), strike="midfoot")
    (runner,) = (one.runner for one in find_runners(store, "R-07")[0])
    assert runner.id is not None
    data = {"height_m": 1.74, "shoe_size": "EU 42", "shoes": "road shoes, 8 mm drop"}
    correct_runner(store, runner.id, {**data, "notes": "marathon in May"}, by=CLINICIAN)
    add_runner(store, {"name": "R-12", "foot_length_m": 0.25}, by=CLINICIAN)
    for number in range(1, 5):
        session_statistics(store, number)
