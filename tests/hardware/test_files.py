"""Netlists, drawings and parts list: what lies in hardware/ is what the source makes."""

import csv
import io
import itertools
import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import ezdxf
import pytest
import sexpdata

from device import load_description
from hardware.circuit import VALUES, Circuit, carrier_circuit, kicad_netlist, tile_circuit
from hardware.circuit.drawing import write_board_drawing
from hardware.circuit.parts_list import Line, parts_csv, parts_list, tile_totals, totals
from hardware.circuit.principle import write_principle_drawing
from hardware.mat import electrodes_for, write_mat_drawings

HARDWARE = Path(__file__).parents[2] / "hardware"
TREADMILL = load_description("treadmill")
BOARDS = {"tile": tile_circuit(TREADMILL, VALUES), "carrier": carrier_circuit(TREADMILL)}


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return parts_list(
        BOARDS["tile"],
        BOARDS["carrier"],
        electrodes=electrodes_for(TREADMILL),
        description=TREADMILL,
    )


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS.keys())
def test_the_stored_netlist_is_the_boards(board: Circuit) -> None:
    stored = HARDWARE / "netlists" / f"{board.name}.net"
    assert stored.read_text() == kicad_netlist(board), "run make circuit"


def plain(item: object) -> object:
    """Return an S-expression as nested lists of text."""
    return [plain(one) for one in item] if isinstance(item, list) else str(item)


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS.keys())
def test_a_parser_of_others_reads_the_same_nets_from_the_netlist(board: Circuit) -> None:
    text = (HARDWARE / "netlists" / f"{board.name}.net").read_text()
    sections = {section[0]: section[1:] for section in plain(sexpdata.loads(text))[1:]}
    found = {}
    for _, _, (_, name), *nodes in sections["nets"]:
        found[name] = {(dict(node[1:])["ref"], dict(node[1:])["pin"]) for node in nodes}
    expected = {
        net: {(place.part, place.number) for place, _, _ in pins}
        for net, pins in board.nets().items()
    }
    assert found == expected
    assert [dict(part[1:4])["ref"] for part in sections["components"]] == list(board.parts)


def words(path: Path) -> list[str]:
    """Return what a drawing says, in any order."""
    return sorted(text for text in ET.fromstring(path.read_text()).itertext() if text.strip())


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS.keys())
def test_the_stored_drawing_is_the_boards_and_names_every_part(
    board: Circuit, tmp_path: Path
) -> None:
    write_board_drawing(board, tmp_path / "board.svg")
    drawn = words(HARDWARE / "drawings" / f"{board.name}.svg")
    assert drawn == words(tmp_path / "board.svg"), "run make circuit"
    assert all(f"{reference} " in " ".join(drawn) for reference in board.parts)


SVG = "{http://www.w3.org/2000/svg}"
#: Width of a letter over its size: the widest that a common sans-serif font has on average.
LETTER = 0.62


def boxes(path: Path) -> list[tuple[float, float, float, float, str]]:
    """Return left, right, top and bottom of every word in a drawing of a board, and the word."""
    found = []
    for text in ET.fromstring(path.read_text()).iter(f"{SVG}text"):
        said, size = "".join(text.itertext()), float(text.attrib["font-size"])
        width = LETTER * size * len(said)
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]]
        left, middle = float(text.attrib["x"]) - before * width, float(text.attrib["y"])
        found.append((left, left + width, middle - size / 2, middle + size / 2, said))
    return found


@pytest.mark.parametrize("board", BOARDS)
def test_no_words_of_a_boards_drawing_lie_on_others(board: str) -> None:
    drawn = boxes(HARDWARE / "drawings" / f"{board}.svg")
    assert len(drawn) > 300
    for one, other in itertools.combinations(drawn, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, f"{one[4]!r} and {other[4]!r}"


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS.keys())
def test_what_serves_one_purpose_is_drawn_together(board: Circuit) -> None:
    drawn = words(HARDWARE / "drawings" / f"{board.name}.svg")
    assert {part.section for part in board.parts.values()} <= set(drawn)


def test_the_stored_drawing_of_a_measurement_has_the_values(tmp_path: Path) -> None:
    write_principle_drawing(VALUES, tmp_path / "principle.svg")
    drawn = words(HARDWARE / "drawings" / "principle.svg")
    assert drawn == words(tmp_path / "principle.svg"), "run make circuit"
    assert f"{VALUES.row_resistor_ohm:g} ohm 1 %" in drawn


def shapes(path: Path) -> list[tuple[object, ...]]:
    """Return the outlines in a DXF: layer and corners in tenths of a micrometre."""
    found: list[tuple[object, ...]] = []
    for entity in ezdxf.readfile(path).modelspace().query("LWPOLYLINE HATCH"):
        outline = entity.paths[0].vertices if entity.dxftype() == "HATCH" else entity.get_points()
        corners = tuple((round(1e4 * point[0]), round(1e4 * point[1])) for point in outline)
        found.append((entity.dxf.layer, corners))
    return sorted(found, key=str)


