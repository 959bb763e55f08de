"""A plan of several sessions, laid over the weeks."""

from collections.abc import Collection
from datetime import date, timedelta

from clinic.errors import BadProtocol
from clinic.plans import PlannedSession
from clinic.training.aim import Aim
from clinic.training.catalogue import protocol_named

__all__ = ["DAYS_A_WEEK", "plan_course"]

#: Sessions a week in the protocols that lasted best: three or four.
DAYS_A_WEEK = (3, 4)
_WEEK = 7


def plan_course(
    first_on: date, weekdays: Collection[int], aim: Aim, *, protocol: str = "retraining"
) -> list[PlannedSession]:
    """Return the sessions of a protocol with fading, on the next such weekdays from a date on.

    Parameters
    ----------
    first_on : date
        Earliest day.
    weekdays : collection of int
        0 = Monday to 6 = Sunday; three or four of them.
    aim : Aim
        Of every session.

    Raises
    ------
    BadProtocol
        When there are not three or four weekdays, or the protocol is one session.
    """
    days = sorted(set(weekdays))
    least, most = DAYS_A_WEEK
    if not least <= len(days) <= most or not all(0 <= day < _WEEK for day in days):
        raise BadProtocol(f"weekdays must be {least} or {most} days of 0 to 6, got {days}")
    fading = protocol_named(protocol).fading
    if fading is None:
        raise BadProtocol(f"protocol {protocol} is one session; plan it by itself")
    planned: list[PlannedSession] = []
    day = first_on
    while len(planned) < fading.sessions:
        if day.weekday() in days:
            number = len(planned)
            targets = {
                "session": number + 1,
                "minutes": fading.minutes[number],
                "feedback_percent": fading.feedback_percent[number],
                **aim.to_dict(),
            }
            planned.append(PlannedSession(protocol=protocol, due_on=day, targets=targets))
        day += timedelta(days=1)
    return planned
