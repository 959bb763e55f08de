"""`strikemat calibrate show`, `list` and `use`: the versions that are kept."""

from pathlib import Path

import click
import numpy as np

from clinic import default_store_path
from commands.calibrate_options import data_option, mat_option
from commands.refusal import one_line_refusals
from device import (
    CELL_SOURCES,
    CalibrationFolder,
    CalibrationNotFound,
    CalibrationRecord,
    DeviceError,
    describe_mat,
)

__all__ = ["calibration_folder", "list_calibrations", "print_calibration", "show", "use"]

#: One character a cell: where its curve comes from, and what to look at.
SIGNS = {"nominal": "n", "pooled": ".", "gain": "g", "curve": "c"}
DOUBTFUL = "!"
#: A cell whose known forces are missed by so much, or whose curve is no surer, is doubtful.
DOUBT = 0.05


@click.command()
@click.argument("name", required=False)
@mat_option
@data_option
@one_line_refusals(DeviceError)
def show(*, name: str | None, mat: str, data_dir: Path | None) -> None:
    """Print a calibration by NAME; without one, that which is applied to the mat."""
    folder = calibration_folder(data_dir)
    if name is not None:
        print_calibration(folder.load(name))
        return
    description = describe_mat(mat)
    record = folder.in_use(description.name)
    if record is None:
        raise CalibrationNotFound(
            f"{folder.path}: no calibration is in use for the mat {description.name!r}: every cell is taken "
            "for the nominal one; run strikemat calibrate"
        )
    print_calibration(record)


@click.command("list")
@data_option
@one_line_refusals(DeviceError)
def list_calibrations(*, data_dir: Path | None) -> None:
    """List every calibration that is kept."""
    folder = calibration_folder(data_dir)
    names = folder.all_names()
    if not names:
        click.echo(f"{folder.path}: no calibration yet; run strikemat calibrate")
        return
    width = max(len(name) for name in names)
    for name in names:
        click.echo(f"{name:{width}}  {_line(folder, folder.load(name))}")


@click.command()
@click.argument("name")
@mat_option
@data_option
@one_line_refusals(DeviceError)
def use(*, name: str, mat: str, data_dir: Path | None) -> None:
    """Apply calibration NAME from now on; `latest`: always the newest, `none`: the nominal cell."""
    owner = describe_mat(mat).name
    calibration_folder(data_dir).choose(owner, name)
    click.echo(f"The mat {owner} uses {name} from now on.")


def calibration_folder(data_dir: Path | None) -> CalibrationFolder:
    """Return the folder of calibrations beside the store of sessions."""
    return CalibrationFolder(default_store_path(data_dir).parent / "calibrations")


def print_calibration(record: CalibrationRecord) -> None:
    """Print where a calibration comes from, how well it fits, and a map of its cells."""
    click.echo(
        f"{record.name}: mat {record.mat}, {_made(record)}, by {record.method}{_forces(record)}"
    )
    click.echo(
        f"  Strikemat {record.software}, deck {_temperature(record)}, "
        f"based on {record.based_on or 'no earlier one'}"
        + (f", {record.note!r}" if record.note else "")
    )
    counts = ", ".join(
        f"{record.cells_from(one)} {one}" for one in CELL_SOURCES if record.cells_from(one)
    )
    known = record.residual[~np.isnan(record.residual)]
    click.echo(f"  cells: {counts}")
    if len(known):
        click.echo(
            f"  residual: median {100 * np.median(known):.2f} %, worst {100 * known.max():.2f} % of the force"
        )
    if not np.isnan(record.uncertainty).all():
        sure = np.nanpercentile(record.uncertainty, (50, 100))
        click.echo(
            f"  uncertainty of a cell: median {100 * sure[0]:.1f} %, worst {100 * sure[1]:.1f} %"
        )
    if record.samples.any():
        for line in _map(record):
            click.echo(f"  {line}")


def _map(record: CalibrationRecord) -> list[str]:
    """Return the mat, one character a cell, and what they mean."""
    signs = np.array([SIGNS[one] for one in CELL_SOURCES])[record.source]
    with np.errstate(invalid="ignore"):
        doubtful = (record.residual > DOUBT) | ((record.uncertainty > DOUBT) & (record.samples > 0))
    signs[doubtful] = DOUBTFUL
    lines = [f"row {row:2d}  {' '.join(cells)}" for row, cells in enumerate(signs)]
    legend = "c its own curve, g its own gain and the common exponent, . the common curve (not pressed), "
    return [
        *lines,
        legend + "n nominal,",
        f"{DOUBTFUL} doubtful: residual or uncertainty above {100 * DOUBT:g} %; press it again",
    ]


def _line(folder: CalibrationFolder, record: CalibrationRecord) -> str:
    known = record.residual[~np.isnan(record.residual)]
    in_use = folder.in_use(record.mat)
    counts = ", ".join(
        f"{record.cells_from(one)} {one}" for one in CELL_SOURCES if record.cells_from(one)
    )
    return (
        f"{_made(record)}  {record.method:9}  {counts}"
        + (f"  residual {100 * np.median(known):.2f} %" if len(known) else "")
        + ("  IN USE" if in_use is not None and in_use.name == record.name else "")
    )


def _made(record: CalibrationRecord) -> str:
    return record.made_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _temperature(record: CalibrationRecord) -> str:
    known = record.temperature_deg_c
    return "temperature not known" if known is None else f"at {known:.1f} degrees C"


def _forces(record: CalibrationRecord) -> str:
    if not record.forces_n:
        return ""
    return " of " + ", ".join(f"{force_n:.1f}" for force_n in record.forces_n) + " N"
