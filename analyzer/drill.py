"""Drills on a belt at rest: tapping, change of support, hops, and their rhythm."""

import itertools
import statistics
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from analyzer.steps import Side, Step

__all__ = ["Drill", "DrillFinder", "on_the_spot"]

DrillKind = Literal["change of support", "tapping", "hops", "jumps", "mixed"]

#: A belt slower than this stands.
RESTING_M_S = 0.02
#: Fewer contacts have no rhythm.
FEWEST_CONTACTS = 4
#: A drill is over when no contact follows for so long, seconds.
DRILL_PAUSE_S = 2.5
#: A longer drill is told in parts of so many contacts.
MOST_CONTACTS = 1000
#: The drill that is going on is told over so many of its last contacts.
RECENT_CONTACTS = 24
#: Two feet that land within this time land together, seconds.
TOGETHER_S = 0.06
#: A drill is named after what this share of its contacts do.
MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Drill:
    """The rhythm of one drill. `docs/data.md` defines each field.

    Parameters
    ----------
    kind : {"change of support", "tapping", "hops", "jumps", "mixed"}
        Contacts of alternate feet; of one foot while the other stands; of one foot alone; of both
        together; none of these.
    start_s, end_s : float
        First contact, last off.
    contacts, left_contacts, right_contacts : int
        Steps on the belt at rest.
    rate_per_minute : float
        60 over the median time from one contact to the next; feet that land together count once.
    interval_sd_s : float
        Standard deviation of that time.
    interval_cv_percent : float
        100 `interval_sd_s` over its mean.
    left_contact_s, right_contact_s : float or None
        Mean contact time of each foot.
    left_percent : float or None
        Share of the left foot in the contact time of both; None where one foot alone makes contact.
    no_support_s : float or None
        Mean time between contacts in which no foot is down; None where one always is.
    both_support_s : float or None
        Mean time in which the foot before is still down; None where it never is.
    left_ball_only_percent, right_ball_only_percent : float or None
        Share of the contacts whose heel never came down, of those where that can be told.
    """

    kind: DrillKind
    start_s: float
    end_s: float
    contacts: int
    left_contacts: int
    right_contacts: int
    rate_per_minute: float
    interval_sd_s: float
    interval_cv_percent: float
    left_contact_s: float | None
    right_contact_s: float | None
    left_percent: float | None
    no_support_s: float | None
    both_support_s: float | None
    left_ball_only_percent: float | None
    right_ball_only_percent: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return the measures as plain numbers and strings."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class _Contact:
    side: Side
    contact_s: float
    off_s: float
    supported: bool
    ball_only: bool | None


class DrillFinder:
    """Gathers the contacts on a belt at rest into drills; remembers at most `MOST_CONTACTS`."""

    def __init__(self) -> None:
        self._contacts: list[_Contact] = []
        self._found: deque[Drill] = deque(maxlen=1024)

    def add(self, step: Step, *, supported: bool) -> None:
        """Take the next step, in order of contact; `supported`: another foot was down as it left."""
        if not on_the_spot(step) or len(self._contacts) >= MOST_CONTACTS:
            self.finish()
        if not on_the_spot(step) or not step.complete:
            return
        if self._contacts and step.contact_s - self._contacts[-1].off_s > DRILL_PAUSE_S:
            self.finish()
        known = step.foot_length_source != "unknown"
        ball_only = step.heel_onset_s is None if known else None
        self._contacts.append(_Contact(step.side, step.contact_s, step.off_s, supported, ball_only))

    def finish(self) -> None:
        """End the drill, if there is one."""
        if len(self._contacts) >= FEWEST_CONTACTS:
            self._found.append(_drill(self._contacts))
        self._contacts = []

    def so_far(self, *, now_s: float) -> Drill | None:
        """Return the drill that is going on, over its last contacts; None when there is none."""
        recent = self._contacts[-RECENT_CONTACTS:]
        if len(recent) < FEWEST_CONTACTS or now_s - recent[-1].off_s > DRILL_PAUSE_S:
            return None
        return _drill(recent)

    def take(self, *, now_s: float) -> list[Drill]:
        """Return what was found since this was last called."""
        if self._contacts and now_s - self._contacts[-1].off_s > 2.0 * DRILL_PAUSE_S:
            self.finish()
        found = list(self._found)
        self._found.clear()
        return found


