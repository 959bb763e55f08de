"""The figures of a report: a print of each foot, and how the steps landed."""

import io
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from analyzer import STRIKE_BORDERS_PERCENT, Footprint, Side
from clinic.figures import Figures
from clinic.language import Language
from clinic.reporting.colours import HEAT, KINDS, LINE, MUTED, PALE, TEXT
from clinic.reporting.facts import INDEX_BIN_PERCENT, SIDES, SessionReport
from clinic.reporting.prints import ReportPrint
from clinic.reporting.shapes import Anchor, Dot, Drawing, Label, Line, Picture, Rect, Shape

__all__ = ["index_drawing", "print_drawing", "strike_drawing"]

#: Paper per foot, and what is seen of the mat: from behind the heel to ahead of the toes, and across.
PRINT_SCALE = 0.235
BEHIND_M, AHEAD_M = 0.025, 0.325
PRINT_WIDTH, PRINT_TOP = 46.0, 5.0
HALF_WIDTH_M = PRINT_WIDTH / PRINT_SCALE / 2000
#: Left of the bars, for the foot's name.
BARS_X = 21.0
HEEL_BELOW_PERCENT, BALL_ABOVE_PERCENT = STRIKE_BORDERS_PERCENT
SMALL = 2.4
_PIXEL_M = 0.0025


def print_drawing(print_: ReportPrint | None, side: Side, language: Language) -> Drawing:
    """Return the mean print of one foot with its gait line and every landing; blank without a step."""
    height = PRINT_TOP + 1000 * PRINT_SCALE * (BEHIND_M + AHEAD_M)
    count = 0 if print_ is None else print_.count
    title = language.text("report-print", side=side, count=count)
    shapes: list[Shape] = [
        Label(0, 3, title, 2.8, TEXT, bold=True),
        Rect(0, PRINT_TOP, PRINT_WIDTH, height - PRINT_TOP, PALE),
    ]
    if print_ is None:
        middle = PRINT_TOP + (height - PRINT_TOP) / 2
        none = language.text("report-print-none")
        shapes.append(Label(PRINT_WIDTH / 2, middle, none, SMALL, MUTED, "middle"))
    else:
        shapes += _heat(print_.mean)
        shapes += _foot_lines(print_.foot_length_m)
        shapes.append(_gait_line(print_.mean))
        shapes += [
            Dot(*_at(ahead_m, right_m), 0.62, KINDS[strike or "unsure"])
            for ahead_m, right_m, strike in print_.landings
            if -BEHIND_M < ahead_m < AHEAD_M and abs(right_m) < HALF_WIDTH_M
        ]
    return Drawing(PRINT_WIDTH, height, title, tuple(shapes))


def _at(ahead_m: float, right_m: float) -> tuple[float, float]:
    """Return the place on the drawing of a place in the foot: ahead of the heel, right of its middle."""
    return (
        PRINT_WIDTH / 2 + 1000 * PRINT_SCALE * right_m,
        PRINT_TOP + 1000 * PRINT_SCALE * (AHEAD_M - ahead_m),
    )


def _heat(mean: Footprint) -> list[Shape]:
    """Return the print as a picture: the middle of its columns in the middle, cut to what is seen."""
    ahead_m = np.arange(AHEAD_M, -BEHIND_M, -_PIXEL_M) - _PIXEL_M / 2
    right_m = np.arange(-HALF_WIDTH_M, HALF_WIDTH_M, _PIXEL_M) + _PIXEL_M / 2
    at_bin = mean.heel_bin - ahead_m / mean.bin_m - 0.5
    at_col = right_m / mean.col_pitch_m + (mean.peak_n.shape[1] - 1) / 2
    bins, cols = (np.arange(size) for size in mean.peak_n.shape)
    along = np.array([np.interp(at_bin, bins, col, left=0, right=0) for col in mean.peak_n.T]).T
    seen_n = np.array([np.interp(at_col, cols, row, left=0, right=0) for row in along])
    x, y = _at(AHEAD_M, -HALF_WIDTH_M)
    to_x, to_y = _at(-BEHIND_M, HALF_WIDTH_M)
    return [Picture(x, y, to_x - x, to_y - y, _png(seen_n))]


