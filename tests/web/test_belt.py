"""The belt's speed while the page is served: measured, estimated from the prints, or not known yet."""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from analyzer import AnalyzerSettings, StepAnalyzer
from clinic import Store, marks
from device import DEFAULT_GEOMETRY, FrameBlock, IdealMat, MatGeometry, RunnerSettings
from web import Treadmill
from web.belt import BeltWatch

MakeMat = Callable[..., Any]
MakeTreadmill = Callable[..., Treadmill]


def altered(mat: Any, factor: float) -> Any:
    """Make a mat's tachometer read so many times the speed; NaN: it has none."""
    read = mat.read

    def read_altered() -> FrameBlock | None:
        block = read()
        return None if block is None else block.at_speed(block.belt_speed_m_s * factor)

    mat.read = read_altered
    return mat


def codes_of(treadmill: Treadmill) -> list[str]:
    return [warning["code"] for warning in treadmill.state()["warnings"]]


def test_without_a_tachometer_the_prints_tell_the_speed_and_it_is_marked(
    make_mat: MakeMat, make_treadmill: MakeTreadmill
) -> None:
    mat = altered(make_mat(10.0, RunnerSettings(speed_m_s=3.0)), np.nan)
    treadmill = make_treadmill(mat)
    seen: list[dict[str, Any]] = []
    mat.at_s = {
        0.5: lambda: seen.append(treadmill.state()),
        9.0: lambda: seen.append(treadmill.state()),
    }
    treadmill.run()
    early, late = seen
    assert early["mat"]["state"] == "running"
    assert early["belt_speed_m_s"] is None
    assert early["belt"]["source"] is None
    assert late["belt_speed_m_s"] == pytest.approx(3.0, rel=0.02)
    assert late["belt"]["source"] == "prints"
    assert 0.0 < late["belt"]["uncertainty_m_s"] < 0.1
    assert [warning["code"] for warning in late["warnings"]] == ["belt-estimated"]
    assert late["numbers"]["step_count"] > 10


def test_a_session_with_an_estimated_speed_is_analysed_again_alike(
    make_mat: MakeMat, make_treadmill: MakeTreadmill, store: Store
) -> None:
    mat = altered(make_mat(8.0), np.nan)
    treadmill = make_treadmill(mat)
    mat.at_s = {0.1: lambda: treadmill.start_session("Anna")}
    treadmill.run()
    assert treadmill.errands.wait()
    record = store.sessions()[0]
    (mark,) = marks(store, record.id)
    assert mark.note == "the belt speed is estimated from the prints"
    analyzer = StepAnalyzer(
        record.geometry,
        AnalyzerSettings.from_mapping(record.analyzer_settings),
        foot_length_m=record.foot_length_m,
        body_mass_kg=record.body_mass_kg,
    )
    steps = [
        s for block in store.frames(record.id) for s in analyzer.feed(block.with_known_speed())
    ]
    steps += analyzer.finish()
    assert len(steps) > 8
    assert [step.to_dict() for step in steps] == [step.to_dict() for step in store.steps(record.id)]


@pytest.mark.parametrize(("factor", "codes"), [(1.0, []), (1.08, ["belt-disagrees"])])
def test_a_tachometer_is_held_against_the_prints(
    make_mat: MakeMat, make_treadmill: MakeTreadmill, factor: float, codes: list[str]
) -> None:
    mat = altered(make_mat(8.0), factor)
    treadmill = make_treadmill(mat)
    seen: list[list[str]] = []
    mat.at_s = {7.0: lambda: seen.append(codes_of(treadmill))}
    treadmill.run()
    assert seen == [codes]


def speeds(
    factor_after_4s: float, *, slips: bool = False
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the speed at each frame of a runner at 3 m/s, and where it came from in each block.

    After 4 s the tachometer reads so many times the speed.
    """
    mat = IdealMat(RunnerSettings(speed_m_s=3.0, seed=4), speed=None)
    watch = BeltWatch(mat.geometry)
    time_s, speed_m_s, sources = [], [], []
    while not time_s or time_s[-1][-1] < 8.0:
        block = mat.read()
        assert block is not None
        after = block.time_s[0] > 4.0
        told = block.at_speed(block.belt_speed_m_s * (factor_after_4s if after else 1.0))
        told = watch.take(told, slips=slips and bool(after))
        time_s.append(told.time_s)
        speed_m_s.append(told.belt_speed_m_s)
        sources.append(watch.source or "")
    return np.concatenate(time_s), np.concatenate(speed_m_s), sources


def test_a_tachometer_that_slips_is_not_believed_where_prints_tell_the_speed() -> None:
    _, speed_m_s, sources = speeds(0.5, slips=True)
    np.testing.assert_allclose(speed_m_s, 3.0, rtol=0.01)
    assert set(sources[:100]) == {"mat"}
    assert sources[-1] == "prints"


def test_before_prints_tell_the_speed_one_that_slips_is_not_believed_either() -> None:
    mat = IdealMat(RunnerSettings(gait="walking", speed_m_s=1.3, seed=4), speed=None)
    watch = BeltWatch(mat.geometry)
    time_s, speed_m_s, sources = [], [], set()
    while not time_s or time_s[-1][-1] < 2.2:
        block = mat.read()
        assert block is not None
        slips = bool(block.time_s[0] > 1.2)
        told = block.at_speed(block.belt_speed_m_s * (0.45 if block.time_s[0] > 1.0 else 1.0))
        told = watch.take(told, slips=slips)
        time_s.append(told.time_s)
        speed_m_s.append(told.belt_speed_m_s)
        sources.add(watch.source)
    # From the jump until it is noticed nobody knows; then what it told before, then the feet that are down.
    late = np.concatenate(time_s) > 1.25
    np.testing.assert_allclose(np.concatenate(speed_m_s)[late], 1.3, rtol=0.02)
    assert sources == {"mat", "prints"}


def test_a_tachometer_far_from_the_prints_is_not_believed_after_two_contacts() -> None:
    time_s, speed_m_s, sources = speeds(0.8)
    np.testing.assert_allclose(speed_m_s[time_s > 5.2], 3.0, rtol=0.01)
    assert sources[-1] == "prints"


def test_a_tachometer_near_the_prints_is_believed_against_them() -> None:
    time_s, speed_m_s, sources = speeds(0.93)
    np.testing.assert_allclose(speed_m_s[time_s > 4.1], 0.93 * 3.0, rtol=1e-6)
    assert set(sources) == {"mat"}


def test_prints_of_a_broken_mat_say_nothing_against_the_tachometer() -> None:
    mat = altered(IdealMat(RunnerSettings(speed_m_s=3.0, seed=4), speed=None), 1.3)
    watch = BeltWatch(mat.geometry)
    for _ in range(300):
        watch.take(mat.read(), is_sound=False)
    assert (watch.source, watch.warnings()) == ("mat", [])


def test_a_mat_too_coarse_for_prints_keeps_its_own_word() -> None:
    watch = BeltWatch(dataclasses.replace(DEFAULT_GEOMETRY, rows=4))
    block = FrameBlock(
        np.arange(3.0), np.zeros((3, 4, 8), np.float32), np.array([np.nan, 1.0, 1.0])
    )
    assert watch.take(block) is block
    assert (watch.source, watch.uncertainty_m_s, watch.warnings()) == ("mat", None, [])
    assert len(block.with_known_speed()) == 2


def test_known_speeds_keep_the_whole_block() -> None:
    block = IdealMat(geometry=MatGeometry(16, 8, 0.025, 0.05), speed=None).read()
    assert block is not None
    assert block.with_known_speed() is block
