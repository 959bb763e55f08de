"""The error budget as a page, Markdown."""

from hardware.circuit.spice.budget import SUPPLY_LIMIT_A, Budget, missed_codes, verdicts
from hardware.circuit.spice.figures import ForceError
from hardware.circuit.spice.settling import CLOCKS_HZ, GAPS, Settled
from hardware.mat import Electrodes

__all__ = ["budget_page"]

#: Interlink's integration guide, for its printed sensors: amperes a square metre (1 mA/cm2).
FILM_LIMIT_A_M2 = 10.0
#: Of the clamps (greatest of their alternatives), amperes.
LEAK_A = 1e-6
#: Of the heaviest column at the heaviest moment.
COLUMN_SIEMENS = 3e-3
CODES = 1024

_HEAD = """# Error budget of the circuit

Made by `make circuit`: every figure below is ngspice's, on decks made of the same values as the netlist,
read by the decoder that reads real mats.

Supply {v.supply_v:g} V, reference resistors {v.reference_ohm:g} ohm, row drivers {built:g} ohm
({v.row_resistor_ohm:g} ohm 1 % and a switch of {v.switch_ohm:g} to {v.switch_most_ohm:g} ohm; the mat
description says {v.row_driver_ohm:g}), cells of {cell:g} pF, columns with
{v.column_resistor_ohm:g} ohm before the converter, whose sampling capacitor of 20 pF has 1 kilohm in series.
Nominal cell: {v.sensor_n_per_siemens:g} N at one siemens, full scale {v.full_scale_n:g} N. *Heaviest
moment*: the tile under a simulated runner of 100 kg at 4 m/s on the ball of the foot, when it bears most.
"""
_SETTLING = """Column after a row change, worst of: a heavy cell released, a heavy cell (1 mS) reached, a
light cell (0.1 mS) reached. The converter's capacitor starts empty. Codes that the sample is off:
"""
_SETTLED = """
The sample starts anew in every conversion, so the time between conversions hardly matters: what is short is
the converter's own 1.5 clocks. 26 pF is 0.3 m of cable; keep columns below 100 pF, and the clock at 2 MHz.
A slow sample reads a share too little, the same each time: calibration takes most of it out."""
_DRIVERS = """At the heaviest moment, greatest error of a cell above 20 N as a share of
{v.full_scale_n:g} N, with the drivers neglected and with them corrected by the decoder, which has to *know*
their resistance:
"""
_TOLERANCE = """
A 74HC595's own output is worth 30 to 130 ohm, differs between its outputs and with temperature, and is not
specified at 3.3 V: a correction for 60 ohm leaves half of the error of one of 120. The chosen driver is
mostly a 1 % resistor. Its tolerance, decoded with what the mat description says:
"""
_CROSSTALK = """The other rows are at ground and shunt the column. At the heaviest moment:
"""
_CELL = """
One cell carries {full:.2f} mA at {v.full_scale_n:g} N ({kpa:.0f} kPa over the cell) and {short:.2f} mA when
shorted; it takes at most {power:.1f} mW.

*Printed force-sensing film* must not carry more than 1 mA a square centimetre of active area (Interlink's
integration guide): with this circuit a cell therefore needs at least {film:.1f} cm2 of active area of its
{cell:.1f} cm2, and is then too conductive for {v.reference_ohm:g} ohm. *Velostat*, which the mat is made
of, has no published limit; its contacts, {contact:.0f} mm2 a cell, carry {density:.0f} mA/cm2 at full
scale, for the share of the time that their row is driven. Nobody has measured how long they last: see
[mat.md](mat.md)."""
_SENSOR = """
Beside it the sensor: 6 % from cell to cell until calibrated, 10 % hysteresis, 5 % drift a decade of time
(Interlink FSR 400; Velostat is not better). The electronics are not what limits the mat."""


def budget_page(budget: Budget, electrodes: Electrodes) -> str:
    """Return the page."""
    values = budget.values
    cell_pf = round(1e12 * values.cell_farad, 3)
    parts = [
        _HEAD.format(v=values, built=values.built_driver_ohm, cell=cell_pf),
        "## Limits\n",
        *[f"- {verdict}" for verdict in verdicts(budget)],
        "\n## Settling\n",
        _SETTLING,
        *_settling_table(budget.settled),
        _SETTLED,
        "\n## Row drivers\n",
        _DRIVERS.format(v=values),
        *_driver_table(budget),
        _TOLERANCE,
        *_force_table("drivers as built", budget.tolerance),
        "\n## Crosstalk\n",
        _CROSSTALK,
        *_force_table("forces from the same potentials", budget.crosstalk),
        "\n## Currents\n",
        *_current_table(budget),
        _cell_currents(budget, electrodes),
        "\n## The whole budget of a loaded cell\n",
        *_whole(budget),
        _SENSOR,
    ]
    return "\n".join(parts) + "\n"


