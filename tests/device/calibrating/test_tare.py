"""The tare of an empty mat, and the mats that are not empty, at rest or whole."""

from dataclasses import replace

import numpy as np
import pytest

from device import BadCalibration, SensorModel, empty_mat, stamp_cells, take_tare
from device.codes import Codes
from tests.device.calibrating.pressed import BENCH, blocks_of, simulation

GEOMETRY = BENCH.geometry


def codes_of(pressing=None, **settings) -> Codes:
    pressing = pressing or empty_mat(GEOMETRY, 0.4)
    blocks = blocks_of(pressing, simulation(scan="raster", **settings))
    return np.concatenate([block.scan.codes for block in blocks])


def test_the_tare_is_what_the_cells_rest_with() -> None:
    # A belt that rests on the cells with 8 to 25 N.
    tare = take_tare(codes_of(sensors=SensorModel(idle_siemens=5e-5)), BENCH)
    force_n = BENCH.sensor.force_scale * tare.tare_siemens
    assert tare.readings.min() > 50
    assert 7.0 < force_n.min() < 9.5
    assert 23.0 < force_n.max() < 26.0
    assert tare.noise_codes.max() < 1.0


def test_a_quiet_empty_mat_has_no_tare_worth_mentioning() -> None:
    tare = take_tare(codes_of(), BENCH)
    assert (BENCH.sensor.force_scale * tare.tare_siemens).max() < 0.2


def test_single_wild_readings_do_not_move_the_tare() -> None:
    codes = codes_of()
    codes["code"][::50] = 40
    tare = take_tare(codes, BENCH)
    assert (BENCH.sensor.force_scale * tare.tare_siemens).max() < 1.5


def test_a_stamp_that_comes_and_goes_is_no_empty_mat() -> None:
    pressing = stamp_cells(GEOMETRY, 150.0, places=[(4, 2)])
    with pytest.raises(BadCalibration, match=r"cell \[4, 2\] is noisy by \d+\.\d codes, at most 3"):
        take_tare(codes_of(pressing), BENCH)


def test_a_load_that_stays_is_named_with_its_place() -> None:
    pressing = replace(
        empty_mat(GEOMETRY, 0.4), cell_force_n=lambda time_s: loaded(len(time_s), 90.0)
    )
    with pytest.raises(
        BadCalibration, match=r"cell \[9, 5\] bears about \d\d N, at most 50 N rest"
    ):
        take_tare(codes_of(pressing), BENCH)


def test_a_load_that_is_put_down_meanwhile_is_noticed() -> None:
    pressing = replace(
        empty_mat(GEOMETRY, 0.4),
        cell_force_n=lambda time_s: loaded(len(time_s), 2.5) * (time_s > 0.2)[:, None, None],
    )
    with pytest.raises(BadCalibration, match=r"cell \[9, 5\] changed by \d\.\d codes meanwhile"):
        take_tare(codes_of(pressing), BENCH)


def test_too_few_readings_are_not_believed() -> None:
    with pytest.raises(BadCalibration, match=r"was read \d times, at least 8 are needed"):
        take_tare(codes_of()[: 128 * 5], BENCH)


def test_a_shorted_column_is_named() -> None:
    codes = codes_of()
    codes["code"][codes["col"] == 3] = 300
    with pytest.raises(BadCalibration, match="column 3 of tile 0 reads 470 % of the supply"):
        take_tare(codes, BENCH)


def loaded(count: int, force_n: float) -> np.ndarray:
    force = np.zeros((count, GEOMETRY.rows, GEOMETRY.cols))
    force[:, 9, 5] = force_n
    return force
