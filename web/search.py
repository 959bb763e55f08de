"""Lists of sessions and of runners as the address asks for them: searched, filtered, page by page."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, get_args

from clinic import (
    PhaseKind,
    SessionQuery,
    SessionRecord,
    Store,
    find_runners,
    find_sessions,
    kept_summaries,
    session_choices,
)
from web.arguments import choice_or_none, moment_or_none, number, words
from web.protocol import plain
from web.sessions import session_line

__all__ = ["STATES", "runners_asked_for", "session_lines", "sessions_asked_for"]

PAGE_SIZE = 50
STATES = ("complete", "interrupted", "recording")
SESSION_FILTERS = ("search", "runner", "from", "to", "state", "mat", "phase", "protocol")


def sessions_asked_for(store: Store) -> dict[str, Any]:
    """Return a page of the sessions that the address asks for.

    The address may have `search` (runner or note), `runner` (number), `from` and `to` (days), `state`,
    `mat`, `phase`, `protocol` and `page`.

    Returns
    -------
    dict
        `sessions` (see `session_line`; the newest first), `total`, `page`, `pages`, and `asked`: the filters
        that are set.

    Raises
    ------
    BadInput
        When a filter has a value that it cannot have.
    """
    page = number("page", 1)
    records, total = find_sessions(
        store, _query(store), first=(page - 1) * PAGE_SIZE, most=PAGE_SIZE
    )
    asked = {name: words(name) for name in SESSION_FILTERS if words(name)}
    return {"sessions": session_lines(store, records), **_pages(page, total), "asked": asked}


def session_lines(store: Store, records: Sequence[SessionRecord]) -> list[dict[str, Any]]:
    """Return what lists show of sessions; their `summary` is the corrected one where it is worked out."""
    kept = kept_summaries(store, [record.id for record in records])
    lines = [session_line(record) for record in records]
    for line in lines:
        if line["id"] in kept:
            line["summary"] = plain(kept[line["id"]]["summary"])
    return lines


def runners_asked_for(store: Store) -> dict[str, Any]:
    """Return a page of the runners that the address asks for by `search` and `page`.

    Returns
    -------
    dict
        `runners` (see `clinic.Runner`; `session_count`, `last_utc`), `total`, `page`, `pages`, `asked`.
    """
    page, search = number("page", 1), words("search")
    found, total = find_runners(store, search, first=(page - 1) * PAGE_SIZE, most=PAGE_SIZE)
    lines = [
        plain(
            {
                **asdict(one.runner),
                "session_count": one.session_count,
                "last_utc": one.last_utc and one.last_utc.isoformat(),
            }
        )
        for one in found
    ]
    return {"runners": lines, **_pages(page, total), "asked": {"search": search} if search else {}}


def _query(store: Store) -> SessionQuery:
    there_is = session_choices(store)
    return SessionQuery(
        words=words("search"),
        runner_id=number("runner", 0) or None,
        from_utc=moment_or_none("from"),
        before_utc=moment_or_none("to", day_after=True),
        state=choice_or_none("state", STATES),  # type: ignore[arg-type]  # one of the states
        mat_name=choice_or_none("mat", there_is["mats"]),
        phase=choice_or_none("phase", get_args(PhaseKind)),
        protocol=choice_or_none("protocol", there_is["protocols"]),
    )


def _pages(page: int, total: int) -> dict[str, int]:
    return {"total": total, "page": page, "pages": max(1, -(-total // PAGE_SIZE))}
