"""The modelled MCP3008 and 74HC595, bit by bit, against what their data sheets draw."""

import numpy as np
import pytest

from device.simulated._chips import TileChips
from device.simulated._network import Network

IDEAL_EDGES = np.arange(1024.0)


def network(siemens: np.ndarray | None = None, driver_ohm: float = 0.0) -> Network:
    made = Network(reference_ohm=1000.0, row_driver_ohm=driver_ohm)
    cells = np.zeros((16, 8)) if siemens is None else siemens
    made.set_load(cells[None], first_ns=0, step_ns=1)
    return made


def chips(siemens: np.ndarray | None = None) -> TileChips:
    return TileChips(network(siemens), IDEAL_EDGES, noise_codes=0.0, seed=1)


def send(tile: TileChips, bits: str) -> str:
    """Select the chips, clock bits out, deselect; return what was read."""
    tile.set_select(False)
    answer = "".join(str(tile.clock(bit == "1")) for bit in bits)
    tile.set_select(True)
    return answer


def latch(tile: TileChips, rows: int) -> None:
    send(tile, f"{rows:016b}")


def one_cell(row: int, col: int, code: int) -> np.ndarray:
    """Return conductances that make one cell, alone driven, read `code`."""
    v = (code + 0.5) / 1024
    siemens = np.zeros((16, 8))
    siemens[row, col] = 1e-3 * v / (1.0 - v)
    return siemens


@pytest.mark.parametrize("leading_zeros", [0, 1, 5, 9])
def test_the_start_bit_may_come_after_any_number_of_zeros(leading_zeros: int) -> None:
    tile = chips(one_cell(3, 5, 0b1011001110))
    latch(tile, 1 << 3)
    answer = send(tile, "0" * leading_zeros + "11101" + "0" * 12)
    null_bit = leading_zeros + 6
    assert answer[null_bit] == "0"
    assert answer[null_bit + 1 :] == "1011001110"


def test_extra_clocks_give_the_result_backwards_then_zeros() -> None:
    tile = chips(one_cell(0, 0, 0b1100101101))
    latch(tile, 1)
    answer = send(tile, "11000" + "0" * 30)
    assert answer[7:17] == "1100101101"
    assert answer[17:26] == "1100101101"[::-1][1:]
    assert answer[26:] == "0" * len(answer[26:])


def test_what_is_sent_after_the_channel_does_not_matter_to_the_converter() -> None:
    tile = chips(one_cell(0, 2, 700))
    latch(tile, 1)
    plain = send(tile, "11010" + "0" * 12)
    latch(tile, 1)
    assert send(tile, "11010" + "1" * 12) == plain


def test_a_differential_pair_is_subtracted_and_never_below_zero() -> None:
    siemens = one_cell(0, 0, 800) + one_cell(0, 1, 299)
    tile = chips(siemens)
    latch(tile, 1)
    assert int(send(tile, "10000" + "0" * 12)[7:], 2) == 500
    latch(tile, 1)
    assert int(send(tile, "10001" + "0" * 12)[7:], 2) == 0


def test_the_row_drivers_take_the_last_sixteen_bits_when_select_rises() -> None:
    tile = chips()
    before = tile.rows
    tile.set_select(False)
    for bit in "10101010" + f"{0x8421:016b}":
        tile.clock(bit == "1")
        assert tile.rows == before
    tile.set_select(True)
    assert tile.rows == 0x8421


def test_a_transfer_to_another_chip_shifts_but_does_not_latch() -> None:
    tile = chips()
    latch(tile, 0x0F0F)
    for bit in f"{0xAAAA:016b}":
        tile.clock(bit == "1")
    assert tile.rows == 0x0F0F
    tile.set_select(False)
    tile.set_select(True)
    assert tile.rows == 0xAAAA


def test_select_that_rises_early_abandons_the_conversion() -> None:
    tile = chips(one_cell(0, 0, 1000))
    latch(tile, 1)
    tile.set_select(False)
    for bit in "110":
        tile.clock(bit == "1")
    tile.set_select(True)
    latch(tile, 1)
    assert int(send(tile, "11000" + "0" * 12)[7:], 2) == 1000


def test_a_missing_converter_answers_with_its_line() -> None:
    tile = chips(one_cell(0, 0, 500))
    tile.lose_converter(high=True)
    latch(tile, 1)
    assert send(tile, "11000" + "0" * 12) == "1" * 17


