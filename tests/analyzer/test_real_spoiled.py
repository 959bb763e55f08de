"""Real recordings as another mat, another day or a shorter stretch would have given them."""

import csv
import json
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest

from device import Recording, load_recording
from tests.analyzer.real import DATA, real
from tests.analyzer.scoring import steps_of
from tests.analyzer.spoiling import (
    coarser,
    cropped,
    mirrored,
    noisy,
    resampled,
    scaled,
    shifted,
    slower,
)

pytestmark = real

WALKS = ("zebris-walk-240hz", "zebris-walk-240hz-coarse")
RUNS = {"run-rearfoot-3.5mps": "heel", "run-forefoot-2.5mps": "ball"}
SAME_CONTACT_S = 0.03
#: The last steps of a crop have no follower: a contact that the end cuts is told as incomplete.
TAIL_S = 0.8


class Known(NamedTuple):
    """What the makers of the recording say of one contact."""

    contact_s: float
    side: str
    index_percent: float | None


def known_steps(name: str) -> list[Known]:
    if name in WALKS:
        with (DATA / "zebris-walk-240hz.steps.csv").open() as file:
            rows = list(csv.DictReader(file))
        return [Known(float(row["on_ms"]) / 1e3, row["side"], None) for row in rows]
    steps = json.loads((DATA / f"{name}.truth.json").read_text())["steps"]
    return [Known(step["t_contact_s"], step["side"], step["strike_index"]) for step in steps]


@pytest.fixture(scope="module")
def recordings() -> dict[str, Recording]:
    return {name: load_recording(DATA / f"{name}.npz") for name in (*WALKS, *RUNS)}


def held_against(recording: Recording, known: list[Known], strike: str, **options) -> list[float]:
    """Hold that each known contact is a step, on its side, landing so; return the indices' errors."""
    complete = [step for step in steps_of(recording, **options) if step.complete]
    begin_s, end_s = recording.time_s[0], recording.time_s[-1]
    expected = [one for one in known if begin_s + 0.1 < one.contact_s < end_s - TAIL_S]
    assert len(expected) >= 2
    errors, strikes = [], []
    for one in expected:
        same = [s for s in complete if abs(s.contact_s - one.contact_s) < SAME_CONTACT_S]
        assert len(same) == 1, f"contact at {one.contact_s} s"
        assert same[0].side[0].upper() == one.side, f"side at {one.contact_s} s"
        strikes.append(same[0].strike)
        if one.index_percent is not None and same[0].strike_index_percent is not None:
            errors.append(same[0].strike_index_percent - one.index_percent)
    between = [s for s in complete if begin_s + 0.1 < s.contact_s < end_s - TAIL_S]
    assert len(between) == len(expected)
    assert np.mean([found == strike for found in strikes]) >= 0.8
    assert {"heel": "ball", "ball": "heel"}[strike] not in strikes
    return errors


SPOILED: dict[str, Callable[[Recording], Recording]] = {
    "begun late": lambda r: cropped(r, 1.03, 99.0),
    "begun in a stance": lambda r: cropped(r, 2.71, 99.0),
    "ended early": lambda r: cropped(r, 0.0, 8.87),
    "a short piece": lambda r: cropped(r, 3.3, 7.1),
    "120 frames a second": lambda r: resampled(r, 120.0),
    "200 frames a second": lambda r: resampled(r, 200.0),
    "300 frames a second": lambda r: resampled(r, 300.0),
    "forces a third low": lambda r: scaled(r, 0.7),
    "forces half high": lambda r: scaled(r, 1.5),
    "a quarter of a row back": lambda r: shifted(r, 0.25, 0.0),
    "half a row back": lambda r: shifted(r, 0.5, 0.0),
    "a quarter of a column right": lambda r: shifted(r, 0.0, 0.25),
}


@pytest.mark.parametrize("length_known", [True, False])
@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("name", ["zebris-walk-240hz-coarse", *RUNS])
def test_every_step_is_found_on_its_side_however_it_was_recorded(
    recordings, name, how, length_known
):
    held_against(
        SPOILED[how](recordings[name]),
        known_steps(name),
        RUNS.get(name, "heel"),
        length_known=length_known,
    )


@pytest.mark.parametrize("how", [how for how in SPOILED if how != "120 frames a second"])
@pytest.mark.parametrize("name", RUNS)
def test_the_index_stays_within_5_points_however_it_was_recorded(recordings, name, how):
    errors = held_against(SPOILED[how](recordings[name]), known_steps(name), RUNS[name])
    assert np.mean(np.abs(errors)) < 5.0


@pytest.mark.parametrize("name", [*WALKS, *RUNS])
def test_the_mirrored_runner_is_the_same_with_the_other_feet(recordings, name):
    other = {"L": "R", "R": "L"}
    known = [one._replace(side=other[one.side]) for one in known_steps(name)]
    held_against(mirrored(recordings[name]), known, RUNS.get(name, "heel"))


@pytest.mark.parametrize("factor", [0.8, 1.25])
@pytest.mark.parametrize("name", [*WALKS, *RUNS])
def test_slow_motion_changes_no_step(recordings, name, factor):
    known = [one._replace(contact_s=one.contact_s * factor) for one in known_steps(name)]
    complete = [step for step in steps_of(slower(recordings[name], factor)) if step.complete]
    assert [step.side[0].upper() for step in complete] == [one.side for one in known]


@pytest.mark.parametrize(("sd_n", "drift_n"), [(0.5, 0.0), (1.0, 2.0), (0.0, 4.0)])
@pytest.mark.parametrize("name", ["zebris-walk-240hz-coarse", *RUNS])
def test_noise_and_drift_take_no_step(recordings, name, sd_n, drift_n):
    spoiled = noisy(recordings[name], sd_n, drift_n, seed=1)
    held_against(spoiled, known_steps(name), RUNS.get(name, "heel"), threshold_n=None)


@pytest.mark.parametrize("cells", [(2, 2), (3, 4), (2, 6), (3, 3)])
def test_coarser_cells_find_the_same_walk(recordings, cells):
    name = "zebris-walk-240hz"
    held_against(coarser(recordings[name], *cells), known_steps(name), "heel")
