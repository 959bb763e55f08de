"""`strikemat calibrate`: tare, known forces, and the versions that come of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.calibrate_make import Walk, make_curves, make_tare
from commands.calibrate_options import (
    data_option,
    force_options,
    mat_option,
    note_option,
    walk_options,
)
from commands.calibrate_show import list_calibrations, show, use
from commands.refusal import one_line_refusals
from device import GRAVITY_M_S2, TARE_S, BadCalibration, CalibrationStep, DeviceError

__all__ = ["calibrate"]


@click.group(invoke_without_command=True)
@click.pass_context
def calibrate(context: click.Context) -> None:
    """Calibrate the mat: without a COMMAND, say how.

    Each run adds a version; none is ever overwritten. The newest is applied whenever the mat opens,
    unless another is chosen with `use`.
    """
    if context.invoked_subcommand is None:
        click.echo(GUIDE)


GUIDE = """\
A mat is calibrated in two steps. Both work while nobody runs, with the belt standing.

1. Tare: what the cells read with nothing on them but the belt. Clear the deck, then
     strikemat calibrate tare
   Do it again after every change to the belt, and when the deck is much warmer or colder.

2. Known forces, one of these. Each begins with a tare of its own.
   a) Load cell: press cell after cell by hand through the reference load cell, slowly down and up
      again. Gain and curve of 384 cells in about 10 minutes.
        strikemat calibrate reference
   b) Weights: a rigid stamp a little smaller than a cell, with a known weight on it, put down on one
      cell after another. Two weights at least tell a cell's curve; 384 cells take 15 minutes a weight.
        strikemat calibrate weights --mass-kg 5 --mass-kg 20
   c) Wheel: a wheel of known load rolled along every column and between them. 3 minutes a load,
      about 2 % for a cell.
        strikemat calibrate rolling --mass-kg 20 --mass-kg 50

Cells that were not pressed keep what an earlier version knows of them, else they get the mean of the
others, and are marked so. Then look at what came of it, and choose:
     strikemat calibrate show
     strikemat calibrate list
     strikemat calibrate use treadmill-0002

To try it without a mat, add --mat simulated: a simulated hand does what is asked."""


@calibrate.command()
@mat_option
@data_option
@note_option
@click.option(
    "--seconds",
    default=TARE_S,
    show_default=True,
    type=click.FloatRange(0.5, 600),
    help="How long the empty mat is read.",
)
@one_line_refusals(DeviceError)
def tare(*, mat: str, data_dir: Path | None, note: str, seconds: float) -> None:
    """Read the empty mat; the curves stay as they are."""
    walk = Walk(mat, data_dir, pause_s=0.0, note=note, fresh=False)
    make_tare(walk, seconds=seconds, now=datetime.now(UTC))


@calibrate.command()
@force_options
@click.option(
    "--even-cells",
    default="1",
    show_default=True,
    type=click.Choice(["1", "2", "4", "8"]),
    help="The stamp has a soft pad and presses so many cells alike.",
)
@walk_options
@one_line_refusals(DeviceError)
def weights(
    *,
    masses_kg: tuple[float, ...],
    forces_n: tuple[float, ...],
    even_cells: str,
    mat: str,
    data_dir: Path | None,
    pause_s: float,
    note: str,
    fresh: bool,
) -> None:
    """Fit each cell's curve to known weights on a stamp."""
    steps = [
        CalibrationStep("stamp", force_n, int(even_cells))
        for force_n in _forces_n(masses_kg, forces_n)
    ]
    walk = Walk(mat, data_dir, pause_s, note, fresh)
    make_curves(walk, "weights", steps, now=datetime.now(UTC))


@calibrate.command()
@force_options
@walk_options
@one_line_refusals(DeviceError)
def rolling(
    *,
    masses_kg: tuple[float, ...],
    forces_n: tuple[float, ...],
    mat: str,
    data_dir: Path | None,
    pause_s: float,
    note: str,
    fresh: bool,
) -> None:
    """Fit each cell's curve to a wheel of known load, rolled over the mat."""
    steps = [CalibrationStep("roll", force_n) for force_n in _forces_n(masses_kg, forces_n)]
    walk = Walk(mat, data_dir, pause_s, note, fresh)
    make_curves(walk, "rolling", steps, now=datetime.now(UTC))


@calibrate.command()
@click.option(
    "--most-n",
    default=200.0,
    show_default=True,
    type=click.FloatRange(20, 5000),
    help="How hard each cell will be pressed, newtons.",
)
@walk_options
@one_line_refusals(DeviceError)
def reference(
    *,
    most_n: float,
    mat: str,
    data_dir: Path | None,
    pause_s: float,
    note: str,
    fresh: bool,
) -> None:
    """Fit each cell's curve to the reference load cell."""
    steps = [CalibrationStep("squeeze", most_n)]
    walk = Walk(mat, data_dir, pause_s, note, fresh)
    make_curves(walk, "reference", steps, now=datetime.now(UTC))


calibrate.add_command(show)
calibrate.add_command(list_calibrations)
calibrate.add_command(use)


def _forces_n(masses_kg: Sequence[float], forces_n: Sequence[float]) -> list[float]:
    """Return the known forces, lightest first."""
    chosen = sorted([GRAVITY_M_S2 * mass_kg for mass_kg in masses_kg] + list(forces_n))
    if not chosen:
        raise BadCalibration("no force is known; name at least one with --mass-kg or --force-n")
    return chosen
