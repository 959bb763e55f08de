"""What was done on a belt at rest, as tables that a person reads in a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from analyzer import Drill, Standing

__all__ = ["print_rest"]

DASH = "-"


def print_rest(
    standing: Sequence[Standing], drills: Sequence[Drill], *, console: Console | None = None
) -> None:
    """Print standing and drills, where there are any; standard output unless told otherwise."""
    console = console or Console(highlight=False)
    if standing:
        console.print(_standing_table(standing))
    if drills:
        console.print(_drills_table(drills))


def _standing_table(standing: Sequence[Standing]) -> Table:
    table = _table(
        "Standing",
        (
            "from s",
            "to s",
            "feet",
            "left %",
            "right %",
            "sway mm/s",
            "across mm",
            "along mm",
            "95 % cm2",
        ),
    )
    for one in standing:
        table.add_row(
            f"{one.start_s:.1f}",
            f"{one.end_s:.1f}",
            str(one.feet),
            _number(one.left_percent),
            _number(one.right_percent),
            _number(one.sway_speed_m_s, 1e3),
            _number(one.sway_rms_x_m, 1e3),
            _number(one.sway_rms_y_m, 1e3),
            _number(one.sway_ellipse_m2, 1e4, 2),
        )
    return table


def _drills_table(drills: Sequence[Drill]) -> Table:
    table = _table(
        "Drills, belt at rest",
        ("from s", "to s", "contacts", "per min", "CV %", "left ms", "right ms", "no support ms"),
    )
    table.add_column("drill")
    for one in drills:
        table.add_row(
            f"{one.start_s:.1f}",
            f"{one.end_s:.1f}",
            str(one.contacts),
            _number(one.rate_per_minute),
            _number(one.interval_cv_percent),
            _number(one.left_contact_s, 1e3, 0),
            _number(one.right_contact_s, 1e3, 0),
            _number(one.no_support_s, 1e3, 0),
            one.kind,
        )
    return table


def _table(title: str, headers: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for header in headers:
        table.add_column(header, justify="right")
    return table


def _number(value: float | None, scale: float = 1.0, digits: int = 1) -> str:
    return DASH if value is None else f"{scale * value:.{digits}f}"
