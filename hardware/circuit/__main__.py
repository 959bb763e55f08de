"""`python -m hardware.circuit`: check the boards, write what follows from them, prove them."""

import sys
from pathlib import Path

import click

from device import load_description
from hardware.circuit import VALUES, carrier_circuit, check_boards, kicad_netlist, tile_circuit
from hardware.circuit.drawing import write_board_drawing
from hardware.circuit.netlist import Circuit
from hardware.circuit.parts_list import parts_csv, parts_list, tile_totals, totals
from hardware.circuit.principle import write_principle_drawing
from hardware.circuit.spice.budget import measure, verdicts
from hardware.circuit.spice.ngspice import SpiceFailed, ngspice_is_installed
from hardware.circuit.spice.page import budget_page
from hardware.mat import electrodes_for, write_mat_drawings

HARDWARE = Path(__file__).parents[1]


@click.command()
@click.option("--check", is_flag=True, help="Only check the boards; write nothing.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=HARDWARE,
    help="Folder to write into, instead of hardware/.",
)
def main(check: bool, into: Path) -> None:
    """Check the circuit's rules; write netlists, drawings, parts list and error budget."""
    description = load_description("treadmill")
    tile, carrier = tile_circuit(description, VALUES), carrier_circuit(description)
    problems = check_boards(tile, carrier, tiles=len(description.tiles))
    for problem in problems:
        click.echo(problem, err=True)
    for board in (tile, carrier):
        click.echo(f"{board.name}: {len(board.parts)} parts, {len(board.nets())} nets")
    if problems:
        click.echo(f"rule check: {len(problems)} problems", err=True)
        sys.exit(1)
    click.echo("rule check: no problem")
    if not check:
        _write(into, tile, carrier)
        _prove(into)


def _write(into: Path, tile: Circuit, carrier: Circuit) -> None:
    description = load_description("treadmill")
    tiles = len(description.tiles)
    for folder in ("netlists", "drawings"):
        (into / folder).mkdir(parents=True, exist_ok=True)
    for board in (tile, carrier):
        (into / "netlists" / f"{board.name}.net").write_text(kicad_netlist(board), "utf-8")
        write_board_drawing(board, into / "drawings" / f"{board.name}.svg")
    write_principle_drawing(VALUES, into / "drawings" / "principle.svg")
    electrodes = electrodes_for(description)
    write_mat_drawings(electrodes, into / "drawings", name="mat")
    bench = electrodes_for(load_description("bench"))
    write_mat_drawings(bench, into / "drawings", name="mat-one-tile")
    lines = parts_list(tile, carrier, electrodes=electrodes, description=description)
    (into / "parts.csv").write_text(parts_csv(lines, tiles), "utf-8")
    whole, one = totals(lines, tiles), tile_totals(lines)
    click.echo(
        f"parts: {whole.price_eur:.0f} EUR for the mat ({whole.low_eur:.0f} to {whole.high_eur:.0f}),"
        f" {one.price_eur:.0f} EUR for a tile; without VAT"
    )


def _prove(into: Path) -> None:
    if not ngspice_is_installed():
        click.echo(
            "ngspice is not installed: error-budget.md stays as it is; apt install ngspice",
            err=True,
        )
        sys.exit(1)
    try:
        budget = measure(VALUES)
    except SpiceFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    page = budget_page(budget, electrodes_for(load_description("treadmill")))
    (into / "error-budget.md").write_text(page, "utf-8")
    found = verdicts(budget)
    for verdict in found:
        click.echo(verdict)
    sys.exit(not all(verdict.kept for verdict in found))


if __name__ == "__main__":
    main(prog_name="python -m hardware.circuit")
