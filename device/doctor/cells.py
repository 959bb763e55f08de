"""The state of each cell, as a map of the mat shows it."""

from collections.abc import Sequence

from device.doctor.kinds import Finding

__all__ = ["GOOD", "OTHER", "STATES", "cell_states"]

GOOD, OTHER = "good", "other"

#: Code of a finding to the state of its cells. Those above go before those below.
STATES: dict[str, str] = {
    "converter-silent": "no-answer", "converter-high": "no-answer",
    "cell-shorted": "saturated", "column-saturated": "saturated", "rows-shorted": "saturated",
    "columns-shorted": "saturated", "row-stuck-high": "stuck",
    "cell-dead": "dead", "row-open": "open", "row-stuck-low": "open", "row-silent": "open",
    "column-open": "open", "cell-noisy": "noisy", "noise-burst": "noisy", "mat-loaded": "loaded",
    "rows-swapped": "elsewhere", "columns-swapped": "elsewhere", "tile-reversed": "elsewhere",
    "tiles-swapped": "elsewhere", "not-pressed": "not-pressed",
}  # fmt: skip


def cell_states(findings: Sequence[Finding], rows: int, cols: int) -> list[list[str]]:
    """Return the state of each cell, `[row][col]`: a value of `STATES`, `"good"`, or `"other"`."""
    order = list(STATES)
    ranked = sorted(
        findings, key=lambda one: order.index(one.code) if one.code in order else len(order)
    )
    states = [[GOOD] * cols for _ in range(rows)]
    for one in ranked:
        for row, col in one.cells:
            if row < rows and col < cols and states[row][col] == GOOD:
                states[row][col] = STATES.get(one.code, OTHER)
    return states
