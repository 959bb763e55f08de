"""A report as one HTML file that needs no other."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from clinic.reporting import colours
from clinic.reporting.page import ReportPage
from clinic.reporting.svg import svg_of

__all__ = ["html_of"]

_TEMPLATES = Environment(
    loader=PackageLoader("clinic.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html_of(page: ReportPage) -> str:
    """Return the page as HTML: styles and figures within, no script, printed on one A4 sheet."""
    return _TEMPLATES.get_template("report.html").render(page=page, svg=svg_of, colours=colours)
