"""A report in words: every text and figure of the page, the same for paper and browser."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from analyzer import AnalyzerSettings
from clinic.figures import Figures
from clinic.language import Language
from clinic.reporting.facts import SIDES, SessionReport
from clinic.reporting.figures import index_drawing, print_drawing, strike_drawing
from clinic.reporting.shapes import Drawing
from clinic.reporting.table import COLUMNS, table_rows
from clinic.reporting.training import training_notices
from device import program_version

__all__ = ["ReportPage", "report_page"]

#: Complete steps below which there is no interval.
FEWEST_STEPS = 25
#: A note longer than this is cut: the page stays one page.
NOTE_LENGTH_MAX = 160
NAME_LENGTH_MAX = 60
#: Width of the figures beside the prints, millimetres.
FIGURE_WIDTH = 80.0

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that stands on the page, in the order of the page."""

    language: str
    title: str
    session: str
    runner: str
    badge: str
    badge_note: str
    facts: Pairs
    notices: tuple[str, ...]
    prints_title: str
    prints: tuple[Drawing, ...]
    prints_how: str
    strikes: Drawing
    index: Drawing
    table_title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    under_table: tuple[str, ...]
    definitions_title: str
    definitions: Pairs
    limits_title: str
    limits: tuple[str, ...]
    device_title: str
    device: Pairs
    made: str
    page_number: str


def report_page(
    report: SessionReport,
    language: Language,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    figures: Figures | None = None,
) -> ReportPage:
    """Return the page of a report in a language.

    Parameters
    ----------
    now : datetime
        When it is made.
    zone : tzinfo or None
        That times are told in; None: this computer's.
    figures : Figures or None
        The reader's units; None: metric.
    """
    fig = figures or Figures(language.code)
    text, record = language.text, report.record
    badge, badge_note = _badge(report, language)
    return ReportPage(
        language=language.code,
        title=text("report-title"),
        session=text("report-session", number=str(record.id)),
        runner=cut(record.runner, NAME_LENGTH_MAX),
        badge=badge,
        badge_note=badge_note,
        facts=_facts(report, language, fig, zone),
        notices=_notices(report, language, fig),
        prints_title=text("report-prints"),
        prints=tuple(print_drawing(report.prints[side], side, language) for side in SIDES),
        prints_how=text("report-prints-how"),
        strikes=strike_drawing(report.strikes, language, fig, FIGURE_WIDTH),
        index=index_drawing(report, language, FIGURE_WIDTH),
        table_title=text("report-table"),
        columns=tuple(text(f"report-column-{name}") for name in COLUMNS),
        rows=table_rows(report, language, fig),
        under_table=_under_table(report, language, fig, zone),
        definitions_title=text("report-definitions"),
        definitions=_definitions(report, language, fig),
        limits_title=text("report-limits"),
        limits=_limits(report, language, fig),
        device_title=text("report-device"),
        device=_device(report, language, fig),
        made=text("report-made", date=fig.moment(now, zone), version=program_version()),
        page_number=text("report-one-page"),
    )


