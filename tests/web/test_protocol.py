import json
import math
import struct

import numpy as np
import pytest

from analyzer import Footprint, Landing
from web.protocol import PICTURE_HEADER, Picture, landing_message, message, plain_print


def test_a_picture_has_the_layout_that_is_written_down() -> None:
    force_n = np.array([[0.0, 12.34, 99.96], [7000.0, -1.0, 0.04]], np.float32)
    packed = Picture(7, 12.5, 3.25, force_n).pack()
    assert packed[:4] == b"SMP1"
    assert struct.unpack_from("<HH", packed, 4) == (2, 3)
    assert struct.unpack_from("<d", packed, 8) == (12.5,)
    speed, scale, total = struct.unpack_from("<fff", packed, 16)
    assert (speed, total) == (3.25, pytest.approx(float(force_n.sum())))
    assert scale == pytest.approx(0.1)
    assert struct.unpack_from("<I", packed, 28) == (7,)
    assert PICTURE_HEADER.size == 32
    counts = np.frombuffer(packed, "<u2", offset=32).reshape(2, 3)
    np.testing.assert_array_equal(counts, [[0, 123, 1000], [65535, 0, 0]])


def test_an_unknown_belt_speed_is_nan_in_a_picture_and_null_in_text() -> None:
    packed = Picture(1, 0.0, math.nan, np.zeros((1, 1), np.float32)).pack()
    assert math.isnan(struct.unpack_from("<f", packed, 16)[0])
    said = json.loads(message("state", state={"a": math.nan, "b": [math.inf, np.float32(1.5)]}))
    assert said == {"type": "state", "state": {"a": None, "b": [None, 1.5]}}


def test_a_landing_has_the_fields_that_are_written_down() -> None:
    landing = Landing(
        number=7,
        side=None,
        contact_s=1.25,
        judged_s=1.29,
        strike="heel",
        confidence=0.97,
        x_m=np.float64(0.2),
        y_m=0.4,
    )
    assert json.loads(landing_message(landing)) == {
        "type": "landing",
        "number": 7,
        "side": None,
        "contact_s": 1.25,
        "judged_s": 1.29,
        "strike": "heel",
        "confidence": 0.97,
        "x_m": 0.2,
        "y_m": 0.4,
    }


def test_a_print_is_whole_newtons_and_tenths_of_millimetres() -> None:
    footprint = Footprint(
        peak_n=np.array([[1.4, 2.6]], np.float32),
        bin_m=0.005,
        col_pitch_m=0.05,
        heel_bin=math.nan,
        first_col=3,
        gait_line_m=np.array([[0.12345, 0.1]], np.float32),
        landing_m=(0.1, math.nan),
    )
    said = json.loads(json.dumps(plain_print(footprint), allow_nan=False))
    assert said == {
        "peak_n": [[1, 3]],
        "bin_m": 0.005,
        "col_pitch_m": 0.05,
        "heel_bin": None,
        "first_col": 3,
        "gait_line_m": [[pytest.approx(0.1234, abs=1.1e-4), 0.1]],
        "landing_m": [0.1, None],
    }
