"""Where the ribbons lie: every cell has its crossings, and nothing touches what it must not."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from device import load_description
from hardware.mat import Electrodes, electrodes_for

TREADMILL = load_description("treadmill")


@pytest.fixture(scope="module")
def electrodes() -> Electrodes:
    return electrodes_for(TREADMILL)


def test_every_cell_has_the_same_contact_area_within_its_borders(electrodes: Electrodes) -> None:
    area_m2 = np.zeros((electrodes.rows, electrodes.cols))
    columns = [one for one in electrodes.ribbons if one.kind == "column"]
    for row in (one for one in electrodes.ribbons if one.kind == "row"):
        for column in columns:
            if column.tile == row.tile:
                area_m2[row.line, column.line] += row.place.overlap_m2(column.place)
    assert area_m2 == pytest.approx(electrodes.contact_m2())


def test_a_tiles_columns_cross_no_row_of_another_tile(electrodes: Electrodes) -> None:
    rows = [one for one in electrodes.ribbons if one.kind == "row"]
    for column in (one for one in electrodes.ribbons if one.kind == "column"):
        crossed = {row.tile for row in rows if row.place.overlap_m2(column.place) > 0.0}
        assert crossed == {column.tile}


def test_the_columns_cables_lie_under_no_row(electrodes: Electrodes) -> None:
    rows = [one for one in electrodes.ribbons if one.kind != "column"]
    assert not any(row.place.overlap_m2(lead) for row in rows for lead in electrodes.leads)


def test_every_column_reaches_its_cable(electrodes: Electrodes) -> None:
    for column in (one for one in electrodes.ribbons if one.kind == "column"):
        assert column.place.overlap_m2(electrodes.leads[column.tile]) > 0.0


def test_the_sensing_sheets_cover_every_crossing_and_no_cable(electrodes: Electrodes) -> None:
    for row in (one for one in electrodes.ribbons if one.kind == "row"):
        sheet = electrodes.sensor[row.tile]
        for column in (one for one in electrodes.ribbons if one.kind == "column"):
            assert (column.tile != row.tile) or column.place.overlap_m2(sheet) > 0.0
        assert sheet.overlap_m2(row.place) == pytest.approx(sheet.width_m * electrodes.ribbon_m)
    assert not any(
        sheet.overlap_m2(lead) > 1e-12 for sheet in electrodes.sensor for lead in electrodes.leads
    )


def test_all_lies_within_the_films(electrodes: Electrodes) -> None:
    film = electrodes.film
    for place in (*(one.place for one in electrodes.ribbons), *electrodes.leads):
        assert film.overlap_m2(place) == pytest.approx(place.area_m2)


def test_a_mat_of_another_pitch_is_laid_out_from_its_description() -> None:
    grid = replace(TREADMILL.grid, row_pitch_m=0.03, col_pitch_m=0.04)
    wide = electrodes_for(replace(TREADMILL, grid=grid), ribbon_m=0.0016)
    assert wide.contact_m2() == pytest.approx(4 * 0.0016**2)
    assert wide.film.height_m == pytest.approx(48 * 0.03 + 0.03)


def test_what_does_not_fit_is_refused_with_the_bound() -> None:
    with pytest.raises(
        ValueError, match=r"between two tiles are 7.33333 mm and the columns' cable"
    ):
        electrodes_for(TREADMILL, lines=3)
    with pytest.raises(ValueError, match=r"ribbon_m must be from 0.0005 to 0.004, got 0.005"):
        electrodes_for(TREADMILL, ribbon_m=0.005)


def test_the_pieces_of_velostat_that_the_guide_cuts_cover_a_tile_and_meet_between_ribbons(
    electrodes: Electrodes,
) -> None:
    guide = (Path(__file__).parents[2] / "hardware" / "mat.md").read_text()
    words = re.search(r"of (\d+) and (\d+) mm across by (\d+) and (\d+) mm along", guide)
    assert words is not None
    across_m, across_rest_m, along_m, along_rest_m = (int(mm) / 1e3 for mm in words.groups())
    sheet_m = 0.28
    assert max(across_m, along_m) <= sheet_m
    assert across_rest_m + along_rest_m <= sheet_m
    for tile, place in enumerate(electrodes.sensor):
        size_m = (across_m + across_rest_m, along_m + along_rest_m)
        assert size_m == pytest.approx((place.width_m, place.height_m))
        for ribbon in (one.place for one in electrodes.ribbons if one.tile == tile):
            column = ribbon.height_m > ribbon.width_m
            start, wide = (ribbon.x_m, ribbon.width_m) if column else (ribbon.y_m, ribbon.height_m)
            joint_m = place.x_m + across_m if column else place.y_m + along_m
            assert not start - 0.004 < joint_m < start + wide + 0.004
