"""`strikemat doctor`: what a person, or a script, gets to see."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from commands.doctor_house import judge_housekeeping
from device import CalibrationFolder, HousekeepingReading, load_description
from device.doctor import check_calibration
from strikemat import main


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments])


def test_a_good_mat_is_told_so_and_ends_with_0() -> None:
    result = doctor("--step", "4", "--seconds", "0.3")
    assert result.exit_code == 0, result.output
    assert "Nothing is wrong" in result.output
    assert "2.00 MHz found" in result.output


def test_a_finding_has_its_place_its_remedy_and_a_letter_on_the_map() -> None:
    result = doctor("--step", "5", "--seconds", "0.3", "--inject", "dead-cell:5:3")
    assert result.exit_code == 1
    assert "[cell-dead] cell [5, 3]" in result.output
    assert "remedy:" in result.output
    assert "col 3 .....D.........." in result.output


def test_json_holds_the_same_for_programs() -> None:
    result = doctor(
        "--step", "2", "--seconds", "0.3", "--json", "--inject", "converter-missing:0:0"
    )
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert [one["code"] for one in told["findings"]] == ["converter-silent"]
    assert told["label"] == "SIMULATED"
    assert np.shape(told["noise_codes"]) == (16, 8)


def test_a_mat_without_its_bus_cannot_be_examined() -> None:
    result = doctor("--mat", "spi", "--step", "4")
    assert result.exit_code in (1, 2)
    assert "/dev/spidev0.0" in result.output


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--mat", "replay:run.npz"], "replay:run.npz is a recording: there is no wire"),
        (["--mat", "ideal"], "ideal is ideal cells"),
        (["--mat", "usb"], "there is no mat 'usb' to examine; choose"),
        (["--inject", "row-open"], "expected row-open:ROW"),
        (["--inject", "earthquake:3"], "there is no fault 'earthquake'"),
        (["--inject", "row-open:99"], "row must be 0 to 47, got 99"),
        (["--mat", "spi", "--inject", "row-open:3"], "breaks the simulated mat only"),
    ],
)
def test_what_cannot_be_examined_is_one_line(arguments: list[str], line: str) -> None:
    result = doctor(*arguments)
    assert result.exit_code == 2
    assert line in result.output
    assert result.output.count("\n") == 1


def test_a_slipping_tachometer_disagrees_with_the_prints() -> None:
    result = doctor("--step", "7", "--inject", "tachometer-slips:0.1:0")
    assert result.exit_code == 1
    assert "[tachometer-disagrees]" in result.output


def test_housekeeping_values_out_of_range_are_found() -> None:
    found, notes = judge_housekeeping(HousekeepingReading(2.9, float("nan"), 3.0), 3.3)
    assert [one.code for one in found] == ["rail-off", "temperature-off"]
    assert notes == ["load cell: 3.00 N"]


def test_a_mat_without_calibration_is_told(tmp_path: Path) -> None:
    mat = replace(load_description("bench"), name="my mat")
    now = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days=1)
    (found,), _ = check_calibration(mat, CalibrationFolder(tmp_path), now)
    assert found.code == "calibration-missing"
