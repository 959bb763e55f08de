"""The error budget: what the decks say, against limits."""

from dataclasses import dataclass

from hardware.circuit.spice.closed_form import divider_difference_codes, sampling_difference_codes
from hardware.circuit.spice.figures import (
    Currents,
    ForceError,
    crosstalk,
    currents,
    driver_errors,
    settling,
    tolerance_errors,
)
from hardware.circuit.spice.settling import Settled
from hardware.circuit.values import Values

__all__ = [
    "LINE_FARAD",
    "SUPPLY_LIMIT_A",
    "Budget",
    "Verdict",
    "measure",
    "missed_codes",
    "verdicts",
]

#: What the electronics may add to a loaded cell, share of full scale: a sixth of what the sensor spreads.
ELECTRONICS_SHARE = 0.01
#: What a sample may miss, codes.
SETTLING_CODES = 0.5
#: The mat's own capacitance from column to ground up to which the clock of the description must settle.
LINE_FARAD = 100e-12
#: What ngspice may differ from pencil and paper, codes.
CLOSED_FORM_CODES = 0.05
#: The carrier's fuse, which holds less than its regulator gives.
SUPPLY_LIMIT_A = 0.5
DRIVER_CHOICES = (
    ("TS5A3159 alone", 1.15),
    ("SN74LVC1G3157 alone", 8.0),
    ("74LVC or 74AC buffer, typical", 15.0),
    ("74HC595 alone, typical", 60.0),
    ("74HC595 alone, worst", 120.0),
)


@dataclass(frozen=True, slots=True)
class Budget:
    """Everything that was found."""

    values: Values
    settled: list[Settled]
    drivers: list[tuple[str, float, list[ForceError]]]
    tolerance: list[ForceError]
    crosstalk: list[ForceError]
    currents: Currents
    divider_codes: float
    sampling_codes: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One limit: what was found, what is allowed, and whether it is kept."""

    what: str
    found: float
    allowed: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.found <= self.allowed

    def __str__(self) -> str:
        word = "kept" if self.kept else "BROKEN"
        return f"{self.what}: {self.found:.3g} of {self.allowed:.3g} {self.unit}: {word}"


def measure(values: Values) -> Budget:
    """Run every deck; takes a few seconds."""
    chosen = (f"chosen: TS5A3159 and {values.row_resistor_ohm:g} ohm", values.built_driver_ohm)
    choices = sorted((*DRIVER_CHOICES, chosen), key=lambda choice: choice[1])
    return Budget(
        values,
        settling(values),
        [(name, ohm, driver_errors(values, ohm)) for name, ohm in choices],
        tolerance_errors(values),
        crosstalk(values),
        currents(values),
        divider_difference_codes(values),
        sampling_difference_codes(values),
    )


def missed_codes(budget: Budget) -> float:
    """Return the most that a sample misses at the description's clock and on the longest columns, codes."""
    return max(
        abs(one.error_codes)
        for one in budget.settled
        if one.case.clock_hz == budget.values.clock_hz and one.case.line_farad <= LINE_FARAD
    )


def verdicts(budget: Budget) -> list[Verdict]:
    """Return every limit that the circuit has to keep."""
    values, found = budget.values, budget.currents
    cell = max(one.cell_share for one in budget.tolerance)
    crossed = budget.crosstalk[-1].cell_share
    closed = CLOSED_FORM_CODES
    return [
        Verdict("ngspice against v = G / (Gref + S)", budget.divider_codes, closed, "codes"),
        Verdict("ngspice against one RC, sampling", budget.sampling_codes, closed, "codes"),
        Verdict(
            f"sample at {values.clock_hz / 1e6:g} MHz",
            missed_codes(budget),
            SETTLING_CODES,
            "codes",
        ),
        Verdict(
            "loaded cell, drivers at their tolerance", 100 * cell, 100 * ELECTRONICS_SHARE, "% fs"
        ),
        Verdict("crosstalk after inversion", 100 * crossed, 100 * ELECTRONICS_SHARE, "% fs"),
        Verdict("row, all cells at full scale", found.row_full_a, values.switch_limit_a, "A"),
        Verdict("two rows touching", found.rows_touching_a, values.switch_limit_a, "A"),
        Verdict(
            "supply, three tiles with every column shorted",
            3 * 8 * found.cell_short_a,
            SUPPLY_LIMIT_A,
            "A",
        ),
    ]
