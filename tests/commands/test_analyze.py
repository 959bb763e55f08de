"""`strikemat analyze` and the command line as its user meets it."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from device import RunnerSettings, save_recording, simulate_recording
from strikemat import COMMANDS, main


@pytest.fixture(scope="module")
def recording():
    return simulate_recording(RunnerSettings(strike="ball", speed_m_s=3.0, seed=1), 5.0)[0]


@pytest.fixture(scope="module")
def file(recording, tmp_path_factory):
    path = tmp_path_factory.mktemp("recordings") / "run.npz"
    save_recording(path, recording)
    return path


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def one_line_of_error(result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stderr
    return lines[0]


def test_prints_are_added_to_the_json(file):
    result = json.loads(run("analyze", file, "--json", "--prints").stdout)
    for step in result["steps"]:
        print_ = step["print"]
        assert np.array(print_["peak_n"]).shape == np.array(print_["impulse_n_s"]).shape
        assert len(print_["gait_line_m"]) == len(print_["gait_line_foot_m"]) > 50
    for side in ("left", "right"):
        mean = result["mean_prints"][side]
        assert mean["steps"] >= 3
        assert np.array(mean["impulse_n_s"]).sum() > 100.0
    plain = json.loads(run("analyze", file, "--json").stdout)
    assert "mean_prints" not in plain
    assert "print" not in plain["steps"][0]


def test_prints_without_json_say_what_to_give(file):
    result = run("analyze", file, "--prints")
    assert result.exit_code == 2
    assert "give --json too" in result.stderr


def test_json_is_one_object_with_steps_and_summary(file):
    result = run("analyze", file, "--json", "--threshold-n", 20)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert set(found) == {
        "analyzer",
        "settings",
        "recording",
        "notes",
        "steps",
        "standing",
        "drills",
        "summary",
        "statistics",
    }
    assert found["standing"] == found["drills"] == []
    assert found["recording"]["frames"] == 2500
    assert found["recording"]["frame_rate_hz"] == pytest.approx(500)
    assert found["settings"]["threshold_n"] == 20
    assert found["summary"]["step_count"] == len(found["steps"]) > 10
    needed = [
        "side",
        "contact_s",
        "off_s",
        "contact_time_s",
        "flight_time_s",
        "strike",
        "strike_index_percent",
        "heel_onset_s",
        "ball_onset_s",
        "confidence",
        "peak_force_n",
        "complete",
        "threshold_n",
    ]
    for step in found["steps"]:
        assert set(needed) <= set(step)
        assert step["side"] in ("left", "right")
        assert step["strike"] in ("heel", "midfoot", "ball", None)
    for name in ("cadence_spm", "contact_time_s", "flight_time_s", "ball_first_percent"):
        assert name in found["summary"]
    assert found["summary"]["left"]["strike_index_percent"]["mean"] > 60


def test_the_table_shows_every_step_and_the_means(file):
    result = run("analyze", file)
    assert result.exit_code == 0
    steps = json.loads(run("analyze", file, "--json").stdout)["steps"]
    rows = re.findall(r"^ *\d+ +(?:left|right) ", result.stdout, re.MULTILINE)
    assert len(rows) == len(steps)
    for word in ("ball", "cadence", "contact time", "flight time", "strike index", "17.2 N"):
        assert word in result.stdout


def test_an_empty_mat_has_a_table_that_says_so(tmp_path):
    path = tmp_path / "empty.npz"
    save_recording(path, simulate_recording(RunnerSettings(gait="none"), 1.0)[0])
    result = run("analyze", path)
    assert result.exit_code == 0
    assert "No step" in result.stdout
    assert json.loads(run("analyze", path, "--json").stdout)["steps"] == []


def test_a_missing_file_is_named(tmp_path):
    assert "nowhere.npz" in one_line_of_error(run("analyze", tmp_path / "nowhere.npz", "--json"))


def test_a_file_that_is_no_recording_is_named(tmp_path):
    path = tmp_path / "notes.npz"
    path.write_text("no recording")
    assert "notes.npz" in one_line_of_error(run("analyze", path))


def test_an_unknown_belt_speed_is_estimated_from_the_prints_and_said_so(tmp_path, recording):
    path = tmp_path / "still.npz"
    save_recording(path, replace(recording, belt_speed_m_s=np.full(2500, np.nan)))
    found = json.loads(run("analyze", path, "--json").stdout)
    assert found["recording"]["belt_speed_source"] == "prints"
    assert found["recording"]["belt_speed_m_s"] == pytest.approx(3.0, rel=0.01)
    assert found["summary"]["step_count"] > 10
    assert "estimated from the prints" in run("analyze", path).stdout


def test_a_belt_speed_that_nothing_tells_names_the_remedy(tmp_path):
    path = tmp_path / "short.npz"
    short, _ = simulate_recording(RunnerSettings(speed_m_s=3.0), 0.4)
    save_recording(path, replace(short, belt_speed_m_s=np.full(200, np.nan)))
    assert "--belt-speed-m-s" in one_line_of_error(run("analyze", path))
    given = json.loads(run("analyze", path, "--json", "--belt-speed-m-s", 3.0).stdout)
    assert given["recording"]["belt_speed_source"] == "given"


def test_a_wrong_tachometer_is_reported(tmp_path, recording):
    path = tmp_path / "slipping.npz"
    save_recording(path, replace(recording, belt_speed_m_s=recording.belt_speed_m_s * 1.06))
    notes = json.loads(run("analyze", path, "--json").stdout)["notes"]
    assert len(notes) == 1
    assert "3.1" in notes[0]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--threshold-n", "0"),
        ("--threshold-n", "twenty"),
        ("--foot-length-m", "27"),
        ("--body-mass-kg", "-70"),
        ("--belt-speed-m-s", "99"),
    ],
)
def test_a_value_out_of_bounds_is_refused_with_the_bound(file, option, value):
    result = run("analyze", file, option, value)
    assert result.exit_code == 2
    assert option in result.stderr
    assert value in result.stderr


def test_an_unknown_command_is_refused():
    result = run("analyse")
    assert result.exit_code == 2
    assert "analyse" in result.stderr


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["bench", "analyze"]])
def test_every_command_and_option_explains_itself(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    # An option without help is a line that ends after its value's type.
    bare = re.findall(
        r"^  (?:-\w, )?--[\w-]+(?: [A-Z ]+)?$(?!\n {10})", result.stdout, re.MULTILINE
    )
    assert not bare, bare


def test_serve_refuses_a_mat_that_does_not_exist():
    assert "replay:FILE" in one_line_of_error(run("serve", "--mat", "spy"))


def test_serve_refuses_a_replay_that_is_not_there(tmp_path):
    assert "gone.npz" in one_line_of_error(run("serve", "--mat", f"replay:{tmp_path}/gone.npz"))


@pytest.mark.pace
def test_bench_prints_both_rates_and_their_ratio():
    result = run("bench", "analyze", "--seconds", 5, "--rounds", 1)
    assert result.exit_code == 0, result.stderr
    assert re.search(r"analyzer .* frames/s", result.stdout)
    assert re.search(r"NumPy/SciPy .* frames/s", result.stdout)
    ratio = re.search(r"ratio +([\d,]+) x", result.stdout)
    assert ratio is not None
    assert float(ratio[1].replace(",", "")) > 0
