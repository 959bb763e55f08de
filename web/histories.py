"""Who wrote what of a session, when and why: the versions, the newest first."""

from typing import Any

from clinic import Store, session_history, step_history
from web.sessions import plain_correction

__all__ = ["session_versions", "step_versions"]

_SAID = ("runner_id", "note", "pain_before", "pain_after")
#: Steps' corrections in one list; the rest is in the runner's export.
STEP_VERSIONS_MAX = 500


def session_versions(store: Store, session_id: int) -> list[dict[str, Any]]:
    """Return every version of what people said of a session, with what each changed."""
    versions: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for version in session_history(store, session_id):
        said = {name: version[name] for name in _SAID}
        versions.append(
            {
                "version": version["version"],
                "author": version["author"],
                "at_utc": version["at_utc"].isoformat(),
                "reason": version["reason"],
                "changes": {
                    name: {"before": before.get(name), "after": value}
                    for name, value in said.items()
                    if not before or value != before[name]
                },
            }
        )
        before = said
    return versions[::-1]


def step_versions(store: Store, session_id: int, number: int | None = None) -> list[dict[str, Any]]:
    """Return every correction of a session's steps, or of one of them; at most the last 500."""
    history = step_history(store, session_id, number)
    return [plain_correction(one) for one in history[-STEP_VERSIONS_MAX:][::-1]]
