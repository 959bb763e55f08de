"""`strikemat serve`: the page with the live strike map, and the sessions."""

from pathlib import Path

import click

from analyzer import AnalyzerError, AnalyzerSettings
from clinic import ClinicError, chosen_place
from commands.calibrate_show import calibration_folder
from commands.refusal import one_line_refusals
from commands.serve_access import access_options, access_to, certificate_of
from commands.store_options import data_option
from device import DeviceError, Mat, describe_mat, open_mat, open_panel
from web import OpenPanel, WebError, Workshop
from web import serve as serve_pages

__all__ = ["serve"]


@click.command()
@click.option(
    "--mat",
    "mat_name",
    default="simulated",
    show_default=True,
    help="simulated (a runner who is not there, on modelled sensors and converters), ideal (the same on "
    "faultless cells), replay:FILE (a recording), spi or adafruit (a wired mat; :DESCRIPTION for another).",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; on any but loopback, people log in (`strikemat user add`).",
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes any free one.",
)
@access_options
@data_option
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, 100, min_open=True),
    help="Replay, or simulate, at this many times the natural pace.",
)
@click.option("--loop", is_flag=True, help="Begin a replay again when it ends.")
@click.option(
    "--threshold-n",
    type=click.FloatRange(0, 1000, min_open=True),
    help="Force that counts as contact, newtons.  [default: from noise and body weight]",
)
@click.option(
    "--calibration",
    help="Calibration to apply: a name, latest, or none for the nominal cell.  "
    "[default: what calibrate use chose, else the latest]",
)
@click.option(
    "--sound-at",
    type=click.Choice(["heel", "midfoot", "ball"]),
    default="heel",
    show_default=True,
    help="Landing at which the buzzer of a wired mat sounds.",
)
@one_line_refusals(DeviceError, AnalyzerError, ClinicError, WebError)
def serve(
    *,
    mat_name: str,
    host: str,
    port: int,
    require_log_in: bool,
    proxies: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    secret_key_file: Path | None,
    data_dir: Path | None,
    speed: float,
    loop: bool,
    threshold_n: float | None,
    calibration: str | None,
    sound_at: str,
) -> None:
    """Show the live strike map in a browser, and keep sessions."""
    folder = calibration_folder(data_dir)
    place = chosen_place(data_dir)
    certificate = certificate_of(tls_cert, tls_key)
    access = access_to(
        place,
        host,
        require_log_in=require_log_in,
        proxies=proxies,
        secret_key_file=secret_key_file,
    )

    def open_chosen_mat(*, with_pins: bool = True) -> Mat:
        return open_mat(
            mat_name,
            speed=speed,
            loop=loop,
            with_pins=with_pins,
            choose_calibration=lambda mat: folder.calibration_for(mat, calibration),
        )

    if calibration is not None:
        describe_mat(mat_name)  # refuse a mat that has no cells to calibrate
    # Refuse a wrong name or file here, before anything starts; the pins are the worker's.
    mat = open_chosen_mat(with_pins=False)
    mat.close()
    for note in getattr(mat, "notes", ()):
        click.echo(f"Note: {note}.")
    serve_pages(
        open_chosen_mat,
        place,
        host=host,
        port=port,
        access=access,
        certificate=certificate,
        settings=AnalyzerSettings(threshold_n=threshold_n),
        workshop=Workshop(mat_name, folder, calibration),
        open_panel=_panel_of(mat_name),
        sound_at=sound_at,
        on_ready=lambda url: click.echo(f"Strikemat is running: open {url} (Ctrl+C ends it)"),
    )


def _panel_of(mat_name: str) -> OpenPanel | None:
    """Return what opens the panel of a wired mat; None for a mat without wires."""
    if mat_name.partition(":")[0] not in ("spi", "adafruit"):
        return None
    description = describe_mat(mat_name)
    return lambda on_press: open_panel(description, on_press)
