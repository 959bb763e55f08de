"""Paragraph styles of the PDF."""

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from clinic.reporting.colours import ACCENT, MUTED, TEXT
from clinic.reporting.fonts import BOLD, REGULAR

__all__ = ["BODY", "CELL", "HEADING", "LISTED", "SMALL", "TITLE"]

BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=7.2, leading=9.4, textColor=HexColor(TEXT))
TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=15, leading=18, textColor=HexColor(TEXT))
HEADING = ParagraphStyle(
    "heading", fontName=BOLD, fontSize=8.6, leading=11, textColor=HexColor(ACCENT), spaceBefore=4
)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=7.2, leading=8.8)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=6.6, leading=8.5, textColor=HexColor(MUTED))
LISTED = SMALL.clone(
    "listed", leftIndent=7, bulletIndent=0, bulletFontName=REGULAR, bulletFontSize=6.6
)
