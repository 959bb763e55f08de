"""A runner as the pages and the interface show one, as plain values, and what a person may write of one."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from clinic import (
    Runner,
    SessionQuery,
    SessionRecord,
    Store,
    find_sessions,
    kept_summaries,
    runner_by_id,
    runner_history,
)
from web.body import number_or_none, text
from web.protocol import plain

__all__ = ["RUNNER_KEYS", "plain_runner", "runner_changes", "runner_course", "runner_versions"]

#: What a person may write of a runner.
_TEXTS = ("name", "shoe_size", "shoes", "notes")
_NUMBERS = ("foot_length_m", "body_mass_kg", "height_m")
RUNNER_KEYS = (*_TEXTS, *_NUMBERS, "reason")
#: Sessions of the history; no plot shows more.
COURSE_MAX = 500
#: Measures of the history whose minimal detectable change is known, by their place in the summary.
BANDED = ("ball_first_percent", "strike_index_percent", "contact_time_s")


def plain_runner(runner: Runner) -> dict[str, Any]:
    """Return what is known of a runner."""
    return asdict(runner)


def runner_changes(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a request's body says of a runner, or raise BadInput; null makes a number unknown."""
    asked = dict(body)
    changes: dict[str, Any] = {name: text(asked, name) for name in _TEXTS if name in asked}
    return changes | {name: number_or_none(asked, name) for name in _NUMBERS if name in asked}


def runner_versions(store: Store, runner_id: int) -> list[dict[str, Any]]:
    """Return every version of a runner's data, the newest first: who, when, why, and what was changed."""
    versions: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for version in runner_history(store, runner_id):
        data = {name: getattr(version.runner, name) for name in (*_TEXTS, *_NUMBERS)}
        versions.append(
            {
                "version": version.runner.version,
                "author": version.author,
                "at_utc": version.at_utc.isoformat(),
                "reason": version.reason,
                "changes": {
                    name: {"before": before.get(name), "after": value}
                    for name, value in data.items()
                    if value != before.get(name, "" if name in _TEXTS else None)
                },
            }
        )
        before = data
    return versions[::-1]


def runner_course(store: Store, runner_id: int) -> dict[str, Any]:
    """Return how a runner's sessions followed on each other, the first one first.

    Where somebody ran, simulated sessions are left out.

    Returns
    -------
    dict
        `sessions`: `id`, `started_utc`, `ball_first_percent`, `strike_index_percent`, `contact_time_s`,
        `cadence_spm`, `pain_before`, `pain_after`, `threshold_n`, `belt_speed_m_s` (null where it is not
        worked out yet); `left_out`: simulated sessions that are not among them; `minimal_change`: by
        measure that of the last session, null where it is not known.
    """
    runner_by_id(store, runner_id)
    query = SessionQuery(runner_id=runner_id)
    records, _ = find_sessions(store, query, most=COURSE_MAX)
    ended = [one for one in records[::-1] if one.state != "recording" and one.summary]
    real = [one for one in ended if not one.simulated]
    shown = real or ended
    kept = kept_summaries(store, [one.id for one in shown])
    last = kept.get(shown[-1].id) if shown else None
    return {
        "sessions": [_point(record, kept.get(record.id)) for record in shown],
        "left_out": len(ended) - len(shown),
        "minimal_change": {
            name: None if last is None else last["minimal_change"][name] for name in BANDED
        },
    }


def _point(record: SessionRecord, kept: Mapping[str, Any] | None) -> dict[str, Any]:
    summary = (record.summary if kept is None else kept["summary"]) or {}
    point = {
        "id": record.id,
        "started_utc": record.started_utc.isoformat(),
        "ball_first_percent": summary.get("ball_first_percent"),
        "strike_index_percent": (summary.get("strike_index_percent") or {}).get("mean"),
        "contact_time_s": (summary.get("contact_time_s") or {}).get("mean"),
        "cadence_spm": summary.get("cadence_spm"),
        "pain_before": record.pain_before,
        "pain_after": record.pain_after,
        "threshold_n": record.threshold_n,
        "belt_speed_m_s": None if kept is None else kept["belt_speed_m_s"],
    }
    return dict(plain(point))