@pytest.mark.parametrize(("mat", "name"), [("treadmill", "mat"), ("bench", "mat-one-tile")])
def test_the_stored_mat_drawings_are_of_the_description(
    mat: str, name: str, tmp_path: Path
) -> None:
    dxf, svg = write_mat_drawings(electrodes_for(load_description(mat)), tmp_path, name=name)
    stored = HARDWARE / "drawings"
    assert shapes(stored / dxf.name) == shapes(dxf), "run make circuit"
    # The sheet has room for the letters too, which are as large as the computer's fonts.
    sizes_mm = [
        float(ET.parse(path).getroot().attrib["height"].removesuffix("mm"))
        for path in (stored / svg.name, svg)
    ]
    assert sizes_mm[0] == pytest.approx(sizes_mm[1], abs=2.0), "run make circuit"


def test_two_runs_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "4"):
        (tmp_path / seed).mkdir()
        program = (
            "from pathlib import Path; from device import load_description; import hardware.mat as m; "
            "electrodes = m.electrodes_for(load_description('bench')); "
            f"m.write_mat_drawings(electrodes, Path({str(tmp_path / seed)!r}), name='mat')"
        )
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", program], check=True, cwd=HARDWARE.parent, env=environment
        )
        made.append([(tmp_path / seed / name).read_bytes() for name in ("mat.dxf", "mat.svg")])
    assert made[0] == made[1]


def test_the_dxf_is_in_millimetres_and_to_scale() -> None:
    document = ezdxf.readfile(HARDWARE / "drawings" / "mat.dxf")
    assert document.units == ezdxf.units.MM
    (film,) = document.modelspace().query('LWPOLYLINE[layer=="FILM"]')
    x = [point[0] for point in film.get_points()]
    y = [point[1] for point in film.get_points()]
    assert (max(x) - min(x), max(y) - min(y)) == pytest.approx((455.0, 1230.0))
    assert len(document.modelspace().query('HATCH[layer=="COLUMNS"]')) == 3 * 8 * 2


def rows(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(text))


def test_the_stored_parts_list_is_the_boards(lines: list[Line]) -> None:
    assert (HARDWARE / "parts.csv").read_text() == parts_csv(lines, 3), "run make circuit"


def test_every_part_of_the_boards_is_counted_once(lines: list[Line]) -> None:
    listed = list(rows(parts_csv(lines, 3)))
    tile = sum(float(row["per tile"]) for row in listed if row["references"])
    once = sum(float(row["once"]) for row in listed if row["references"])
    assert (tile, once) == tuple(len(board.parts) for board in BOARDS.values())


def test_the_mat_should_cost_less_than_250_euros_without_vat_and_the_sum_is_the_sum(
    lines: list[Line],
) -> None:
    *listed, _, last = rows(parts_csv(lines, 3))
    summed = sum(float(row["sum eur"]) for row in listed)
    assert last["part"] == "total, mat"
    assert float(last["sum eur"]) == pytest.approx(summed, abs=0.2)
    assert totals(lines, 3).price_eur < 250.0


def test_every_price_lies_within_its_bounds_and_says_where_it_is_from(lines: list[Line]) -> None:
    for line in lines:
        assert 0.0 < line.low_eur <= line.price_eur <= line.high_eur
        assert (line.source, bool(line.where)) in {("estimate", False), ("listing", True)}
        assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?|undated", line.date)
        assert line.source == "listing" or line.date != "undated"
        assert line.maker
        assert line.number


def test_nothing_is_ordered_that_is_not_used(lines: list[Line]) -> None:
    orders = tomllib.loads((HARDWARE / "circuit" / "orders.toml").read_text())
    kinds = set(orders) - {"date", "extra"}
    used = {line.name for line in lines} | {line.name.partition("_")[0] for line in lines}
    assert kinds <= used


def test_the_readme_says_what_the_parts_cost(lines: list[Line]) -> None:
    said = (HARDWARE / "README.md").read_text()
    mat, one = totals(lines, 3), tile_totals(lines)
    for name, sums in (("full mat", mat), ("one tile", one)):
        prices = (sums.price_eur, sums.low_eur, sums.high_eur)
        (row,) = [line for line in said.splitlines() if line.startswith(f"| {name}")]
        assert row.endswith("".join(f" {price:.0f} EUR |" for price in prices))
    assert f"With 20 % VAT the mat is {1.2 * mat.price_eur:.0f} euros" in said
    listed = sum(line.needed(3) * line.price_eur for line in lines if line.source == "listing")
    assert f"{listed:.0f} of the {mat.price_eur:.0f} euros" in said
    assert f"other {mat.price_eur - listed:.0f} euros are the author's estimates" in said
    velostat = next(line for line in lines if line.name == "velostat")
    about = f"about {velostat.needed(3) * velostat.price_eur:.0f} euros for the mat"
    assert about in (HARDWARE / "mat.md").read_text()


def test_the_stored_error_budget_is_of_these_values_and_keeps_every_limit() -> None:
    page = (HARDWARE / "error-budget.md").read_text()
    assert f"row drivers {VALUES.built_driver_ohm:g} ohm" in page, "run make circuit"
    limits = [line for line in page.splitlines() if line.startswith("- ")]
    assert len(limits) == 8
    assert all(line.endswith(": kept") for line in limits)
