"""`python -m hardware.wiring`: write the pin table and the wiring diagram."""

from pathlib import Path

import click

from device import load_description
from hardware.wiring import pin_table, pin_table_page
from hardware.wiring.harness import draw_harness


@click.command()
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(__file__).parent,
    help="Folder to write into, instead of hardware/wiring/.",
)
def main(into: Path) -> None:
    """Write pins.md and wiring.svg; needs Graphviz."""
    description = load_description("treadmill")
    into.mkdir(parents=True, exist_ok=True)
    table = pin_table(description)
    (into / "pins.md").write_text(
        "# Pins of the Raspberry Pi's header\n\nMade by `python -m hardware.wiring` from mat description and "
        "carrier. Pins that are not listed are free.\n\n" + pin_table_page(table),
        "utf-8",
    )
    (into / "wiring.svg").write_text(draw_harness(description), "utf-8")
    click.echo(f"{len(table)} pins; pins.md and wiring.svg are written")


if __name__ == "__main__":
    main(prog_name="python -m hardware.wiring")
