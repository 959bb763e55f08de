"""The report of a session, as a page and as a file to hand over."""

from flask import Blueprint, Response

from clinic import REPORT_WORDING, ReportFormat, Store, make_report
from web.identity import who
from web.preferences import preferences

__all__ = ["reports_blueprint"]

#: The report is one file: its styles and pictures are in it, and it loads and runs nothing.
_ONE_FILE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def reports_blueprint(store: Store) -> Blueprint:
    """Return the routes of the reports, in the reader's language."""
    reports = Blueprint("reports", __name__)

    @reports.get("/sessions/<int:session_id>/report")
    def page(session_id: int) -> Response:
        response = Response(_made(store, session_id, "html"), mimetype="text/html")
        response.headers["Content-Security-Policy"] = _ONE_FILE
        return response

    @reports.get("/sessions/<int:session_id>/report.pdf")
    def file(session_id: int) -> Response:
        response = Response(_made(store, session_id, "pdf"), mimetype="application/pdf")
        # The number alone: a runner's code does not belong into a list of downloads.
        response.headers["Content-Disposition"] = (
            f'attachment; filename="strikemat-session-{session_id}.pdf"'
        )
        return response

    return reports


def _made(store: Store, session_id: int, form: ReportFormat) -> bytes:
    code = preferences().language.code
    language = code if code in REPORT_WORDING.languages else "en"
    return make_report(store, session_id, form, language=language, who=who())
