"""The page of the documentation that `strikemat bench serve` writes."""

from collections.abc import Sequence

import numpy as np

from commands.serve_events import Events, Numbers
from commands.serve_metered import RUNNER
from commands.serve_trial import Trial

__all__ = ["bounds_of", "serve_page"]

#: What issue and documentation promise.
JUDGED_P95_S = 0.050
PICTURES_HZ, PICTURES_AT = 30.0, 10
CPU_SHARE, CPU_AT = 0.25, 1

Row = Sequence[str]


def serve_page(
    trials: Sequence[Trial], *, seconds: float, scan_ns: float, real_time: bool = False
) -> str:
    """Return the page.

    Parameters
    ----------
    trials : sequence of Trial
        In the order of the table.
    seconds : float
        Length of each session.
    scan_ns : float
        The scan's own CPU time per conversion, without chips and system calls.
    real_time : bool
        Whether server and viewers went before all other programs.
    """
    option = " --real-time" if real_time else ""
    return "\n".join(
        [
            _HEAD.format(seconds=seconds, speed=RUNNER.speed_m_s, option=option),
            *([_REAL_TIME] if real_time else []),
            _table(("what", "bound", "worst", "holds"), bounds_of(trials, scan_ns=scan_ns)),
            _LANDINGS,
            _table(_TOLD_COLUMNS, [_told_row(trial, trial.told_landings) for trial in trials]),
            _STEPS,
            _table(_TOLD_COLUMNS, [_told_row(trial, trial.told_steps) for trial in trials]),
            _PICTURES,
            _table(_PICTURE_COLUMNS, [_picture_row(trial) for trial in trials]),
            _LOSSES,
            _table(_LOSS_COLUMNS, [_loss_row(trial) for trial in trials]),
            _CPU.format(scan_ns=scan_ns),
            _table(_CPU_COLUMNS, [_cpu_row(trial, scan_ns) for trial in trials]),
        ]
    )


def bounds_of(trials: Sequence[Trial], *, scan_ns: float) -> list[Row]:
    """Return each bound with the worst figure and whether it holds."""
    told = {
        "landing": [trial.told_landings for trial in trials],
        "step": [trial.told_steps for trial in trials],
    }
    rows = []
    for what, events in told.items():
        judged_s = max(_percentile(one.judged_s, 95) for one in events)
        rows.append(_bound(f"{what}: from judged to event, 95 %", judged_s <= JUDGED_P95_S,
                           f"at most {1e3 * JUDGED_P95_S:.0f} ms", f"{1e3 * judged_s:.0f} ms"))  # fmt: skip
    lost = sum(abs(trial.frames[0] - trial.frames[1]) for trial in trials)
    lost += sum(abs(trial.steps[0] - trial.steps[1]) for trial in trials)
    rows.append(_bound("frames and steps not stored", lost == 0, "0", str(lost)))
    for what, events in told.items():
        missed = sum(one.missed for one in events)
        rows.append(_bound(f"{what}s that a viewer did not get", missed == 0, "0", str(missed)))
    for trial in trials:
        if trial.viewers == PICTURES_AT:
            least_hz = float(trial.pictures_hz.min())
            rows.append(_bound(f"pictures/s, {PICTURES_AT} viewers", least_hz >= PICTURES_HZ,
                               f"at least {PICTURES_HZ:.0f}", f"{least_hz:.0f}"))  # fmt: skip
        if trial.viewers == CPU_AT:
            share = _server_share(trial, scan_ns)
            rows.append(_bound(f"server's CPU, {CPU_AT} viewer", share < CPU_SHARE,
                               f"below {100 * CPU_SHARE:.0f} % of a core", f"{100 * share:.0f} %"))  # fmt: skip
    return rows


def _bound(what: str, holds: bool, bound: str, worst: str) -> Row:
    return what, bound, worst, "yes" if holds else "NO"


def _told_row(trial: Trial, events: Events) -> Row:
    judged = [f"{1e3 * _percentile(events.judged_s, p):.0f}" for p in (50, 95, 100)]
    contact = [f"{1e3 * _percentile(events.contact_s, p):.0f}" for p in (50, 95)]
    return _who(trial), *judged, *contact, f"{events.missed:,}"


