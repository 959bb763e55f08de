"""Drills on a belt that stands, and quiet standing: each with its truth."""

import itertools
from dataclasses import dataclass

import numpy as np

from device.simulated.belt import Belt
from device.simulated.foot import Side
from device.simulated.footfall import Footfall
from device.simulated.press import DrillPress, QuietPress, Sway
from device.simulated.scene import Person, Scene

__all__ = ["Rhythm", "change_of_support", "hops", "quiet_standing", "tapping"]

BALL_ONLY = (0.0, 0.0, 0.78, 0.22)
HEEL_KISS = (0.18, 0.08, 0.60, 0.14)
#: A person steps on with one foot, then with the other.
STEP_ON_S = (0.5, 1.1)


@dataclass(frozen=True)
class Rhythm:
    """When the contacts of a drill begin.

    Parameters
    ----------
    count : int
        Contacts.
    rate_per_minute : float
        Contacts in a minute.
    jitter : float
        Standard deviation of the time between two, as a part of it.
    start_s : float
        Begin of the first.
    seed : int
        Of the jitter.
    """

    count: int
    rate_per_minute: float
    jitter: float = 0.0
    start_s: float = 1.0
    seed: int = 0

    @property
    def period_s(self) -> float:
        """Nominal time from one contact to the next, seconds."""
        return 60.0 / self.rate_per_minute

    def starts_s(self) -> list[float]:
        """Return the begin of each contact and of the one that would follow, seconds."""
        drawn = np.random.default_rng(self.seed).standard_normal(self.count)
        periods_s = self.period_s * (1.0 + self.jitter * np.clip(drawn, -2.5, 2.5))
        return [self.start_s, *(self.start_s + np.cumsum(periods_s)).tolist()]


def quiet_standing(
    person: Person,
    until_s: float,
    *,
    left_share: float = 0.5,
    sway_x_m: float = 0.003,
    sway_y_m: float = 0.005,
    seed: int = 0,
) -> Scene:
    """Return a person who steps on, stands on both feet and steps off at `until_s`.

    Parameters
    ----------
    left_share : float
        Part of the weight on the left foot, 0 to 1.
    sway_x_m, sway_y_m : float
        Standard deviation of the centre of pressure across and along the deck, metres.
    """
    shares: dict[Side, float] = {"left": left_share, "right": 1.0 - left_share}
    footfalls = []
    for side, on_s in zip(shares, STEP_ON_S, strict=True):
        mean_n = shares[side] * person.weight_n
        lone_n = person.weight_n if side == "left" else mean_n
        length_s = until_s - on_s
        meet_s = STEP_ON_S[1] - on_s
        knots = [(0.0, 0.0), (0.4, lone_n), (meet_s, lone_n), (meet_s + 0.4, mean_n)]
        knots = knots if side == "left" else [(0.0, 0.0), (0.4, mean_n)]
        knots += [(length_s - 0.25, mean_n), (length_s, 0.0)]
        knot_s, knot_n = zip(*knots, strict=True)
        sign = 1.0 if side == "right" else -1.0
        sway_n = person.weight_n * sway_x_m / person.step_width_m
        # From heel to ball is 0.60 of the foot.
        roll = sway_y_m / (0.60 * person.foot_length_m)
        press = QuietPress(
            knot_s, knot_n, Sway(sway_n, seed, sign, on_s), Sway(roll, seed + 1, 1.0, on_s)
        )
        footfalls.append(person.footfall(side, on_s, press))
    return Scene(person, footfalls, Belt(0.0))


def change_of_support(
    person: Person,
    rhythm: Rhythm,
    *,
    overlap_s: float = 0.06,
    heel_kiss: bool = False,
    first: Side = "left",
) -> Scene:
    """Return a change of support on the spot: the whole weight from one foot to the other, on the ball.

    Parameters
    ----------
    overlap_s : float
        How long both feet are down while the weight moves, seconds; below 0 neither is, and the person
        springs from foot to foot.
    heel_kiss : bool
        Whether the heel comes down lightly.
    """
    starts_s = rhythm.starts_s()
    zones = HEEL_KISS if heel_kiss else BALL_ONLY
    footfalls, side = [], first
    for start_s, next_s in itertools.pairwise(starts_s):
        length_s = next_s - start_s + overlap_s
        rise_s = overlap_s if overlap_s > 0.0 else 0.3 * length_s
        # What was not borne in flight is borne in contact.
        peak_n = person.weight_n * (next_s - start_s) / (length_s - rise_s)
        knot_s = (0.0, rise_s, length_s - rise_s, length_s)
        press = DrillPress(knot_s, (0.0, peak_n, peak_n, 0.0), zones)
        footfalls.append(person.footfall(side, start_s, press))
        side = _other(side)
    return Scene(person, footfalls, Belt(0.0))


def tapping(
    person: Person,
    rhythm: Rhythm,
    *,
    side: Side = "right",
    tap_n: float = 120.0,
    contact_s: float = 0.16,
) -> Scene:
    """Return one foot that taps with its ball while the other stands and bears the rest."""
    starts_s = rhythm.starts_s()[:-1]
    taps = [
        person.footfall(
            side, at_s, DrillPress((0.0, 0.5 * contact_s, contact_s), (0.0, tap_n, 0.0), BALL_ONLY)
        )
        for at_s in starts_s
    ]
    on_s, weight_n = 0.3, person.weight_n
    end_s = starts_s[-1] + 2.0 - on_s
    knots = [(0.0, 0.0), (0.3, weight_n)]
    for at_s in starts_s:
        knots += [
            (at_s - on_s, weight_n),
            (at_s - on_s + 0.5 * contact_s, weight_n - tap_n),
            (at_s - on_s + contact_s, weight_n),
        ]
    knots += [(end_s - 0.3, weight_n), (end_s, 0.0)]
    knot_s, knot_n = zip(*knots, strict=True)
    stand = QuietPress(
        knot_s, knot_n, Sway(0.0, rhythm.seed), Sway(0.02, rhythm.seed + 1, 1.0, on_s)
    )
    return Scene(person, [person.footfall(_other(side), on_s, stand), *taps], Belt(0.0))


def hops(
    person: Person,
    rhythm: Rhythm,
    *,
    sides: tuple[Side, ...] = ("right",),
    contact_part: float = 0.6,
) -> Scene:
    """Return hops on one leg, or on both together, on the spot; landing on the ball, heel kissing.

    Parameters
    ----------
    sides : tuple of {"left", "right"}
        The feet that land together.
    contact_part : float
        Part of the period that is contact; the rest is flight.
    """
    starts_s = rhythm.starts_s()
    footfalls: list[Footfall] = []
    for start_s, next_s in itertools.pairwise(starts_s):
        length_s = contact_part * (next_s - start_s)
        peak_n = 2.0 * person.weight_n * (next_s - start_s) / length_s / len(sides)
        press = DrillPress((0.0, 0.5 * length_s, length_s), (0.0, peak_n, 0.0), HEEL_KISS)
        footfalls += [person.footfall(side, start_s, press) for side in sides]
    return Scene(person, footfalls, Belt(0.0))


def _other(side: Side) -> Side:
    return "right" if side == "left" else "left"
