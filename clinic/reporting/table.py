"""The table of a report in words, its verdicts among them."""

from analyzer import Comparison, MeanInterval
from clinic.figures import DASH, Figures
from clinic.language import Language
from clinic.reporting.facts import SessionReport
from clinic.reporting.measures import KEY_MEASURES, KeyMeasure

__all__ = ["COLUMNS", "table_rows"]

COLUMNS = ("measure", "mean", "change", "left", "right", "earlier", "verdict")


def table_rows(
    report: SessionReport, language: Language, fig: Figures
) -> tuple[tuple[str, ...], ...]:
    """Return a row of texts for each key measure, as `COLUMNS` has them."""
    return tuple(_row(line, language, fig) for line in report.measures)


def _row(line: KeyMeasure, language: Language, fig: Figures) -> tuple[str, ...]:
    def said(value: float | None) -> str:
        return fig.number(value, 1, scale=KEY_MEASURES[line.measure])

    before = None if line.comparison is None else line.comparison.a_mean
    return (
        language.text(f"report-measure-{line.measure}"),
        _mean(line.both, said(line.both.mean), language, KEY_MEASURES[line.measure], fig),
        # Steps that are all alike tell nothing of the scatter between sessions.
        said(line.minimal_change or None),
        said(line.left.mean),
        said(line.right.mean),
        said(before),
        _verdict(line, language, fig),
    )


def _mean(interval: MeanInterval, mean: str, language: Language, scale: float, fig: Figures) -> str:
    if interval.low is None or interval.high is None:
        return mean
    low, high = (fig.number(end, 1, scale=scale) for end in (interval.low, interval.high))
    return f"{mean} ({language.text('report-interval', low=low, high=high)})"


def _verdict(line: KeyMeasure, language: Language, fig: Figures) -> str:
    found = line.comparison
    if line.differs:
        return language.text("report-verdict-threshold")
    if found is None or not found.a_n or not found.b_n:
        return DASH
    if found.believable is None:
        return language.text("report-verdict-few")
    if not found.believable:
        return language.text("report-verdict-none")
    change = _change(line.measure, found, language, fig)
    if not found.minimal_change:
        return language.text("report-verdict-unsure", change=change)
    return change


def _change(measure: str, found: Comparison, language: Language, fig: Figures) -> str:
    difference = found.difference or 0.0
    amount = fig.number(abs(difference), 1, scale=KEY_MEASURES[measure])
    return language.text(
        "report-change",
        measure=measure,
        direction="more" if difference > 0.0 else "less",
        amount=f"{amount} {language.text(f'report-unit-{measure}')}",
    )