def _settling_table(settled: list[Settled]) -> list[str]:
    clocks = " | ".join(f"{clock / 1e6:g} MHz" for clock in CLOCKS_HZ)
    lines = [
        f"| conversions | column to ground | {clocks} |",
        "|---|---|" + "---|" * len(CLOCKS_HZ),
    ]
    for gap in GAPS:
        for farad in dict.fromkeys(one.case.line_farad for one in settled):
            codes = " | ".join(
                f"{one.error_codes:+.2f}"
                for one in settled
                if one.case.gap == gap and one.case.line_farad == farad
            )
            lines.append(f"| {gap.name} | {1e12 * farad:.0f} pF | {codes} |")
    return lines


def _driver_table(budget: Budget) -> list[str]:
    lines = ["| driver | ohm | neglected | corrected |", "|---|---|---|---|"]
    for name, ohm, (neglected, corrected) in budget.drivers:
        shares = f"{100 * neglected.cell_share:.1f} % | {100 * corrected.cell_share:.1f} %"
        lines.append(f"| {name} | {ohm:g} | {shares} |")
    return lines


def _force_table(name: str, errors: list[ForceError]) -> list[str]:
    lines = [f"| {name} | loaded cell, of full scale | sum of forces | empty cell reads |"]
    lines.append("|---|---|---|---|")
    return lines + [
        f"| {one.name} | {100 * one.cell_share:.2f} % | {100 * one.sum_share:+.2f} % |"
        f" {one.ghost_n:.1f} N |"
        for one in errors
    ]


def _current_table(budget: Budget) -> list[str]:
    found, row_a = budget.currents, budget.values.switch_limit_a
    rows = (
        ("a row at the heaviest moment", found.row_heavy_a, row_a),
        ("a row with all eight cells at full scale", found.row_full_a, row_a),
        ("two rows touching, one high", found.rows_touching_a, row_a),
        ("a tile, all rows high, heaviest moment", found.tile_all_rows_a, SUPPLY_LIMIT_A),
        ("a tile, every column shorted to a high row", 8 * found.cell_short_a, SUPPLY_LIMIT_A),
    )
    lines = ["| current | mA | limit mA |", "|---|---|---|"]
    return lines + [f"| {name} | {1e3 * a:.1f} | {1e3 * limit:.0f} |" for name, a, limit in rows]


def _cell_currents(budget: Budget, electrodes: Electrodes) -> str:
    found, values = budget.currents, budget.values
    contact_m2 = electrodes.contact_m2()
    return _CELL.format(
        v=values,
        full=1e3 * found.cell_full_a,
        kpa=1e-3 * values.full_scale_n / values.cell_area_m2,
        short=1e3 * found.cell_short_a,
        power=1e3 * found.cell_power_w,
        film=1e4 * found.cell_short_a / FILM_LIMIT_A_M2,
        cell=1e4 * values.cell_area_m2,
        contact=1e6 * contact_m2,
        density=1e3 * found.cell_full_a / (1e4 * contact_m2),
    )


def _whole(budget: Budget) -> list[str]:
    values = budget.values
    built = budget.tolerance[1].cell_share
    # A code is worth (Gref + S) / 1024 on a column of conductance S.
    code_siemens = (1.0 / values.reference_ohm + COLUMN_SIEMENS) / CODES
    code_share = code_siemens * values.sensor_n_per_siemens / values.full_scale_n
    leak_codes = LEAK_A * values.reference_ohm / values.supply_v * CODES
    worst = max(one.cell_share for one in budget.tolerance)
    rows = (
        ("decoder and rounding to codes (found above)", built),
        ("drivers' tolerance (found above)", worst - built),
        ("converter's non-linearity, 1 code at most", code_share),
        ("settling (found above)", missed_codes(budget) * code_share),
        ("clamp's leakage, 1 uA at most through the reference", leak_codes * code_share),
        ("reference resistors 1 %, until calibrated, at half of full scale", 0.005),
    )
    total = sum(share**2 for _, share in rows) ** 0.5
    return [
        "| part | share of full scale |",
        "|---|---|",
        *[f"| {name} | {100 * share:.2f} % |" for name, share in rows],
        f"| **root of the squares** | **{100 * total:.2f} %** |",
    ]
