"""A report as a file's content."""

from datetime import datetime, tzinfo

from clinic.language import Language
from clinic.reporting.facts import ReportFormat, SessionReport
from clinic.reporting.html import html_of
from clinic.reporting.page import report_page
from clinic.reporting.pdf import pdf_of

__all__ = ["rendered"]


def rendered(
    report: SessionReport,
    form: ReportFormat,
    language: Language,
    *,
    now: datetime,
    zone: tzinfo | None = None,
) -> bytes:
    """Return a report in a language as PDF or HTML; see `report_page` for the moments."""
    page = report_page(report, language, now=now, zone=zone)
    return pdf_of(page) if form == "pdf" else html_of(page).encode()