def cut(words: str, most: int) -> str:
    """Return a text in one line of at most `most` characters, with an ellipsis where it was cut."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _badge(report: SessionReport, language: Language) -> tuple[str, str]:
    record = report.record
    if record.simulated or record.mat_label == "SIMULATED":
        return language.text("report-simulated"), language.text("report-simulated-note")
    if record.mat_label:
        label = cut(record.mat_label, NAME_LENGTH_MAX)
        return label, language.text("report-label-note", label=label)
    return "", ""


def _facts(report: SessionReport, language: Language, fig: Figures, zone: tzinfo | None) -> Pairs:
    text, record, summary = language.text, report.record, report.summary
    cadence = text("report-cadence", value=fig.number(summary["cadence_spm"]))
    used, found = (fig.number(summary[name]) for name in ("steps_used", "step_count"))
    said = {
        "date": fig.moment(record.started_utc, zone),
        "duration": fig.duration(record.duration_s),
        "steps": text("report-of", used=used, found=found),
        "cadence": cadence if summary["cadence_spm"] is not None else text("report-unknown"),
        "speed": _or_unknown(fig.speed(report.belt_speed_m_s), report.belt_speed_m_s, language),
        "foot": _or_unknown(fig.length(record.foot_length_m), record.foot_length_m, language),
        "mass": _or_unknown(fig.mass(record.body_mass_kg), record.body_mass_kg, language),
    }
    return tuple((text(f"report-fact-{name}"), value) for name, value in said.items())


def _notices(report: SessionReport, language: Language, fig: Figures) -> tuple[str, ...]:
    text, record = language.text, report.record
    used = report.summary["steps_used"]
    notices = []
    if record.state == "interrupted":
        notices.append(text("report-interrupted"))
    elif record.state == "recording":
        notices.append(text("report-recording"))
    if used == 0:
        notices.append(text("report-no-steps"))
    elif used < FEWEST_STEPS:
        notices.append(text("report-few-steps", count=used, fewest=FEWEST_STEPS))
    if record.lost_frame_count or record.lost_step_count:
        lost = [fig.number(n) for n in (record.lost_frame_count, record.lost_step_count)]
        notices.append(text("report-lost", frames=lost[0], steps=lost[1]))
    if report.corrected_count:
        notices.append(text("report-corrected", count=report.corrected_count))
    notices += training_notices(report.training, record, language, fig)
    if record.note:
        notices.append(text("report-note", note=cut(record.note, NOTE_LENGTH_MAX)))
    return tuple(notices)


def _under_table(
    report: SessionReport, language: Language, fig: Figures, zone: tzinfo | None
) -> tuple[str, ...]:
    text, earlier = language.text, report.earlier
    if earlier is None:
        return text("report-no-earlier"), text("report-change-how")
    before = _or_unknown(fig.speed(earlier.belt_speed_m_s), earlier.belt_speed_m_s, language)
    lines = [
        text(
            "report-earlier",
            number=str(earlier.record.id),
            date=fig.day(earlier.record.started_utc, zone),
            steps=fig.number((earlier.record.summary or {}).get("steps_used")),
            speed=before,
        )
    ]
    if report.speeds_differ:
        now = fig.speed(report.belt_speed_m_s)
        lines.append(text("report-speeds-differ", before=before, now=now))
    return (*lines, text("report-change-how"))


def _definitions(report: SessionReport, language: Language, fig: Figures) -> Pairs:
    threshold = _threshold(report, language, fig)
    names = ("strike_index", "ball_first", "contact", "step", "interval", "verdict")
    values = {"contact": {"threshold": threshold}}
    return tuple(
        (
            language.text(f"report-define-{name}-name"),
            language.text(f"report-define-{name}", **values.get(name, {})),
        )
        for name in names
    )


def _limits(report: SessionReport, language: Language, fig: Figures) -> tuple[str, ...]:
    geometry = report.record.geometry
    cell = {
        "along": fig.length(geometry.row_pitch_m),
        "across": fig.length(geometry.col_pitch_m),
    }
    names = ("diagnosis", "body", "shoe", "grid", "midfoot", "belt")
    values = {"grid": cell}
    return tuple(language.text(f"report-limit-{name}", **values.get(name, {})) for name in names)


def _device(report: SessionReport, language: Language, fig: Figures) -> Pairs:
    text, record = language.text, report.record
    mat = text(
        "report-device-mat-is",
        name=cut(record.mat_name, NAME_LENGTH_MAX),
        rows=record.geometry.rows,
        cols=record.geometry.cols,
        rate=fig.number(record.frame_rate_hz),
    )
    calibration = report.calibration_name or text("report-device-no-calibration")
    analyzer = text(
        "report-device-analyzer-is",
        version=record.analyzer_version,
        settings=_settings(report, language),
    )
    said = {
        "mat": mat,
        "calibration": cut(calibration, NAME_LENGTH_MAX),
        "treadmill": cut(record.treadmill, NAME_LENGTH_MAX) or text("report-unknown"),
        "threshold": _threshold(report, language, fig),
        "analyzer": cut(analyzer, 2 * NAME_LENGTH_MAX),
    }
    return tuple((text(f"report-device-{name}"), value) for name, value in said.items())


def _settings(report: SessionReport, language: Language) -> str:
    """Return the settings that differ from the standard, by their names."""
    standard = AnalyzerSettings().to_dict()
    changed = [
        f"{name} {value}"
        for name, value in report.record.analyzer_settings.items()
        if standard.get(name) != value
    ]
    return ", ".join(changed) or language.text("report-device-standard")


def _threshold(report: SessionReport, language: Language, fig: Figures) -> str:
    threshold_n = report.record.threshold_n
    if threshold_n is None:
        return language.text("report-unknown")
    return f"{fig.number(threshold_n, 1)} N"


def _or_unknown(said: str, value: float | None, language: Language) -> str:
    return language.text("report-unknown") if value is None else said
