"""`strikemat reanalyze`: stored frames through today's analyzer, nothing overwritten."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from analyzer import AnalyzerSettings, StepAnalyzer
from clinic import FrameChunk, NewSession, Store, default_store_path
from device import RunnerSettings, simulate_recording
from strikemat import main


@pytest.fixture
def folder(tmp_path):
    """A store with a session as it was analysed, and one whose stored steps are another version's."""
    recording, _ = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=1), 6.0)
    settings = AnalyzerSettings()
    analyzer = StepAnalyzer(
        recording.geometry,
        settings,
        foot_length_m=recording.foot_length_m,
        body_mass_kg=recording.body_mass_kg,
    )
    steps = analyzer.feed(recording.block) + analyzer.finish()
    older = [replace(step, strike="ball", contact_time_s=0.3) for step in steps[1:]]
    with Store(default_store_path(tmp_path)) as store:
        for runner, stored in (("Anna", steps), ("Bea", older)):
            session_id = store.begin_session(
                NewSession(
                    runner=runner,
                    mat_name="simulated",
                    mat_label="SIMULATED",
                    geometry=recording.geometry,
                    frame_rate_hz=500.0,
                    foot_length_m=recording.foot_length_m,
                    body_mass_kg=recording.body_mass_kg,
                    analyzer_version="0.0.1",
                    analyzer_settings=settings.to_dict(),
                )
            )
            chunks = [FrameChunk.pack(block) for block in recording.blocks(frames=250)]
            store.append(session_id, chunks=chunks, steps=stored)
            store.end_session(session_id)
    return tmp_path


def run(*arguments: object):
    return CliRunner().invoke(main, ["reanalyze", *map(str, arguments)])


def test_the_same_analyzer_changes_nothing(folder):
    (change,) = json.loads(run(1, "--data", folder, "--json").stdout)
    assert change["runner"] == "Anna"
    assert change["steps"] == change["stored_steps"] > 10
    assert (change["gone"], change["new"], change["sides"], change["strikes"]) == (0, 0, 0, 0)
    assert change["contact_time_s"] == 0.0


def test_what_another_version_said_is_shown_and_kept(folder):
    (change,) = json.loads(run(2, "--data", folder, "--json").stdout)
    assert (change["gone"], change["new"]) == (0, 1)
    assert change["strikes"] == change["stored_steps"]
    assert change["contact_time_s"] < -0.02
    with Store(default_store_path(folder)) as store:
        assert {step.strike for step in store.steps(2)} == {"ball"}


def test_all_sessions_are_in_the_table(folder):
    result = run("--data", folder)
    assert result.exit_code == 0, result.stderr
    assert "Anna" in result.stdout
    assert "Bea" in result.stdout


def test_an_empty_store_says_so(tmp_path):
    Store(default_store_path(tmp_path)).close()
    assert "No session" in run("--data", tmp_path).stdout


def test_a_session_that_does_not_exist_is_one_line(folder):
    result = run(77, "--data", folder)
    assert result.exit_code == 2
    assert "77" in result.stderr
    assert len(result.stderr.splitlines()) == 1
