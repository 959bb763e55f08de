"""Codes to conductances: the algebra against circuits that were solved exactly."""

import numpy as np
import pytest

from device._decode import Decoder
from device.codes import ALL_ROWS, CONVERSION, Codes
from tests.device.test_chips import network

REFERENCE_OHM = 1000.0


def frame(siemens: np.ndarray, driver_ohm: float, *, start_ns: int = 0, sums: bool = True) -> Codes:
    """Return one frame of one tile in which all is read, its codes cut off as a converter does it."""
    circuit = network(siemens, driver_ohm)
    order = [(ALL_ROWS, col) for col in range(8)] if sums else []
    order += [(1 << row, col) for row in range(16) for col in range(8)]
    codes = np.zeros(len(order), CONVERSION)
    for index, (rows, col) in enumerate(order):
        codes[index]["time_ns"] = start_ns + 20_000 * index
        codes[index]["rows"], codes[index]["col"] = rows, col
        codes[index]["code"] = int(1024 * circuit.voltage(rows, col, 0))
    codes["end"][-1] = 1
    return codes


def decoder(driver_ohm: float = 0.0, **curves: np.ndarray) -> Decoder:
    shape = (16, 8)
    usual = {"scale": np.ones(shape), "exponent": np.ones(shape), "tare_siemens": np.zeros(shape)}
    return Decoder([0], reference_ohm=REFERENCE_OHM, driver_ohm=driver_ohm, **(usual | curves))


def foot(scale_siemens: float) -> np.ndarray:
    siemens = np.zeros((16, 8))
    siemens[4:11, 2:5] = scale_siemens * np.random.default_rng(3).uniform(0.2, 1.0, (7, 3))
    return siemens


def decode(decoding: Decoder, *frames: Codes) -> np.ndarray:
    """Return the forces of frames, with nothing after the last."""
    return decoding.decode(np.concatenate(frames), last=True)[1]


@pytest.mark.parametrize("sums", [True, False])
def test_ideal_drivers_are_inverted_to_the_last_code(sums: bool) -> None:
    siemens = foot(5e-4)
    found = decode(decoder(), frame(siemens, 0.0, sums=sums))[0]
    # A code is worth (Gref + S) / 1024, and the column's sum has an error of its own.
    code_siemens = (1e-3 + siemens.sum(axis=0)) / 1024
    assert (np.abs(found - siemens) < 2.5 * code_siemens).all()


@pytest.mark.parametrize(("driver_ohm", "limit"), [(25.0, 0.01), (60.0, 0.03)])
def test_the_drivers_resistance_is_corrected(driver_ohm: float, limit: float) -> None:
    siemens = foot(1e-3)
    codes = frame(siemens, driver_ohm)
    total = siemens.sum()
    corrected = decode(decoder(driver_ohm), codes)[0].sum() / total - 1.0
    neglected = decode(decoder(0.0), codes)[0].sum() / total - 1.0
    assert abs(corrected) < limit
    assert abs(neglected) > 3.0 * abs(corrected)


def test_a_column_near_the_supply_is_flagged_and_has_no_force() -> None:
    siemens = foot(5e-4)
    siemens[6, 3] = 0.1
    _, force_n, _, _, saturated, _ = decoder().decode(frame(siemens, 0.0), last=True)
    assert saturated[0, :, 3].all()
    assert not saturated[0, :, [0, 1, 2, 4, 5, 6, 7]].any()
    assert not force_n[0, :, 3].any()
    assert force_n[0, :, 2].any()


def test_the_tare_follows_an_unloaded_mat_and_not_a_foot() -> None:
    preload = np.full((16, 8), 1.1e-7)
    decoding = decoder()
    rest = [frame(preload, 0.0, start_ns=k * 5_000_000) for k in range(600)]
    decode(decoding, *rest)
    # 16 cells of 9 megohm beside 1 kilohm: a sum of 1.8 codes: step 1, whose middle is 1.5.
    np.testing.assert_allclose(1024 * decoding.state[0], 1.5, rtol=0.12)
    before = decoding.state[0].copy()
    decode(decoding, *[frame(preload + foot(5e-4), 0.0, start_ns=10**10)] * 20)
    loaded = slice(2, 5)
    np.testing.assert_array_equal(decoding.state[0][0, loaded], before[0, loaded])


def test_the_calibration_is_applied_cell_by_cell() -> None:
    siemens = foot(5e-4)
    scale = np.linspace(1e5, 9e5, 128).reshape(16, 8)
    plain = decode(decoder(), frame(siemens, 0.0))[0].astype(np.float64)
    curved = decode(decoder(scale=scale, exponent=np.full((16, 8), 1.2)), frame(siemens, 0.0))[0]
    np.testing.assert_allclose(curved, scale * plain**1.2, rtol=1e-5)


def test_a_frame_waits_for_its_successor_and_takes_its_sums_from_between() -> None:
    rising = [
        frame(foot(scale), 0.0, start_ns=k * 4_000_000) for k, scale in enumerate((3e-4, 4e-4))
    ]
    decoding = decoder()
    assert len(decoding.decode(rising[0])[0]) == 0
    first = decoding.decode(rising[1])[1]
    assert len(first) == 1
    alone = decode(decoder(), rising[0])
    # Read within the frame, the cells' load had grown by then: the sum of the next frame says so.
    assert alone[0].sum() < first[0].sum() < decode(decoder(), rising[1])[0].sum()


def test_a_garbled_answer_is_left_out() -> None:
    codes = frame(foot(5e-4), 0.0)
    hit = (codes["rows"] == 1 << 6) & (codes["col"] == 3)
    codes["code"][hit] = 1023 + 1024
    force = decode(decoder(), codes)[0]
    assert force[6, 3] == 0.0
    assert force[7, 3] > 0.0


def test_cells_of_one_code_are_noise() -> None:
    codes = frame(np.zeros((16, 8)), 0.0)
    codes["code"] = 1
    assert not decode(decoder(), codes).any()


def test_a_calibration_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="calibration must have shape"):
        decoder(scale=np.ones((8, 8)))


def test_a_decoder_goes_on_from_anothers_state() -> None:
    frames = [frame(foot(3e-4), 0.0, start_ns=k * 4_000_000) for k in range(4)]
    one = decoder()
    one.decode(np.concatenate(frames[:3]))
    other = decoder()
    other.state = one.state
    np.testing.assert_array_equal(
        one.decode(frames[3], last=True)[1][0], other.decode(one_ahead(frames), last=True)[1][0]
    )


def one_ahead(frames: list[Codes]) -> Codes:
    """Return the frame that waited, and the last."""
    return np.concatenate(frames[2:])
