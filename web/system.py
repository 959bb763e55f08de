"""The computer and the program: room on the disk, the clock, the database, versions and licences."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path
from typing import Any

from analyzer import VERSION as ANALYZER_VERSION
from clinic import Store, newest_start_utc, recording_rate_bytes_s
from device import program_version
from web.protocol import STREAM_VERSION

__all__ = ["licences", "system_facts"]

#: A second of running, before there is a session to measure (`docs/architecture.md`).
USUAL_RATE_BYTES_S = 36_000.0
#: Less room than this is a finding.
LEAST_HOURS = 5.0
#: Where systemd says that it runs, and that the clock was set from the network (systemd-timesyncd(8)).
SYSTEMD = Path("/run/systemd/system")
SYNCHRONIZED = Path("/run/systemd/timesync/synchronized")
#: A clock that says less was never set: a Raspberry Pi has none that goes on without power.
RELEASED = datetime(2025, 1, 1, tzinfo=UTC)

#: What is shipped with the pages, with its licence in `static/vendor`.
_SHIPPED = (("uPlot", "MIT"), ("@fluent/bundle", "Apache-2.0"))
PACKAGE = "strikemat"


def _now() -> datetime:
    return datetime.now(UTC)


def system_facts(store: Store, now: Callable[[], datetime] = _now) -> dict[str, Any]:
    """Return `disk`, `database`, `clock` and `versions`, as plain values."""
    return {
        "disk": _disk(store),
        "database": {
            "place": str(store.place),
            "is_file": store.path is not None,
            "is_read_only": store.is_read_only,
        },
        "clock": _clock(store, now()),
        "versions": {
            "strikemat": program_version(),
            "analyzer": ANALYZER_VERSION,
            "stream": STREAM_VERSION,
        },
    }


def _disk(store: Store) -> dict[str, Any] | None:
    """Return the room beside the store; None where it lies on a server."""
    if store.path is None:
        return None
    free = shutil.disk_usage(store.path.parent).free
    measured = recording_rate_bytes_s(store)
    rate = measured or USUAL_RATE_BYTES_S
    hours = free / rate / 3600.0
    return {
        "free_bytes": free,
        "rate_bytes_s": rate,
        "is_measured": measured is not None,
        "hours_left": hours,
        "is_low": hours < LEAST_HOURS,
    }


def _clock(store: Store, now: datetime) -> dict[str, Any]:
    """Return what can be said of the computer's clock; `problem` is a key of the pages' words, or None."""
    newest = newest_start_utc(store)
    problem = None
    if now < RELEASED:
        problem = "never-set"
    elif newest is not None and newest > now:
        problem = "went-back"
    synchronized = SYNCHRONIZED.exists() if SYSTEMD.is_dir() else None
    return {"now_utc": now.isoformat(), "is_synchronized": synchronized, "problem": problem}


def licences() -> list[dict[str, str]]:
    """Return name, version and licence of our dependencies and of what the pages ship, by name."""
    found = [_licence(name) for name in _required()]
    shipped = [{"name": name, "version": "", "licence": licence} for name, licence in _SHIPPED]
    return sorted([one for one in found if one] + shipped, key=lambda one: one["name"].lower())


def _required() -> list[str]:
    try:
        wanted = requires(PACKAGE) or []
    except PackageNotFoundError:
        return []
    plain = [line for line in wanted if "extra ==" not in line]
    return [name[0] for line in plain if (name := re.match(r"[\w.-]+", line))]


def _licence(name: str) -> dict[str, str] | None:
    try:
        # A Message; importlib's own type of it knows too little.
        found: Any = distribution(name).metadata
    except PackageNotFoundError:
        return None
    said = found.get("License-Expression") or found.get("License") or ""
    if not said or len(said) > 60:
        # Older packages tell it by a classifier, or give the whole text.
        classifiers = found.get_all("Classifier") or []
        kinds = [
            line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")
        ]
        said = kinds[-1] if kinds else said.splitlines()[0] if said else "?"
    return {"name": found["Name"], "version": found["Version"], "licence": said}