def _picture_row(trial: Trial) -> Row:
    late = f"{1e3 * _percentile(trial.late_s, 95):.1f}"
    return (
        _who(trial),
        f"{np.median(trial.pictures_hz):.0f}",
        f"{trial.pictures_hz.min():.0f}",
        late,
    )


def _loss_row(trial: Trial) -> Row:
    site = [f"{1e3 * _percentile(trial.site_s, p):.0f}" for p in (50, 100)]
    counts = [f"{count:,}" for count in (*trial.frames, *trial.steps)]
    return _who(trial), *counts, *site


def _cpu_row(trial: Trial, scan_ns: float) -> Row:
    server, scan = _server_share(trial, scan_ns), _scan_share(trial, scan_ns)
    acquisition = trial.cpu["acquisition"] - trial.cpu["model"]
    shares = (
        server,
        scan,
        acquisition,
        trial.cpu["recorder"],
        trial.cpu["web"],
        trial.cpu["model"],
    )
    return _who(trial), *(f"{100 * share:.1f}" for share in shares)


def _server_share(trial: Trial, scan_ns: float) -> float:
    return trial.cpu["process"] - trial.cpu["model"] + _scan_share(trial, scan_ns)


def _scan_share(trial: Trial, scan_ns: float) -> float:
    return 1e-9 * scan_ns * trial.conversions_hz


def _who(trial: Trial) -> str:
    return f"{trial.viewers}" + (" and one that never reads" if trial.stuck else "")


def _percentile(values: Numbers, percent: float) -> float:
    return float(np.percentile(values, percent))


def _table(columns: Row, rows: Sequence[Row]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


_HEAD = """\
# From the foot to the screen

Made by `strikemat bench serve{option} --write docs/latency.md`: the figures are its.

The real server (gunicorn, one worker) reads the simulated mat at its natural pace: a heel runner at {speed:g} m/s,
modelled cells and chips, the scan of a real mat. A session of {seconds:g} s is recorded while viewers in other
processes read the whole stream over WebSockets, on the same computer.
"""

_REAL_TIME = """\
Server and viewers had real-time priority: other programs on the computer do not count, as on one that does nothing else.
"""

_LANDINGS = """\
## Until a landing is on the screen

A landing is told while the foot is down, as soon as no later frame can change its strike. *Judged* is the moment at which
the last frame that the analyzer needed had been converted: the recording is analysed again frame by frame, and mat time is
laid on the monotonic clock that server and viewers share. *From contact* counts from the simulated runner's true contact.
*Missed* are events that a viewer did not get.
"""
_STEPS = """\
## Until a step is on the screen

A step needs the end of the next one, so it can be judged about one step after it began.
"""
_TOLD_COLUMNS = (
    "viewers", "judged to event, ms: 50 %", "95 %", "all", "from contact, ms: 50 %", "95 %", "missed",
)  # fmt: skip

_PICTURES = """\
## Pictures

Pictures a second, of the median viewer and of the one with the fewest. *Computer* is how late it woke a bare thread that did
nothing else, 95 %: on a busy computer all else waits at least as long.
"""
_PICTURE_COLUMNS = ("viewers", "pictures/s, median", "least", "computer, ms")

_LOSSES = """\
## What is kept, and whether the site answers

Frames that the mat gave and steps that they hold, against those in the stored session; how long the live page and
`/api/state` took to answer, asked once a second.
"""
_LOSS_COLUMNS = (
    "viewers", "frames given", "stored", "steps found", "stored", "site answers, ms: 50 %", "all",
)  # fmt: skip

_CPU = """\
## What it costs

CPU time of the serving process in % of one core. *Server* is all of it, less *model*, plus *scan*. *Model* is what a real
mat does not have: runner, cells and chips, measured by the acquisition thread's own clock around them. The scan runs
inside of the model; its own part ({scan_ns:.0f} ns a conversion) is measured on recorded answers, and is here times the
conversions. *Acquisition* decodes, analyses and publishes; *recorder* packs and stores; *web* sends.
"""
_CPU_COLUMNS = ("viewers", "server", "scan", "acquisition", "recorder", "web", "model, apart")
