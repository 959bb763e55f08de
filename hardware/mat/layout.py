"""Where every ribbon of the mat lies, in the deck frame: y from the front edge, x from the left edge.

Each row and each column is a pair of tinned copper ribbons. Rows lie under the upper film and leave on the
runner's left. Columns lie on the lower film, end at their tile's rear border, and leave to the left in a
flat cable that fills the strip between the last row of one tile and the first of the next.
"""

from dataclasses import dataclass
from itertools import pairwise

from device import MatDescription, MatGeometry

__all__ = ["Electrodes", "Rectangle", "Ribbon", "electrodes_for"]

TILE_ROWS = 16
#: A ribbon leaves the sensing area by this much on the side where nothing is connected.
OVERHANG_M = 0.003
#: Where the two ribbons of a row are joined, and where their wire is soldered, left of the sensing area.
JOINT_M, TAIL_M = 0.010, 0.020
#: The films reach beyond the sensing area: left for the tails, and elsewhere for the glue.
LEFT_MARGIN_M, MARGIN_M = 0.040, 0.015
#: Flat cable of the columns: 8 conductors at 1 mm.
LEAD_WIDTH_M = 0.009


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle of the deck, metres: [x_m, x_m + width_m), [y_m, y_m + height_m)."""

    x_m: float
    y_m: float
    width_m: float
    height_m: float

    @property
    def area_m2(self) -> float:
        """Its area."""
        return self.width_m * self.height_m

    def overlap_m2(self, other: "Rectangle") -> float:
        """Return the area that both cover."""
        across = _overlap(self.x_m, self.width_m, other.x_m, other.width_m)
        return across * _overlap(self.y_m, self.height_m, other.y_m, other.height_m)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A piece of ribbon: `line` is the row of the mat, or the column of its tile."""

    kind: str
    tile: int
    line: int
    place: Rectangle


@dataclass(frozen=True, slots=True)
class Electrodes:
    """All of a mat's ribbons and sheets.

    Parameters
    ----------
    rows, cols, tiles : int
        Of cells, and of tiles.
    row_pitch_m, col_pitch_m, ribbon_m, lines : float
        Distances between cells, width of a ribbon, ribbons to a row or a column.
    ribbons : tuple of Ribbon
        Electrodes and the joints between the two of a row.
    leads : tuple of Rectangle
        The columns' flat cables, one a tile.
    sensor : tuple of Rectangle
        The sheets of sensing film, one a tile.
    film : Rectangle
        The outline of both carrier films.
    """

    rows: int
    cols: int
    tiles: int
    row_pitch_m: float
    col_pitch_m: float
    ribbon_m: float
    lines: int
    ribbons: tuple[Ribbon, ...]
    leads: tuple[Rectangle, ...]
    sensor: tuple[Rectangle, ...]
    film: Rectangle

    def contact_m2(self) -> float:
        """Return the area of one cell in which row and column ribbons face each other."""
        return (self.lines * self.ribbon_m) ** 2

    def ribbon_length_m(self) -> float:
        """Return the length of ribbon in the whole mat."""
        return sum(max(one.place.width_m, one.place.height_m) for one in self.ribbons)


