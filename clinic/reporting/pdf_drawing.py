"""Drawings on a PDF page."""

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from clinic.reporting.fonts import BOLD, REGULAR, printable
from clinic.reporting.shapes import Dot, Drawing, Label, Line, Picture, Rect, Shape

__all__ = ["draw"]


def draw(canvas: Canvas, drawing: Drawing, left: float, top: float) -> None:
    """Draw a drawing with its upper left corner so many millimetres from that of the page."""
    canvas.saveState()
    canvas.translate(left * mm, A4[1] - top * mm)
    for shape in drawing.shapes:
        _draw_shape(canvas, shape)
    canvas.restoreState()


def _draw_shape(canvas: Canvas, shape: Shape) -> None:
    match shape:
        case Rect():
            canvas.setFillColor(HexColor(shape.fill))
            y = -(shape.y + shape.height) * mm
            canvas.rect(shape.x * mm, y, shape.width * mm, shape.height * mm, stroke=0, fill=1)
        case Line():
            _draw_line(canvas, shape)
        case Dot():
            canvas.setFillColor(HexColor(shape.fill))
            canvas.setStrokeColor(HexColor("#ffffff"))
            canvas.setLineWidth(0.15 * mm)
            canvas.setDash()
            canvas.circle(shape.x * mm, -shape.y * mm, shape.radius * mm, stroke=1, fill=1)
        case Label():
            _draw_label(canvas, shape)
        case Picture():
            image = ImageReader(io.BytesIO(shape.png))
            y = -(shape.y + shape.height) * mm
            canvas.drawImage(image, shape.x * mm, y, shape.width * mm, shape.height * mm)


def _draw_line(canvas: Canvas, line: Line) -> None:
    canvas.setStrokeColor(HexColor(line.stroke))
    canvas.setLineWidth(line.width * mm)
    canvas.setDash(*([1.0 * mm, 0.8 * mm],) if line.dashed else ())
    path = canvas.beginPath()
    for place, (x, y) in enumerate(line.points):
        (path.lineTo if place else path.moveTo)(x * mm, -y * mm)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_label(canvas: Canvas, label: Label) -> None:
    canvas.setFillColor(HexColor(label.fill))
    canvas.setFont(BOLD if label.bold else REGULAR, label.size * mm)
    place = {
        "start": canvas.drawString,
        "middle": canvas.drawCentredString,
        "end": canvas.drawRightString,
    }[label.anchor]
    place(label.x * mm, -label.y * mm, printable(label.text))