def _png(force_n: NDArray[np.float64]) -> bytes:
    share = force_n / max(float(force_n.max()), 1e-9)
    places = np.linspace(0.0, 1.0, len(HEAT))
    colours = np.array(HEAT, np.float64)
    rgb = np.stack([np.interp(share, places, colours[:, i]) for i in range(3)], axis=-1)
    file = io.BytesIO()
    Image.fromarray(rgb.round().astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


def _foot_lines(foot_length_m: float | None) -> list[Shape]:
    """Return the strike index across the print; without the foot's length only the heel is known."""
    percents = (0.0, HEEL_BELOW_PERCENT, BALL_ABOVE_PERCENT, 100.0)
    shapes: list[Shape] = []
    for percent in percents if foot_length_m else percents[:1]:
        y = _at(percent / 100 * (foot_length_m or 0.0), 0.0)[1]
        shapes.append(Line(((0, y), (PRINT_WIDTH, y)), MUTED, 0.15, dashed=True))
        shapes.append(Label(0.8, y - 0.6, f"{percent:.0f} %", 2.1, MUTED))
    return shapes


def _gait_line(mean: Footprint) -> Line:
    middle_m = mean.peak_n.shape[1] / 2 * mean.col_pitch_m
    heel_m = mean.heel_bin * mean.bin_m
    points = [_at(heel_m - float(y_m), float(x_m) - middle_m) for y_m, x_m in mean.gait_line_m]
    return Line(tuple(points), TEXT, 0.45)


def strike_drawing(
    strikes: Mapping[Side, Mapping[str, int]], language: Language, figures: Figures, width: float
) -> Drawing:
    """Return a bar for each foot, divided by what landed first, with shares and a key."""
    shapes: list[Shape] = []
    for row, side in enumerate(SIDES):
        y = 8.2 * row
        total = sum(strikes[side].values())
        name = language.text("report-side", side=side)
        count = language.text("report-steps", count=total)
        shapes.append(Label(0, y + 3.0, name, SMALL, TEXT, bold=True))
        shapes.append(Label(0, y + 6.0, count, 2.1, MUTED))
        shapes += _bar(strikes[side], figures, BARS_X, y, width - BARS_X)
    x = BARS_X
    for kind, colour in KINDS.items():
        shapes.append(Rect(x, 17.4, 2.2, 2.2, colour))
        shapes.append(Label(x + 3.0, 19.3, language.text("report-kind", kind=kind), 2.2, TEXT))
        x += (width - BARS_X) / len(KINDS)
    return Drawing(width, 21.0, language.text("report-strikes"), tuple(shapes))


def _bar(
    strikes: Mapping[str, int], figures: Figures, x: float, y: float, width: float
) -> list[Shape]:
    total = sum(strikes.values())
    shapes: list[Shape] = [Rect(x, y, width, 6.4, PALE)]
    for kind, colour in KINDS.items():
        share = strikes.get(kind, 0) / total if total else 0.0
        if not share:
            continue
        shapes.append(Rect(x, y, width * share, 6.4, colour))
        if width * share > 9.0:
            said = f"{figures.number(share, 0, scale=100)} %"
            shapes.append(
                Label(x + width * share / 2, y + 4.2, said, 2.5, "#ffffff", "middle", True)
            )
        x += width * share
    return shapes


def index_drawing(report: SessionReport, language: Language, width: float) -> Drawing:
    """Return how the strike indices are spread: left foot upward, right foot downward."""
    x0, half, axis_y = BARS_X, 20.0, 25.5
    plot = width - x0
    most = max((max(counts) for counts in report.index_counts.values()), default=0)
    shapes: list[Shape] = [Rect(x0, axis_y - half, plot, 2 * half, PALE)]
    for percent in (HEEL_BELOW_PERCENT, BALL_ABOVE_PERCENT):
        x = x0 + plot * percent / 100
        line = ((x, axis_y - half), (x, axis_y + half))
        shapes.append(Line(line, MUTED, 0.15, dashed=True))
    for side, up in zip(SIDES, (-1, 1), strict=True):
        name = language.text("report-side", side=side)
        shapes.append(Label(0, axis_y + up * half / 2 + 0.8, name, SMALL, TEXT, bold=True))
        for bar, count in enumerate(report.index_counts[side]):
            if not count:
                continue
            high = (half - 1.0) * count / most
            x = x0 + plot * bar * INDEX_BIN_PERCENT / 100
            y = axis_y - high if up < 0 else axis_y
            colour = KINDS[_kind_at((bar + 0.5) * INDEX_BIN_PERCENT)]
            shapes.append(Rect(x + 0.2, y, plot * INDEX_BIN_PERCENT / 100 - 0.4, high, colour))
    shapes.append(Line(((x0, axis_y), (x0 + plot, axis_y)), MUTED, 0.25))
    for percent in (0.0, HEEL_BELOW_PERCENT, BALL_ABOVE_PERCENT, 100.0):
        x = x0 + plot * percent / 100
        anchor: Anchor = "end" if percent == 100.0 else "middle"
        shapes.append(Label(x, axis_y + half + 3.0, f"{percent:.0f} %", 2.1, MUTED, anchor))
    shapes.append(Line(((x0, axis_y - half), (x0, axis_y + half)), LINE))
    title = language.text("report-index")
    shapes.append(Label(0, 2.6, title, 2.8, TEXT, bold=True))
    return Drawing(width, axis_y + half + 4.0, title, tuple(shapes))


def _kind_at(percent: float) -> str:
    if percent < HEEL_BELOW_PERCENT:
        return "heel"
    return "ball" if percent > BALL_ABOVE_PERCENT else "midfoot"
