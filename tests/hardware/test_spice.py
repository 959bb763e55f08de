"""ngspice against the simulated chip, against closed forms, and against the limits."""

from dataclasses import replace

import numpy as np
import pytest

from device.bus_timing import raspberry_pi_4
from device.simulated._chips import TileChips
from device.simulated._network import Network
from device.simulated.board import converter_edges_codes
from hardware.circuit import VALUES
from hardware.circuit.spice.closed_form import divider_difference_codes, sampling_difference_codes
from hardware.circuit.spice.decoding import codes_of
from hardware.circuit.spice.figures import crosstalk, currents, tolerance_errors
from hardware.circuit.spice.network import network_deck, solve
from hardware.circuit.spice.ngspice import SpiceFailed, ngspice_is_installed, run_deck
from hardware.circuit.spice.settling import GAPS, Case, settle

needs_ngspice = pytest.mark.skipif(
    not ngspice_is_installed(), reason="ngspice is not installed (apt install ngspice)"
)


def chip_codes(siemens: np.ndarray, patterns: list[int]) -> np.ndarray:
    """Return what the simulated converter answers on the wire, without noise, (patterns, 8)."""
    network = Network(reference_ohm=VALUES.reference_ohm, row_driver_ohm=VALUES.built_driver_ohm)
    network.set_load(siemens[None], first_ns=0, step_ns=1)
    chips = TileChips(network, converter_edges_codes(None), noise_codes=0.0, seed=1)

    def transfer(channel: int, rows: int) -> int:
        sent = (0x60 | channel << 2) << 16 | rows
        chips.set_select(False)
        answer = 0
        for bit in range(23, -1, -1):
            answer = answer << 1 | chips.clock(sent >> bit & 1)
        chips.set_select(True)
        return answer >> 6 & 0x3FF

    found = []
    for pattern in patterns:
        transfer(0, pattern)
        found.append([transfer(channel, pattern) for channel in range(8)])
    return np.array(found)


def random_load(seed: int) -> np.ndarray:
    """Return conductances from unloaded to twice full scale, a few cells dead and one shorted."""
    random = np.random.default_rng(seed)
    siemens = 10.0 ** random.uniform(-7.0, -2.7, (16, 8))
    siemens[random.random((16, 8)) < 0.2] = 0.0
    siemens[random.integers(16), random.integers(8)] = 1.0
    return siemens


@needs_ngspice
@pytest.mark.parametrize("seed", range(4))
def test_the_simulated_chip_agrees_with_ngspice_within_one_code(seed: int) -> None:
    siemens = random_load(seed)
    patterns = [0xFFFF, 0, *(1 << row for row in range(16)), 0x00F0, 0xA5C3]
    solved = solve(
        siemens,
        supply_v=VALUES.supply_v,
        reference_ohm=VALUES.reference_ohm,
        driver_ohm=VALUES.built_driver_ohm,
        patterns=patterns,
    )
    expected = codes_of(solved.column_v, VALUES.supply_v)
    assert np.abs(chip_codes(siemens, patterns) - expected).max() <= 1
    assert np.ptp(expected) > 300


@needs_ngspice
def test_ngspice_agrees_with_the_closed_forms() -> None:
    assert divider_difference_codes(VALUES) < 0.01
    assert sampling_difference_codes(VALUES) < 0.05


@needs_ngspice
def test_the_decoder_takes_crosstalk_and_drivers_out() -> None:
    naive, inverted, corrected = crosstalk(VALUES)
    assert naive.cell_share > 0.3
    assert inverted.cell_share > 0.02
    assert corrected.cell_share < 0.008
    assert all(one.cell_share < 0.01 for one in tolerance_errors(VALUES))


@needs_ngspice
def test_a_slow_column_is_seen_to_miss_its_sample() -> None:
    fast, slow = settle([Case(2e6, GAPS[0], farad, 1e-9, 1e-3) for farad in (26e-12, 1e-9)], VALUES)
    assert abs(fast.error_codes) < 0.1
    assert slow.error_codes < -1.0


@needs_ngspice
def test_currents_follow_ohms_law() -> None:
    found = currents(VALUES)
    loop_ohm = VALUES.reference_ohm + VALUES.built_driver_ohm
    assert found.cell_short_a == pytest.approx(VALUES.supply_v / loop_ohm, rel=1e-4)
    # Most power goes into a cell that has the rest of the loop's resistance.
    assert found.cell_power_w == pytest.approx(VALUES.supply_v**2 / (4 * loop_ohm), rel=1e-4)


@needs_ngspice
def test_a_deck_that_ngspice_cannot_read_is_told() -> None:
    with pytest.raises(SpiceFailed, match="ngspice"):
        run_deck("* nothing\nR1 a\n.end\n")


def test_a_deck_says_what_the_values_say() -> None:
    deck = network_deck(
        np.full((16, 8), 1e-3), [1], supply_v=3.3, reference_ohm=820.0, driver_ohm=25.0
    )
    lines = deck.splitlines()
    assert "V0_0 d0_0 0 3.3" in lines
    assert "V0_1 d0_1 0 0" in lines
    assert sum(line.startswith("RC0_") and line.endswith(" 1000") for line in lines) == 128
    assert "RR0_7 c0_7 0 820" in lines


def test_the_gap_between_calls_is_that_of_the_modelled_bus() -> None:
    timing = raspberry_pi_4(2e6)
    assert timing.before_ns * 1e-9 == pytest.approx(GAPS[1].rest_s)


def test_without_ngspice_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SpiceFailed, match="ngspice is not installed; install it with: apt"):
        run_deck("* nothing\n.end\n")


@needs_ngspice
def test_a_better_known_driver_gives_a_better_force() -> None:
    vague = replace(VALUES, switch_most_ohm=60.0)
    assert tolerance_errors(vague)[-1].cell_share > 3 * tolerance_errors(VALUES)[-1].cell_share
