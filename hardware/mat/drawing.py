"""The mat drawn to scale, in millimetres: one DXF document, and the SVG that is made of it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ezdxf
from ezdxf.addons.drawing import Frontend, RenderContext, config, layout, svg
from ezdxf.enums import TextEntityAlignment

from hardware.mat.layout import Electrodes, Rectangle

__all__ = ["mat_drawing", "write_mat_drawings"]

MM = 1000.0
BY_LAYER = 256
#: Layer, colour (AutoCAD index) and what is on it.
LAYERS = {
    "FILM": (8, "outline of both carrier films: cut"),
    "SENSOR": (30, "sheets of sensing film: cut"),
    "ROWS": (1, "ribbons under the upper film"),
    "COLUMNS": (5, "ribbons on the lower film"),
    "LEADS": (94, "flat cables of the columns"),
    "CELLS": (9, "borders of the cells: do not cut"),
    "TEXT": (7, "words and dimensions: do not cut"),
}
_KIND_LAYER = {"row": "ROWS", "joint": "ROWS", "column": "COLUMNS"}


def mat_drawing(electrodes: Electrodes) -> Any:
    """Return the mat as an ezdxf document; front of the deck at the top, scale 1:1."""
    document = ezdxf.new("R2010", setup=True, units=ezdxf.units.MM)
    for name, (colour, about) in LAYERS.items():
        document.layers.add(name, color=colour).description = about
    space = document.modelspace()
    _grid(space, electrodes)
    _box(space, electrodes.film, "FILM")
    for sheet in electrodes.sensor:
        _box(space, sheet, "SENSOR")
    for ribbon in electrodes.ribbons:
        _fill(space, ribbon.place, _KIND_LAYER[ribbon.kind])
    for lead in electrodes.leads:
        _box(space, lead, "LEADS")
    _words(space, electrodes)
    _dimensions(space, electrodes)
    return document


def write_mat_drawings(electrodes: Electrodes, folder: Path, *, name: str) -> list[Path]:
    """Write `name.dxf` and `name.svg` into a folder; return their paths."""
    dxf, picture = folder / f"{name}.dxf", folder / f"{name}.svg"
    # Else every run would stamp the time and a name of its own into the file.
    ezdxf.options.write_fixed_meta_data_for_testing = True
    try:
        document = mat_drawing(electrodes)
        # In an order of their own: ezdxf would take that of a set, which differs from run to run.
        for kind in sorted(document.entitydb.dxf_types_in_use()):
            document.classes.add_class(kind)
        document.saveas(dxf)
    finally:
        ezdxf.options.write_fixed_meta_data_for_testing = False
    picture.write_text(_svg(document), "utf-8")
    return [dxf, picture]


def _svg(document: Any) -> str:
    backend = svg.SVGBackend()
    style = config.Configuration(
        background_policy=config.BackgroundPolicy.WHITE,
        lineweight_policy=config.LineweightPolicy.ABSOLUTE,
    )
    frontend = Frontend(RenderContext(document), backend, config=style)
    frontend.draw_layout(document.modelspace())
    page = layout.Page(0, 0, layout.Units.mm, margins=layout.Margins.all(10))
    return backend.get_string(page, settings=layout.Settings(scale=1.0, fit_page=False))


def _corners(place: Rectangle) -> Iterable[tuple[float, float]]:
    left, right = MM * place.x_m, MM * (place.x_m + place.width_m)
    # The deck's y grows rearward, a drawing's upward.
    front, rear = -MM * place.y_m, -MM * (place.y_m + place.height_m)
    return (left, front), (right, front), (right, rear), (left, rear)


def _box(space: Any, place: Rectangle, layer: str) -> None:
    space.add_lwpolyline(_corners(place), close=True, dxfattribs={"layer": layer})


def _fill(space: Any, place: Rectangle, layer: str) -> None:
    hatch = space.add_hatch(color=BY_LAYER, dxfattribs={"layer": layer})
    hatch.paths.add_polyline_path(_corners(place), is_closed=True)


def _grid(space: Any, mat: Electrodes) -> None:
    width, length = MM * mat.cols * mat.col_pitch_m, MM * mat.rows * mat.row_pitch_m
    for row in range(mat.rows + 1):
        y = -MM * row * mat.row_pitch_m
        space.add_line((0, y), (width, y), dxfattribs={"layer": "CELLS"})
    for col in range(mat.cols + 1):
        x = MM * col * mat.col_pitch_m
        space.add_line((x, 0), (x, -length), dxfattribs={"layer": "CELLS"})


def _words(space: Any, mat: Electrodes) -> None:
    width = MM * mat.cols * mat.col_pitch_m
    for row in range(mat.rows):
        y = -MM * (row + 0.5) * mat.row_pitch_m
        _text(space, f"row {row}", (width + 18, y), size=6)
    for col in range(mat.cols):
        _text(space, f"col {col}", (MM * (col + 0.5) * mat.col_pitch_m, 22), size=6, middle=True)
    tiles = "1 tile" if mat.tiles == 1 else f"{mat.tiles} tiles"
    title = (
        f"Strikemat: {mat.rows} x {mat.cols} cells of {MM * mat.row_pitch_m:g} mm x "
        f"{MM * mat.col_pitch_m:g} mm, {tiles}, seen from above, scale 1:1, mm"
    )
    _text(space, title, (-MM * 0.04, 62), size=8)
    _text(space, "front of the deck (console)", (width / 2, 40), size=8, middle=True)
    rear = -MM * mat.rows * mat.row_pitch_m
    for place, (layer, (_, about)) in enumerate(LAYERS.items()):
        _text(space, f"{layer}: {about}", (-MM * 0.04, rear - 75 - 11 * place), size=6, layer=layer)


def _text(
    space: Any,
    words: str,
    at: tuple[float, float],
    *,
    size: float,
    middle: bool = False,
    layer: str = "TEXT",
) -> None:
    align = TextEntityAlignment.MIDDLE if middle else TextEntityAlignment.MIDDLE_LEFT
    space.add_text(words, height=size, dxfattribs={"layer": layer}).set_placement(at, align=align)


def _dimensions(space: Any, mat: Electrodes) -> None:
    width, length = MM * mat.cols * mat.col_pitch_m, MM * mat.rows * mat.row_pitch_m
    film = mat.film
    rear = -MM * (film.y_m + film.height_m)
    measures = (
        ((0, rear - 15), (0, -length), (width, -length), 0),
        ((0, rear - 40), (MM * film.x_m, rear), (MM * (film.x_m + film.width_m), rear), 0),
        ((MM * film.x_m - 20, 0), (0, 0), (0, -length), 90),
        ((MM * film.x_m - 45, 0), (0, 15), (0, rear), 90),
    )
    for base, one, other, angle in measures:
        space.add_linear_dim(
            base=base,
            p1=one,
            p2=other,
            angle=angle,
            override={"dimtxt": 7, "dimasz": 5, "dimexo": 2, "dimdec": 0, "dimlfac": 1},
            dxfattribs={"layer": "TEXT"},
        ).render()
