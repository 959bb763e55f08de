"""`strikemat compare`, and the statistics of `strikemat analyze --json`."""

import json

import pytest
from click.testing import CliRunner

from analyzer import VERSION
from commands.statistics import SESSION_MEASURES
from device import RunnerSettings, save_recording, simulate_recording
from strikemat import main


def saved(folder, name: str, **runner: object):
    path = folder / f"{name}.npz"
    settings = RunnerSettings(speed_m_s=3.0, **runner)  # type: ignore[arg-type]
    save_recording(path, simulate_recording(settings, 25.0, seed=settings.seed)[0])
    return path


@pytest.fixture(scope="module")
def recordings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recordings")
    return {
        "heel": saved(folder, "heel", strike="heel", seed=1),
        "again": saved(folder, "again", strike="heel", seed=2),
        "ball": saved(folder, "ball", strike="ball", seed=3),
    }


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_heel_against_ball_is_believable(recordings):
    result = run("compare", recordings["heel"], recordings["ball"], "--json")
    assert result.exit_code == 0, result.stderr
    said = json.loads(result.stdout)
    assert (said["analyzer"], said["settings"]["threshold_n"]) == (VERSION, 20.0)
    found = said["measures"]
    assert found["ball_first_percent"]["difference"] == pytest.approx(100.0)
    assert found["strike_index_percent"]["believable"]
    assert found["strike_index_percent"]["low"] > 40
    assert "further forward" in found["strike_index_percent"]["verdict"]


def test_the_same_runner_twice_is_no_change(recordings):
    found = json.loads(run("compare", recordings["heel"], recordings["again"], "--json").stdout)
    found = found["measures"]
    assert not found["contact_time_s"]["believable"]
    assert not found["ball_first_percent"]["believable"]


def test_the_table_names_both_files_and_a_verdict(recordings):
    result = run("compare", recordings["heel"], recordings["ball"])
    assert result.exit_code == 0
    for word in ("heel", "ball", "95 % interval", "verdict", "believable"):
        assert word in result.stdout


def test_a_missing_file_is_one_line(recordings, tmp_path):
    result = run("compare", recordings["heel"], tmp_path / "gone.npz")
    assert result.exit_code == 2
    assert "gone.npz" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_recording_comes_with_its_statistics(recordings):
    found = json.loads(run("analyze", recordings["heel"], "--json").stdout)["statistics"]
    assert set(found) == set(SESSION_MEASURES)
    contact = found["contact_time_s"]
    assert set(contact) == {"spread", "symmetry", "minimal_change", "drift"}
    assert contact["spread"]["both"]["n"] > 60
    assert abs(contact["symmetry"]["robinson_index_percent"]) < 3.0
    assert "drift" not in found["peak_force_n"]
