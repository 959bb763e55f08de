"""A report as PDF: one A4 page, its letters embedded, its figures as vectors."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape  # nosec B406  # writes, reads nothing

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, Table, TableStyle

from clinic.reporting.colours import ACCENT, LINE, PALE, RIBBON, RIBBON_TEXT
from clinic.reporting.fonts import BOLD, printable, register_fonts
from clinic.reporting.page import ReportPage
from clinic.reporting.pdf_drawing import draw
from clinic.reporting.pdf_styles import BODY, CELL, HEADING, LISTED, SMALL, TITLE

__all__ = ["pdf_of"]

LEFT, TOP, BOTTOM = 14.0, 12.0, 13.0
WIDTH = 210.0 - 2 * LEFT
GAP = 6.0
#: Of the table, millimetres: measure, mean, minimal change, left, right, last time, verdict.
COLUMN_WIDTHS = (30.0, 47.0, 17.0, 14.0, 14.0, 17.0, 43.0)


def pdf_of(page: ReportPage) -> bytes:
    """Return the page as a PDF file."""
    register_fonts()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, lang=page.language, pageCompression=1)
    canvas.setTitle(printable(f"{page.title}: {page.runner}, {page.session}"))
    canvas.setSubject(page.title)
    canvas.setAuthor("Strikemat")
    canvas.setCreator(page.made)
    sheet = _Sheet(canvas)
    _head(sheet, page)
    _figures(sheet, page)
    _table(sheet, page)
    _foot(sheet, page)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Sheet:
    """An A4 page that is filled from the top; millimetres, y downward."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = TOP

    def put(self, flowable: Flowable, x: float = 0.0, width: float = WIDTH) -> float:
        """Draw something at the present height; return how high it is, and leave the height as it is."""
        _, height = flowable.wrapOn(self.canvas, width * mm, 297 * mm)
        flowable.drawOn(self.canvas, (LEFT + x) * mm, A4[1] - self.y * mm - height)
        return float(height / mm)

    def add(self, flowable: Flowable, after: float = 0.0) -> None:
        """Draw something over the whole width and go below it."""
        self.y += self.put(flowable) + after

    def rule(self, colour: str, width: float) -> None:
        """Draw a line over the whole width."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(width * mm)
        y = A4[1] - self.y * mm
        self.canvas.line(LEFT * mm, y, (LEFT + WIDTH) * mm, y)


def _text(words: str, style: str | None = None) -> str:
    """Return a text as reportlab's markup."""
    said = escape(printable(words))
    return f"<b>{said}</b>" if style == "bold" else said


def _head(sheet: _Sheet, page: ReportPage) -> None:
    side = Paragraph(_text(f"{page.title} · {page.session}"), SMALL.clone("side", alignment=2))
    sheet.y += 2.0
    sheet.put(side, x=WIDTH - 60.0, width=60.0)
    sheet.y -= 2.0
    sheet.y += sheet.put(Paragraph(_text(page.runner), TITLE), width=WIDTH - 62.0) + 1.6
    sheet.rule(ACCENT, 0.6)
    sheet.y += 1.8
    if page.badge:
        note = f"{_text(page.badge, 'bold')} &nbsp; {_text(page.badge_note)}"
        style = BODY.clone("badge", textColor=HexColor(RIBBON_TEXT))
        sheet.add(_boxed(Paragraph(note, style), RIBBON), 1.4)
    names = [Paragraph(_text(name), SMALL) for name, _ in page.facts]
    said = [Paragraph(_text(value, "bold"), CELL) for _, value in page.facts]
    widths = [share * WIDTH * mm for share in (0.24, 0.08, 0.18, 0.16, 0.155, 0.095, 0.09)]
    sheet.add(_plain_table([names, said], widths), 1.2)
    for notice in page.notices:
        sheet.add(_boxed(Paragraph(_text(notice), BODY), PALE), 0.8)


def _boxed(inside: Flowable, colour: str) -> Table:
    box = Table([[inside]], colWidths=[WIDTH * mm])
    box.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(colour)),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return box


