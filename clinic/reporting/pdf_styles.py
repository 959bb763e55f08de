"""Paragraph styles of the PDF."""

from reportlab.lib.styles import ParagraphStyle

from clinic.reporting.colours import ACCENT, MUTED, TEXT
from clinic.reporting.fonts import BOLD, REGULAR

__all__ = ["BODY", "CELL", "HEADING", "SMALL", "TITLE"]

BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=7.2, leading=9.4, textColor=TEXT)
TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=15, leading=18, textColor=TEXT)
HEADING = ParagraphStyle(
    "heading", fontName=BOLD, fontSize=8.6, leading=11, textColor=ACCENT, spaceBefore=4
)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=7.2, leading=8.8)
SMALL = ParagraphStyle(
    "small", parent=BODY, fontSize=6.4, leading=8.3, textColor=MUTED, leftIndent=0, bulletIndent=0
)
