r"""Decks of one column in time: it settles after a row change, and the converter takes its sample.

    new row  __/  row driver --+-- cell --+-- column -- resistor -- converter's pin
    old row  \__  row driver --+-- cell --+      |                      |  sampling switch, capacitor
    14 rows  low  row driver --+-- cells -+   reference             (it opens: held)

The rows change when the chip select rises. The converter samples from 5.5 to 7 clocks into the next transfer
(mode 0,0; start bit in the second clock). Its capacitor comes from a column that read nothing: the worst
case for a loaded one.
"""

from dataclasses import dataclass

from hardware.circuit.spice.ngspice import run_deck
from hardware.circuit.values import Values

__all__ = ["CLOCKS_HZ", "GAPS", "Case", "Gap", "Settled", "settle", "settling_deck"]

CLOCKS_HZ = (1.35e6, 2.0e6, 3.6e6)
#: Clocks from the first edge of a transfer until sampling begins, and until it ends.
SAMPLE_BEGIN, SAMPLE_END = 5.5, 7.0
OTHER_ROWS = 14
FULL_SCALE = 1024
EDGE_S = 5e-9
#: An unloaded cell.
IDLE_SIEMENS = 1e-9


@dataclass(frozen=True, slots=True)
class Gap:
    """How long the bus rests between the rise of the chip select and the next transfer's first clock."""

    name: str
    rest_s: float


#: As fast as the converter allows (270 ns high, 100 ns before the clock); and on Linux, one call each.
GAPS = (Gap("back to back", 370e-9), Gap("one system call each", 5.5e-6))


@dataclass(frozen=True, slots=True)
class Case:
    """A clock, a gap, what the column has to ground, and the cells on the old and on the new row."""

    clock_hz: float
    gap: Gap
    line_farad: float
    old_siemens: float
    new_siemens: float

    @property
    def begin_s(self) -> float:
        """When sampling begins after the row change."""
        return self.gap.rest_s + SAMPLE_BEGIN / self.clock_hz

    @property
    def end_s(self) -> float:
        """When sampling ends after the row change."""
        return self.gap.rest_s + SAMPLE_END / self.clock_hz


@dataclass(frozen=True, slots=True)
class Settled:
    """What was sampled: where the column settles in the end, and sampled less that, codes."""

    case: Case
    final_codes: float
    error_codes: float


def settling_deck(cases: list[Case], values: Values) -> str:
    """Return one deck with a copy of the column for each case."""
    lines = ["* a column after a row change", ".model hold sw vt=0.5 vh=0.1 ron=1 roff=1e15"]
    for k, case in enumerate(cases):
        lines += _column(k, values, case) + _converter(k, values, case)
    last_s = max(case.end_s for case in cases) + 1e-6
    lines += [
        ".options reltol=1e-6 vntol=1e-9 abstol=1e-15 chgtol=1e-18",
        f".tran 5n {last_s:.9g} 0 5n",
        ".control",
        "set numdgt=9",
        "run",
    ]
    for k, case in enumerate(cases):
        lines.append(f"meas tran held{k} find v(h{k}) at={case.end_s + 0.2e-6:.9g}")
    return "\n".join([*lines, "quit", ".endc", ".end", ""])


def settle(cases: list[Case], values: Values) -> list[Settled]:
    """Return what each case of `settling_deck` samples."""
    said = run_deck(settling_deck(cases, values))
    found = []
    for k, case in enumerate(cases):
        final = _final(case, values)
        sampled = said[f"held{k}"] / values.supply_v
        found.append(Settled(case, FULL_SCALE * final, FULL_SCALE * (sampled - final)))
    return found


def _final(case: Case, values: Values) -> float:
    """Return where the column settles, as a share of the supply."""
    driver = values.built_driver_ohm
    old, new = (1.0 / (driver + 1.0 / one) for one in (case.old_siemens, case.new_siemens))
    return new / (old + new + IDLE_SIEMENS + 1.0 / values.reference_ohm)


def _column(k: int, values: Values, case: Case) -> list[str]:
    """Return drivers, cells and reference; node c is the column."""
    supply_v, driver_ohm = values.supply_v, values.built_driver_ohm
    other_farad = OTHER_ROWS * values.cell_farad + case.line_farad
    return [
        f"VN{k} n{k} 0 PWL(0 0 {EDGE_S} {supply_v} 1 {supply_v})",
        f"VO{k} o{k} 0 PWL(0 {supply_v} {EDGE_S} 0 1 0)",
        f"RDN{k} n{k} rn{k} {driver_ohm}",
        f"RDO{k} o{k} ro{k} {driver_ohm}",
        f"RCN{k} rn{k} c{k} {1.0 / case.new_siemens:.9g}",
        f"RCO{k} ro{k} c{k} {1.0 / case.old_siemens:.9g}",
        f"RCX{k} c{k} 0 {1.0 / IDLE_SIEMENS:.9g}",
        f"CCN{k} rn{k} c{k} {values.cell_farad:.9g}",
        f"CCO{k} ro{k} c{k} {values.cell_farad:.9g}",
        f"CX{k} c{k} 0 {other_farad:.9g}",
        f"RR{k} c{k} 0 {values.reference_ohm:.9g}",
    ]


def _converter(k: int, values: Values, case: Case) -> list[str]:
    """Return the converter's input: emptied until just before it samples, then held."""
    begin_s, end_s = case.begin_s, case.end_s
    emptied_s = begin_s - 0.1e-6
    return [
        f"VS{k} s{k} 0 PWL(0 0 {begin_s:.9g} 0 {begin_s + EDGE_S:.9g} 1"
        f" {end_s - EDGE_S:.9g} 1 {end_s:.9g} 0 1 0)",
        f"VE{k} e{k} 0 PWL(0 1 {emptied_s:.9g} 1 {emptied_s + EDGE_S:.9g} 0 1 0)",
        f"RP{k} c{k} p{k} {values.column_resistor_ohm:.9g}",
        f"RS{k} p{k} q{k} {values.sample_ohm:.9g}",
        f"SH{k} q{k} h{k} s{k} 0 hold",
        f"SE{k} h{k} 0 e{k} 0 hold",
        f"CH{k} h{k} 0 {values.sample_farad:.9g}",
    ]
