"""`strikemat export`: a stored session as a file, of forces or of raw codes."""

from pathlib import Path

import click

from clinic import ClinicError, Store, existing_place, native_recording, session_recording
from commands.refusal import one_line_refusals
from device import DeviceError, save_native, save_recording

__all__ = ["export"]


@click.command()
@click.argument("session", type=click.IntRange(1))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--codes",
    is_flag=True,
    help="Keep the converters' raw codes, with the mat's description and calibration.  [default: forces]",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps the sessions.  [default: ~/.local/share/strikemat]",
)
@one_line_refusals(DeviceError, ClinicError)
def export(*, session: int, file: Path, codes: bool, data_dir: Path | None) -> None:
    """Write stored SESSION to FILE (.npz), which `analyze` and `serve --mat replay:FILE` read."""
    if file.suffix != ".npz":
        raise click.UsageError(f"FILE must end in .npz, got {file.name}")
    with Store(existing_place(data_dir)) as store:
        if codes:
            save_native(file, native_recording(store, session))
        else:
            save_recording(file, session_recording(store, session))
    click.echo(f"Session {session} is in {file}.")
