"""The numbers of a session."""

from dataclasses import replace

import pytest

from analyzer import AnalyzerSettings, BadSetting, summarize
from device import RunnerSettings, simulate_recording
from tests.analyzer.scoring import steps_of


@pytest.fixture(scope="module")
def steps():
    runner = RunnerSettings(speed_m_s=3.0, strike="heel", right_strike="ball", seed=3)
    return steps_of(simulate_recording(runner, 10.0)[0])


def test_no_steps_have_no_means():
    summary = summarize([])
    assert summary["step_count"] == 0
    assert summary["cadence_spm"] is None
    assert summary["contact_time_s"] == {"mean": None, "sd": None}
    assert summary["left"]["ball_first_percent"] is None


def test_counts_and_shares_are_by_side(steps):
    summary = summarize(steps)
    assert summary["step_count"] == len(steps)
    assert summary["left"]["step_count"] + summary["right"]["step_count"] == len(steps)
    assert summary["left"]["ball_first_percent"] == 0.0
    assert summary["right"]["ball_first_percent"] == 100.0
    assert 40 < summary["ball_first_percent"] < 60


def test_means_are_those_of_the_complete_steps(steps):
    summary = summarize(steps)
    times = [step.contact_time_s for step in steps if step.complete]
    assert summary["contact_time_s"]["mean"] == pytest.approx(sum(times) / len(times))
    cut = [*steps, replace(steps[-1], complete=False, contact_time_s=99.0)]
    assert summarize(cut)["contact_time_s"] == summary["contact_time_s"]
    assert summarize(cut)["steps_used"] == summary["steps_used"]


def test_cadence_is_that_of_the_runner(steps):
    true = 60.0 / ((steps[-2].contact_s - steps[1].contact_s) / (len(steps) - 3))
    assert summarize(steps)["cadence_spm"] == pytest.approx(true, rel=0.02)


def test_a_missed_step_hardly_moves_the_cadence(steps):
    assert summarize([*steps[:8], *steps[9:]])["cadence_spm"] == pytest.approx(
        summarize(steps)["cadence_spm"], rel=0.02
    )


def test_a_step_as_a_dict_has_every_documented_field_but_the_print(steps):
    fields = steps[0].to_dict()
    assert "footprint" not in fields
    for name in ("side", "contact_s", "strike", "strike_index_percent", "threshold_n", "complete"):
        assert name in fields


def test_settings_round_trip_and_refuse_what_they_do_not_know():
    settings = AnalyzerSettings(threshold_n=40.0)
    assert AnalyzerSettings.from_mapping(settings.to_dict()) == settings
    with pytest.raises(BadSetting, match="unknown setting 'treshold_n'"):
        AnalyzerSettings.from_mapping({"treshold_n": 40.0})
    with pytest.raises(BadSetting, match="threshold_n must be a number above 0"):
        AnalyzerSettings(threshold_n=-1.0)
    with pytest.raises(BadSetting, match="min_contact_s must be below max_contact_s"):
        AnalyzerSettings(min_contact_s=3.0)
