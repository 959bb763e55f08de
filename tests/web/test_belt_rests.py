"""Standing and drills are kept with the session during which they were found."""

from collections.abc import Callable

import pytest

from clinic import Store, rests
from device import Person, Rhythm, change_of_support, quiet_standing, simulate_scene
from tests.web.made_store import record
from tests.web.mats import PlannedMat
from web import Treadmill


def test_a_drill_is_kept_with_its_session(store: Store) -> None:
    scene = change_of_support(Person(), Rhythm(14, 90.0, 0.03))
    record(store, "Anna", "", PlannedMat(simulate_scene(scene, 15.0)[0], speed=None), 13.0)
    (drill,) = rests(store, 1)["drill"]
    assert drill["kind"] == "change of support"
    assert drill["rate_per_minute"] == pytest.approx(90.0, abs=4.0)


def standing_session(
    store: Store, treadmill: Treadmill, mat: PlannedMat, plan: dict[float, Callable[[], object]]
) -> None:
    mat.at_s = {0.1: lambda: treadmill.start_session("Anna"), **plan}
    treadmill.run()
    assert treadmill.errands.wait()


def test_what_began_during_a_pause_is_left_out(
    store: Store, make_treadmill: Callable[..., Treadmill]
) -> None:
    recording, _ = simulate_scene(quiet_standing(Person(), 14.0), 15.0)
    for pause_at_s, kept in ((0.2, 0), (13.0, 1)):
        mat = PlannedMat(recording, speed=None)
        treadmill = make_treadmill(mat)  # type: ignore[arg-type]
        plan = {pause_at_s: treadmill.pause_session}
        standing_session(store, treadmill, mat, plan)
        assert len(rests(store, store.sessions()[0].id)["standing"]) == kept
