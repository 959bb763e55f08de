"""One stored step with everything that is known of it."""

from typing import Any

from clinic import StepNotFound, Store
from web.histories import step_versions
from web.protocol import plain, plain_print

__all__ = ["stored_step"]


def stored_step(store: Store, session_id: int, number: int) -> dict[str, Any]:
    """Return a step.

    Returns
    -------
    dict
        `step`: its measures as the analyzer had them; `print` (see `plain_print`); `versions`: what people
        said, the newest first; `before`, `after`: the numbers of its neighbours, or None.

    Raises
    ------
    SessionNotFound, StepNotFound
        When there is no such session or step.
    """
    total = store.session(session_id).step_count
    found = store.steps(session_id, first=number, last=number)
    if not found:
        raise StepNotFound(f"session {session_id} has no step {number}; it has {total}")
    (step,) = found
    return {
        "step": plain(step.to_dict()),
        "print": plain_print(step.footprint),
        "versions": step_versions(store, session_id, number),
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < total else None,
    }
