"""The report of a session: one A4 page, as PDF and as HTML, in every language of the wording."""

from datetime import tzinfo
from pathlib import Path

from clinic.audit import note_action
from clinic.errors import StoreFailed
from clinic.reporting.facts import ReportFormat, SessionReport, gather_report
from clinic.reporting.wording import REPORT_WORDING
from clinic.store import Store

__all__ = [
    "REPORT_WORDING",
    "ReportFormat",
    "SessionReport",
    "gather_report",
    "make_report",
    "save_report",
]


def make_report(
    store: Store,
    session_id: int,
    form: ReportFormat,
    *,
    language: str,
    who: str,
    zone: tzinfo | None = None,
) -> bytes:
    """Return the report of a session as a file's content, and note in the audit log who got it.

    Parameters
    ----------
    form : {"pdf", "html"}
        What it is made as.
    language : str
        `"en"` or `"de"`.
    who : str
        Whom the audit log names.
    zone : tzinfo or None
        That times are told in; None: this computer's.

    Raises
    ------
    SessionNotFound
        When there is no such session.
    """
    # The libraries that draw and set take a while to load: only who makes a report waits for them.
    from clinic.reporting.rendering import rendered

    report = gather_report(store, session_id)
    words = REPORT_WORDING.languages[language]
    content = rendered(report, form, words, now=store.now(), zone=zone)
    if not store.is_read_only:
        note_action(
            store, who, "export report", runner_id=report.record.runner_id, session_id=session_id,
            detail={"format": form, "language": language},
        )  # fmt: skip
    return content


def save_report(path: Path, content: bytes) -> None:
    """Write a report to a file, in place of an older one; whole, or not at all.

    Raises
    ------
    StoreFailed
        When the disk refuses.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StoreFailed(
            f"{path} cannot be written: {error.strerror}; choose another folder, or free some space"
        ) from error