def electrodes_for(
    description: MatDescription, *, ribbon_m: float = 0.001, lines: int = 2
) -> Electrodes:
    """Return the electrodes of a mat.

    Parameters
    ----------
    description : MatDescription
        The mat.
    ribbon_m : float
        Width of the ribbon, 0.0005 to 0.004.
    lines : int
        Ribbons to a row, and to a column; 1 to 4.

    Raises
    ------
    ValueError
        If a value is out of bounds, or the columns' cable does not fit between two tiles.
    """
    if not 0.0005 <= ribbon_m <= 0.004:
        raise ValueError(f"ribbon_m must be from 0.0005 to 0.004, got {ribbon_m!r}")
    if not 1 <= lines <= 4:
        raise ValueError(f"lines must be from 1 to 4, got {lines!r}")
    geometry, tiles = description.geometry, len(description.tiles)
    seam_m = geometry.row_pitch_m / lines - ribbon_m
    if seam_m < LEAD_WIDTH_M:
        raise ValueError(
            f"between two tiles are {1e3 * seam_m:g} mm and the columns' cable needs "
            f"{1e3 * LEAD_WIDTH_M:g}; use fewer lines or a wider row pitch"
        )
    width_m = geometry.cols * geometry.col_pitch_m
    length_m = geometry.rows * geometry.row_pitch_m
    tile_m = TILE_ROWS * geometry.row_pitch_m
    ribbons = [
        *_row_ribbons(geometry, ribbon_m=ribbon_m, lines=lines),
        *_column_ribbons(tiles, geometry, ribbon_m=ribbon_m, lines=lines),
    ]
    borders = [tile * tile_m for tile in range(tiles + 1)]
    return Electrodes(
        rows=geometry.rows,
        cols=geometry.cols,
        tiles=tiles,
        row_pitch_m=geometry.row_pitch_m,
        col_pitch_m=geometry.col_pitch_m,
        ribbon_m=ribbon_m,
        lines=lines,
        ribbons=tuple(ribbons),
        leads=tuple(
            Rectangle(
                -LEFT_MARGIN_M, border - LEAD_WIDTH_M / 2, LEFT_MARGIN_M + width_m, LEAD_WIDTH_M
            )
            for border in borders[1:]
        ),
        sensor=tuple(
            Rectangle(0.0, front + LEAD_WIDTH_M / 2, width_m, rear - front - LEAD_WIDTH_M)
            for front, rear in pairwise(borders)
        ),
        film=Rectangle(
            -LEFT_MARGIN_M,
            -MARGIN_M,
            LEFT_MARGIN_M + width_m + MARGIN_M,
            length_m + 2 * MARGIN_M,
        ),
    )


def _row_ribbons(geometry: MatGeometry, *, ribbon_m: float, lines: int) -> list[Ribbon]:
    pitch_m, width_m = geometry.row_pitch_m, geometry.cols * geometry.col_pitch_m
    made = []
    for row in range(geometry.rows):
        centres_m = [(row + (line + 0.5) / lines) * pitch_m for line in range(lines)]
        tile = row // TILE_ROWS
        for line, y_m in enumerate(centres_m):
            # The first ribbon of a row goes on to where its wire is soldered.
            left_m = TAIL_M if line == 0 else JOINT_M
            place = Rectangle(-left_m, y_m - ribbon_m / 2, left_m + width_m + OVERHANG_M, ribbon_m)
            made.append(Ribbon("row", tile, row, place))
        if lines > 1:
            span_m = centres_m[-1] - centres_m[0]
            joint = Rectangle(-JOINT_M, centres_m[0] - ribbon_m / 2, ribbon_m, span_m + ribbon_m)
            made.append(Ribbon("joint", tile, row, joint))
    return made


def _column_ribbons(
    tiles: int, geometry: MatGeometry, *, ribbon_m: float, lines: int
) -> list[Ribbon]:
    tile_m = TILE_ROWS * geometry.row_pitch_m
    made = []
    for tile in range(tiles):
        # From behind the cable in front to the middle of the tile's own, on which it is soldered.
        front_m = tile * tile_m + LEAD_WIDTH_M / 2
        length_m = tile_m - LEAD_WIDTH_M / 2
        for col in range(geometry.cols):
            for line in range(lines):
                x_m = (col + (line + 0.5) / lines) * geometry.col_pitch_m
                place = Rectangle(x_m - ribbon_m / 2, front_m, ribbon_m, length_m)
                made.append(Ribbon("column", tile, col, place))
    return made


def _overlap(one_m: float, one_size_m: float, other_m: float, other_size_m: float) -> float:
    return max(0.0, min(one_m + one_size_m, other_m + other_size_m) - max(one_m, other_m))
