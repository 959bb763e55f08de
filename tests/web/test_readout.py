from dataclasses import replace

import numpy as np

from analyzer import Footprint, Step, summarize
from web.readout import READOUT_STEPS, Readout

STEP = Step(
    number=1,
    side="left",
    contact_s=0.0,
    off_s=0.25,
    contact_time_s=0.25,
    flight_time_s=0.1,
    strike="heel",
    strike_index_percent=12.0,
    heel_onset_s=0.0,
    ball_onset_s=0.04,
    confidence=0.9,
    peak_force_n=1600.0,
    complete=True,
    incomplete_reason=None,
    threshold_n=21.0,
    foot_length_m=0.27,
    foot_length_source="given",
    landing_x_m=0.2,
    landing_y_m=0.5,
    belt_speed_m_s=3.0,
    footprint=Footprint(
        np.zeros((1, 1), np.float32), 0.005, 0.05, 1.0, 0, np.zeros((1, 2), np.float32), (0.0, 0.0)
    ),
)


def steps_of(*strikes: str | None, first: int = 0) -> list[Step]:
    return [
        replace(
            STEP,
            number=i + 1,
            side="left" if i % 2 == 0 else "right",
            contact_s=0.35 * i,
            off_s=0.35 * i + 0.25,
            strike=strike,
        )
        for i, strike in enumerate(strikes, first)
    ]


def read(steps: list[Step]) -> Readout:
    readout = Readout()
    for step in steps:
        readout.add(step)
    return readout


def test_the_numbers_are_those_of_the_reports_over_the_last_thirty_steps() -> None:
    steps = steps_of(*["heel"] * 40, *["ball"] * 10)
    numbers = read(steps).numbers()
    summary = summarize(steps[-READOUT_STEPS:])
    assert {key: numbers[key] for key in summary} == summary
    assert numbers["threshold_n"] == 21.0


def test_the_word_waits_for_five_steps() -> None:
    assert read(steps_of(*["heel"] * 4)).numbers()["landing"]["kind"] is None
    landing = read(steps_of(*["heel"] * 5)).numbers()["landing"]
    assert landing == {"kind": "heel", "agree": 5, "of": 5}


def test_the_word_does_not_flicker_when_single_steps_differ() -> None:
    readout, words = Readout(), []
    strikes = ["ball"] * 7 + ["ball", "ball", "heel", "ball", "ball", "ball", "heel"] * 4
    for step in steps_of(*strikes):
        readout.add(step)
        words.append(readout.numbers()["landing"]["kind"])
    assert set(words[6:]) == {"ball"}


def test_the_word_changes_once_when_the_runner_changes() -> None:
    readout, words = Readout(), []
    for step in steps_of(*["heel"] * 20, *["ball"] * 20):
        readout.add(step)
        words.append(readout.numbers()["landing"]["kind"])
    changes = [word for i, word in enumerate(words) if i and word != words[i - 1]]
    assert changes in (["heel", "ball"], ["heel", "mixed", "ball"])


def test_unsure_and_incomplete_steps_do_not_speak() -> None:
    steps = steps_of(*["ball"] * 5, None, None)
    steps += [replace(step, complete=False) for step in steps_of("heel", "heel", first=7)]
    assert read(steps).numbers()["landing"] == {"kind": "ball", "agree": 5, "of": 5}


def test_a_pause_begins_a_new_bout() -> None:
    readout = read(steps_of(*["heel"] * 10))
    readout.add(replace(STEP, contact_s=60.0, off_s=60.2, strike="ball"))
    numbers = readout.numbers()
    assert numbers["step_count"] == 1
    assert numbers["landing"]["kind"] is None


def test_nobody_yet_is_no_numbers() -> None:
    numbers = Readout().numbers()
    assert numbers["step_count"] == 0
    assert numbers["threshold_n"] is None
    assert numbers["cadence_spm"] is None


def test_the_word_never_changes_twice_within_two_steps() -> None:
    rng = np.random.default_rng(5)
    readout = Readout()
    changed_at, word = [], None
    strikes = [
        str(kind) for kind in rng.choice(["heel", "midfoot", "ball"], 600, p=[0.5, 0.1, 0.4])
    ]
    for number, step in enumerate(steps_of(*strikes)):
        readout.add(step)
        if (now := readout.numbers()["landing"]["kind"]) != word:
            changed_at.append(number)
            word = now
    assert len(changed_at) > 20
    assert min(np.diff(changed_at)) >= 2