def _plain_table(rows: Sequence[list[Paragraph]], widths: Sequence[float]) -> Table:
    table = Table(rows, colWidths=widths)
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    table.setStyle(TableStyle(style))
    return table


def _heading(sheet: _Sheet, words: str) -> None:
    sheet.y += 1.6
    sheet.add(Paragraph(_text(words), HEADING), 1.2)


def _figures(sheet: _Sheet, page: ReportPage) -> None:
    _heading(sheet, page.prints_title)
    x = LEFT
    for drawing in page.prints:
        draw(sheet.canvas, drawing, x, sheet.y)
        x += drawing.width + 5.0
    height = max(drawing.height for drawing in page.prints)
    title_y = sheet.y
    sheet.canvas.setFillColor(HexColor("#182027"))
    sheet.canvas.setFont(BOLD, 2.8 * mm)
    sheet.canvas.drawString(x * mm, A4[1] - (title_y + 3.0) * mm, printable(page.strikes.title))
    draw(sheet.canvas, page.strikes, x, title_y + 5.0)
    draw(sheet.canvas, page.index, x, title_y + 5.0 + page.strikes.height + 5.0)
    sheet.y += height + 1.2
    sheet.add(Paragraph(_text(page.prints_how), SMALL))


def _table(sheet: _Sheet, page: ReportPage) -> None:
    _heading(sheet, page.table_title)
    right = CELL.clone("right", alignment=2)
    over_right = SMALL.clone("over", alignment=2)
    last = len(page.columns) - 1
    rows = [
        [
            Paragraph(_text(words), SMALL if i in (0, last) else over_right)
            for i, words in enumerate(page.columns)
        ]
    ]
    for row in page.rows:
        cells = [Paragraph(_text(row[0], "bold"), CELL)]
        cells += [Paragraph(_text(words), right) for words in row[1:-1]]
        rows.append([*cells, Paragraph(_text(row[-1]), CELL)])
    table = Table(rows, colWidths=[width * mm for width in COLUMN_WIDTHS])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("LEFTPADDING", (1, 0), (-2, -1), 1),
                ("LEFTPADDING", (-1, 0), (-1, -1), 8),
                ("RIGHTPADDING", (0, 0), (-1, -1), 1),
                ("TOPPADDING", (0, 0), (-1, -1), 1.4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
            ]
        )
    )
    sheet.add(table, 1.2)
    for line in page.under_table:
        sheet.add(Paragraph(_text(line), SMALL), 0.4)


def _foot(sheet: _Sheet, page: ReportPage) -> None:
    """Put the explanations into what is left of the page: they shrink before they would run over."""
    sheet.y += 1.6
    left = (297.0 - BOTTOM - sheet.y) * mm
    half = (WIDTH - GAP) / 2 * mm
    meanings = [
        Paragraph(f"{_text(name + ':', 'bold')} {_text(words)}", SMALL)
        for name, words in page.definitions
    ]
    limits = [Paragraph(_text(limit), LISTED, bulletText="•") for limit in page.limits]
    device = [
        Paragraph(f"{_text(name + ':', 'bold')} {_text(words)}", SMALL)
        for name, words in page.device
    ]
    columns: tuple[list[Flowable], list[Flowable]] = (
        [Paragraph(_text(page.definitions_title), HEADING), *meanings],
        [
            Paragraph(_text(page.limits_title), HEADING),
            *limits,
            Paragraph(_text(page.device_title), HEADING),
            *device,
        ],
    )
    for column, x in zip(columns, (0.0, WIDTH / 2 + GAP / 2), strict=True):
        sheet.put(KeepInFrame(half, left, column, mode="shrink"), x=x, width=half / mm)
    sheet.y = 297.0 - BOTTOM + 2.0
    sheet.rule(LINE, 0.2)
    sheet.y += 1.0
    sheet.put(Paragraph(_text(page.made), SMALL))
    sheet.put(Paragraph(_text(page.page_number), SMALL.clone("page", alignment=2)))