def test_the_network_obeys_kirchhoff() -> None:
    random = np.random.default_rng(5)
    siemens = random.uniform(0.0, 1e-3, (16, 8)) * (random.random((16, 8)) < 0.3)
    made = network(siemens, driver_ohm=25.0)
    for rows in (0x0001, 0x8000, 0x00F0, 0xFFFF):
        expected = dense_solution(siemens, rows, 25.0)
        for col in range(8):
            assert made.voltage(rows, col, 0) == pytest.approx(expected[col], abs=1e-12)


def dense_solution(siemens: np.ndarray, rows: int, driver_ohm: float) -> np.ndarray:
    """Solve all 24 nodes at once, the way a circuit simulator does."""
    matrix, current = np.zeros((24, 24)), np.zeros(24)
    for row in range(16):
        matrix[row, row] = 1.0 / driver_ohm + siemens[row].sum()
        matrix[row, 16:] = matrix[16:, row] = -siemens[row]
        current[row] = (rows >> row & 1) / driver_ohm
    matrix[16:, 16:] = np.diag(1e-3 + siemens.sum(axis=0))
    return np.linalg.solve(matrix, current)[16:]


def test_all_rows_high_read_the_sum_of_what_single_rows_read() -> None:
    random = np.random.default_rng(6)
    made = network(random.uniform(0.0, 1e-3, (16, 8)), driver_ohm=60.0)
    for col in range(8):
        singles = sum(made.voltage(1 << row, col, 0) for row in range(16))
        assert made.voltage(0xFFFF, col, 0) == pytest.approx(singles, abs=1e-12)


def test_conductance_is_linear_between_samples_and_stays_at_the_ends() -> None:
    made = Network(reference_ohm=1000.0, row_driver_ohm=0.0)
    load = np.zeros((2, 16, 8))
    load[1, 0, 0] = 1e-3
    made.set_load(load, first_ns=1000, step_ns=100)
    assert made.voltage(1, 0, 900) == 0.0
    assert made.voltage(1, 0, 1050) == pytest.approx(0.5 / 1.5, rel=1e-4)
    assert made.voltage(1, 0, 1500) == pytest.approx(0.5, rel=1e-4)


def test_shorts_and_stuck_drivers_do_what_they_say() -> None:
    siemens = np.zeros((16, 8))
    siemens[2, 4] = siemens[7, 4] = 1e-3
    shorted = network(siemens, driver_ohm=25.0)
    shorted.short_rows(2, 3)
    assert shorted.voltage(1 << 3, 4, 0) == pytest.approx(shorted.voltage(1 << 2, 4, 0))
    stuck = network(siemens)
    stuck.stick_driver(7, high=True)
    assert stuck.voltage(0, 4, 0) == pytest.approx(1.0 / 3.0, rel=1e-3)
    columns = network(siemens)
    columns.short_columns(4)
    assert columns.voltage(1 << 2, 5, 0) == pytest.approx(columns.voltage(1 << 2, 4, 0), rel=1e-3)


@pytest.mark.parametrize("break_it", ["open_row", "open_column", "short_columns"])
def test_a_place_that_does_not_exist_is_refused(break_it: str) -> None:
    with pytest.raises(IndexError, match="index must be 0 to"):
        getattr(network(), break_it)(99)


def test_a_repaired_tile_reads_as_it_did_before_every_fault() -> None:
    random = np.random.default_rng(1)
    siemens = random.uniform(1e-5, 1e-4, (16, 8))
    whole, broken = network(siemens, 25.0), network(siemens, 25.0)
    tile = TileChips(broken, IDEAL_EDGES, noise_codes=0.0, seed=1)
    broken.open_row(3)
    broken.short_rows(4, 5)
    broken.stick_driver(6, high=True)
    broken.stick_driver(7, high=False)
    broken.kill_cell(8, 1)
    broken.short_cell(9, 2)
    broken.open_column(3)
    broken.short_columns(4)
    tile.lose_converter(high=True)
    tile.burst(50.0, begin_ns=0, end_ns=10**12)

    def read(one: Network) -> list[float]:
        return [one.voltage(1 << row, col, 0) for row in range(16) for col in range(8)]

    assert read(broken) != read(whole)
    tile.repair()
    assert read(broken) == read(whole)
    latch(tile, 1 << 8)
    answer = send(tile, "11101" + "0" * 12)
    assert int(answer[7:17], 2) == int(1024 * whole.voltage(1 << 8, 5, 0))
