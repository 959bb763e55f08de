"""What a difference, a comparison and a drift come to, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from clinic import DASH
from web.measures import Reading, reading_of
from web.preferences import preferences

__all__ = [
    "add_verdicts",
    "said_change",
    "said_correction",
    "said_difference",
    "said_drift",
    "said_value",
    "said_verdict",
]

#: As `analyzer.drift` has it.
FEWEST_FOR_TREND = 50
FEWEST_STEPS = 25


def add_verdicts(app: Flask) -> None:
    """Give the templates of `app` these words."""

    @app.context_processor
    def verdicts() -> dict[str, Any]:
        return {
            "reading": _reading,
            "said_change": said_change,
            "said_correction": said_correction,
            "said_difference": said_difference,
            "said_drift": said_drift,
            "said_field": said_field,
            "said_value": said_value,
            "said_verdict": said_verdict,
        }


def said_value(measure: str, value: float | None) -> str:
    """Return a value in the unit that is read, without the unit; a dash for None."""
    reading = _reading(measure)
    return preferences().figures.number(value, reading.digits, scale=reading.scale)


def said_difference(measure: str, value: float | None) -> str:
    """Return a difference with its sign, without the unit; a dash for None.

    It has a digit more than a value of a whole number of units: an interval must not seem to reach zero.
    """
    reading = _reading(measure)
    digits = max(1, reading.digits)
    said = preferences().figures.number(value, digits, scale=reading.scale)
    is_more = value is not None and any(digit in said for digit in "123456789") and value > 0.0
    return f"+{said}" if is_more else said


def said_change(measure: str, difference: float) -> str:
    """Return a difference with its direction: "longer by 12 ms"."""
    language, reading = preferences().language, _reading(measure)
    direction = "more" if difference > 0 else "less"
    amount = said_amount(measure, abs(difference))
    return language.text("change-by", family=reading.family, direction=direction, amount=amount)


def said_amount(measure: str, value: float) -> str:
    """Return a value with the unit of a difference: "12 ms", "5 points"."""
    language, reading = preferences().language, _reading(measure)
    # A small difference must not read as none.
    digits = max(reading.digits, 1) if abs(value * reading.scale) < 9.95 else reading.digits
    number = preferences().figures.number(value, digits, scale=reading.scale)
    if reading.unit == "%":
        return language.text("change-points", amount=number)
    return f"{number} {reading.unit}".rstrip()


def said_verdict(row: Mapping[str, Any]) -> str:
    """Return what a compared measure comes to; `row` as in `web.comparing`."""
    language, measure = preferences().language, row["measure"]
    if row["is_refused"]:
        return language.text("verdict-threshold")
    found = row["comparison"]
    if found["believable"] is None:
        return language.text("verdict-few", least=FEWEST_STEPS)
    if found["believable"]:
        change = said_change(measure, found["difference"])
        return language.text("verdict-believable", change=change)
    least = found["minimal_change"]
    if least is not None and abs(found["difference"]) < least:
        return language.text("verdict-below", least=said_amount(measure, least))
    return language.text("verdict-none")


def said_correction(correction: Mapping[str, Any]) -> str:
    """Return what a person said of a step; `correction` as in `web.sessions.plain_correction`."""
    language = preferences().language
    words = []
    if correction["strike"]:
        kind = language.text(f"kind-{correction['strike']}")
        words.append(language.text("correction-strike", kind=kind))
    if correction["side"]:
        words.append(language.text("correction-side", side=correction["side"]))
    if correction["excluded"]:
        words.append(language.text("correction-left-out"))
    return ", ".join(words) or language.text("correction-back")


def said_field(name: str, value: Any) -> str:
    """Return what is known of a runner under this name, as it is read."""
    figures = preferences().figures
    if value is None or value == "":
        return DASH
    if name.endswith("_m"):
        return figures.length(value)
    return figures.mass(value) if name.endswith("_kg") else str(value)


def said_drift(found: Mapping[str, Any]) -> str:
    """Return how a measure moved through a session; `found` as `analyzer.drift` has it."""
    language, figures = preferences().language, preferences().figures
    measure, change, trend = found["measure"], found["change_point"], found["trend"]
    if change is not None:
        words = said_change(measure, change["after_mean"] - change["before_mean"])
        since_s = change["time_s"] - found["minutes"][0]["start_s"]
        return language.text("drift-from", change=words, time=figures.duration(since_s))
    if trend is None:
        return language.text("drift-few", least=FEWEST_FOR_TREND)
    if not trend["believable"]:
        return language.text("drift-none")
    reading = _reading(measure)
    low, high = (
        figures.number(trend[end], reading.digits + 1, scale=reading.scale)
        for end in ("low", "high")
    )
    words = said_change(measure, trend["per_minute"])
    return language.text("drift-trend", change=words, low=low, high=high)


def _reading(measure: str) -> Reading:
    return reading_of(measure, preferences().figures)
