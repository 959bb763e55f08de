"""Drawings as inline SVG."""

import base64

from markupsafe import Markup

from clinic.reporting.shapes import Dot, Drawing, Label, Line, Picture, Rect, Shape

__all__ = ["svg_of"]


def svg_of(drawing: Drawing) -> Markup:
    """Return a drawing as an SVG element that fills its container, a unit for each millimetre."""
    shapes = Markup("").join(_element(shape) for shape in drawing.shapes)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {:.2f} {:.2f}" '
        'aria-label="{}">{}</svg>'
    ).format(drawing.width, drawing.height, drawing.title, shapes)


def _element(shape: Shape) -> Markup:
    match shape:
        case Rect():
            return Markup(
                '<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" fill="{}"/>'
            ).format(shape.x, shape.y, shape.width, shape.height, shape.fill)
        case Line():
            points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape.points)
            dashes = Markup(' stroke-dasharray="1 0.8"') if shape.dashed else ""
            return Markup(
                '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"{}/>'
            ).format(points, shape.stroke, shape.width, dashes)
        case Dot():
            return Markup(
                '<circle cx="{:.2f}" cy="{:.2f}" r="{}" fill="{}" stroke="#fff" stroke-width="0.15"/>'
            ).format(shape.x, shape.y, shape.radius, shape.fill)
        case Label():
            weight = Markup(' font-weight="bold"') if shape.bold else ""
            return Markup(
                '<text x="{:.2f}" y="{:.2f}" font-size="{}" fill="{}" text-anchor="{}"{}>{}</text>'
            ).format(shape.x, shape.y, shape.size, shape.fill, shape.anchor, weight, shape.text)
        case Picture():
            data = base64.b64encode(shape.png).decode()
            return Markup(
                '<image x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" preserveAspectRatio="none" '
                'href="data:image/png;base64,{}"/>'
            ).format(shape.x, shape.y, shape.width, shape.height, data)