def on_the_spot(step: Step) -> bool:
    """Whether the belt stood under a step."""
    return step.belt_speed_m_s < RESTING_M_S


def _drill(contacts: Sequence[_Contact]) -> Drill:
    landings = _landings_s(contacts)
    intervals_s = [after - before for before, after in itertools.pairwise(landings)]
    mean_s = statistics.fmean(intervals_s)
    sd_s = statistics.stdev(intervals_s) if len(intervals_s) > 1 else 0.0
    left = [contact for contact in contacts if contact.side == "left"]
    right = [contact for contact in contacts if contact.side == "right"]
    times_s = {"left": _contact_s(left), "right": _contact_s(right)}
    share = sum(c.off_s - c.contact_s for c in left) / sum(c.off_s - c.contact_s for c in contacts)
    return Drill(
        kind=_kind(contacts),
        start_s=contacts[0].contact_s,
        end_s=max(contact.off_s for contact in contacts),
        contacts=len(contacts),
        left_contacts=len(left),
        right_contacts=len(right),
        rate_per_minute=60.0 / statistics.median(intervals_s),
        interval_sd_s=sd_s,
        interval_cv_percent=100.0 * sd_s / mean_s,
        left_contact_s=times_s["left"],
        right_contact_s=times_s["right"],
        left_percent=100.0 * share if left and right else None,
        no_support_s=_mean([gap for gap in _gaps_s(contacts) if gap > 0.0]),
        both_support_s=_mean([-gap for gap in _gaps_s(contacts) if gap < 0.0]),
        left_ball_only_percent=_ball_only_percent(left),
        right_ball_only_percent=_ball_only_percent(right),
    )


def _landings_s(contacts: Sequence[_Contact]) -> list[float]:
    """Return when a foot landed; two that land together count once."""
    landings = [contacts[0].contact_s]
    for before, after in itertools.pairwise(contacts):
        if not _together(before, after):
            landings.append(after.contact_s)
    return landings if len(landings) > 1 else [contact.contact_s for contact in contacts]


def _together(before: _Contact, after: _Contact) -> bool:
    return after.side != before.side and after.contact_s - before.contact_s < TOGETHER_S


def _gaps_s(contacts: Sequence[_Contact]) -> list[float]:
    """Return the time from the last off to each contact: negative while a foot is still down."""
    gaps_s, off_s = [], contacts[0].off_s
    for before, after in itertools.pairwise(contacts):
        stands = before.supported and after.side == before.side
        if not stands and not _together(before, after):
            gaps_s.append(after.contact_s - off_s)
        off_s = max(off_s, after.off_s)
    return gaps_s


def _kind(contacts: Sequence[_Contact]) -> DrillKind:
    pairs = list(itertools.pairwise(contacts))
    together = sum(_together(before, after) for before, after in pairs)
    if 2 * together >= MOSTLY * len(contacts):
        return "jumps"
    others = sum(after.side != before.side for before, after in pairs)
    if others >= MOSTLY * len(pairs):
        return "change of support"
    if len(pairs) - others >= MOSTLY * len(pairs):
        stood = sum(contact.supported for contact in contacts)
        return "tapping" if stood >= MOSTLY * len(contacts) else "hops"
    return "mixed"


def _contact_s(contacts: Sequence[_Contact]) -> float | None:
    return _mean([contact.off_s - contact.contact_s for contact in contacts])


def _ball_only_percent(contacts: Sequence[_Contact]) -> float | None:
    known = [100.0 * contact.ball_only for contact in contacts if contact.ball_only is not None]
    return _mean(known)


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None
