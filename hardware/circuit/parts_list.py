"""The parts list: what the boards and the mat need, what to order, and what it costs."""

import csv
import io
import math
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import Any

from device import MatDescription
from hardware.circuit.netlist import BadCircuit, Circuit
from hardware.mat import Electrodes

__all__ = ["Line", "Totals", "parts_csv", "parts_list", "tile_totals", "totals"]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of part: how many go where, and its price in euros.

    Parameters
    ----------
    name, what, maker, number : str
        Of the part.
    alternatives : tuple of str
        What may be ordered instead.
    references : str
        Where it stands, for parts on a board.
    per_tile, on_mat : float
        Needed for each tile, and once for a mat.
    price_eur, low_eur, high_eur : float
        Each; expected, and its bounds.
    date, source, where : str
        When, "listing" or "estimate", and which listing. A listing may be "undated".
    """

    name: str
    what: str
    maker: str
    number: str
    alternatives: tuple[str, ...]
    references: str
    per_tile: float
    on_mat: float
    price_eur: float
    low_eur: float
    high_eur: float
    date: str
    source: str
    where: str

    def needed(self, tiles: int) -> float:
        """Return how many a mat of so many tiles needs; parts are whole."""
        return self.per_tile * tiles + self.on_mat


@dataclass(frozen=True, slots=True)
class Totals:
    """A sum of prices in euros: expected, and if every price were at its bound."""

    price_eur: float
    low_eur: float
    high_eur: float


def parts_list(
    tile: Circuit, carrier: Circuit, *, electrodes: Electrodes, description: MatDescription
) -> list[Line]:
    """Return every part of a mat.

    Raises
    ------
    BadCircuit
        If a part on a board cannot be ordered.
    """
    orders = tomllib.loads((resources.files("hardware.circuit") / "orders.toml").read_text("utf-8"))
    date, extra = orders.pop("date"), orders.pop("extra")
    per_tile, on_carrier = _count(tile), _count(carrier)
    kinds = {
        part.kind.name: part.kind for board in (tile, carrier) for part in board.parts.values()
    }
    lines = []
    for name, kind in kinds.items():
        order = orders.get(name) or orders.get(name.partition("_")[0])
        if order is None:
            raise BadCircuit(f"orders.toml has no {name}; add what to order for it")
        lines.append(
            _line(
                name,
                order | {"what": f"{kind.value}, {kind.footprint.partition(':')[2]}"},
                (per_tile[name], on_carrier[name]),
                date,
                _references(name, tile, carrier),
            )
        )
    return lines + _extra_lines(extra, electrodes, len(description.tiles), date)


def totals(lines: list[Line], tiles: int) -> Totals:
    """Return what a mat of so many tiles costs: its parts, without treadmill and Raspberry Pi."""
    return Totals(
        *(
            sum(line.needed(tiles) * getattr(line, key) for line in lines)
            for key in ("price_eur", "low_eur", "high_eur")
        )
    )


def tile_totals(lines: list[Line]) -> Totals:
    """Return what one tile costs beside what its mat has once."""
    return Totals(
        *(
            sum(line.per_tile * getattr(line, key) for line in lines)
            for key in ("price_eur", "low_eur", "high_eur")
        )
    )


def parts_csv(lines: list[Line], tiles: int) -> str:
    """Return the parts list as CSV, one line a kind of part, totals last."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    head = (
        "part,what,maker,number,alternatives,references,per tile,once,for the mat,each eur,low eur"
    )
    out.writerow([*head.split(","), "high eur", "sum eur", "price date", "price source", "listing"])
    for line in lines:
        needed = line.needed(tiles)
        numbers = [line.per_tile, line.on_mat, needed, line.price_eur, line.low_eur, line.high_eur]
        row = [line.name, line.what, line.maker, line.number, "; ".join(line.alternatives)]
        row += [line.references, *(f"{round(number, 3):g}" for number in numbers)]
        row += [f"{needed * line.price_eur:.2f}", line.date, line.source, line.where]
        out.writerow(row)
    for name, sums in (
        ("total, one tile", tile_totals(lines)),
        ("total, mat", totals(lines, tiles)),
    ):
        prices = [f"{price:.2f}" for price in (sums.low_eur, sums.high_eur, sums.price_eur)]
        out.writerow([name, *[""] * 9, *prices, *[""] * 3])
    return text.getvalue()


def _line(
    name: str, order: dict[str, Any], counts: tuple[float, float], date: str, references: str
) -> Line:
    value = name.partition("_")[2].upper()
    number = order["number"].replace("{value}", _yageo(value))
    return Line(
        name=name,
        what=order["what"],
        maker=order["maker"],
        number=number,
        alternatives=tuple(order["alternatives"]),
        references=references,
        per_tile=counts[0],
        on_mat=counts[1],
        price_eur=order["price"],
        low_eur=order["low"],
        high_eur=order["high"],
        date=order.get("date", date),
        source=order["source"],
        where=order.get("where", ""),
    )


def _extra_lines(
    extra: dict[str, Any], electrodes: Electrodes, tiles: int, date: str
) -> list[Line]:
    """Return what is not on a board; what is cut from a sheet or a roll is shared among the tiles."""
    sizes = {
        "ribbon_m": electrodes.ribbon_length_m(),
        "sensor_m2": sum(sheet.area_m2 for sheet in electrodes.sensor),
        "film_m2": electrodes.film.area_m2,
    }
    lines = []
    for name, order in extra.items():
        if order["per"] == "mat":
            counts = (0.0, float(order["amount"]))
        else:
            size = sizes.get(order["per"], float(tiles))
            needed = math.ceil(10 * order["amount"] * size) / 10
            counts = (needed / tiles, 0.0)
        lines.append(_line(name, order, counts, date, ""))
    return lines


def _count(board: Circuit) -> Counter[str]:
    return Counter(part.kind.name for part in board.parts.values())


def _references(name: str, tile: Circuit, carrier: Circuit) -> str:
    found = []
    for board in (tile, carrier):
        here = [part.reference for part in board.parts.values() if part.kind.name == name]
        if here:
            found.append(f"{board.name}: {' '.join(here)}")
    return "; ".join(found)


def _yageo(value: str) -> str:
    """Return a resistance as its maker writes it: 24 ohm is 24R, 1.5 kilohm 1K5."""
    if value.endswith("K"):
        whole, _, part = value[:-1].partition(".")
        return f"{whole}K{part}"
    whole, _, part = value.partition(".")
    return f"{whole}R{part}"
