"""A belt that stops under a foot, feet that hardly lift, steps from the side: gaits at their seams."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from device.frames import DEFAULT_GEOMETRY, MatGeometry
from device.simulated.belt import Belt
from device.simulated.foot import Side
from device.simulated.footfall import Footfall
from device.simulated.press import DrillPress, QuietPress, StayingPress, Sway
from device.simulated.runner import Runner
from device.simulated.scene import Person, Scene
from device.simulated.settings import RunnerSettings
from device.simulated.stance import Stance

__all__ = ["belt_stop", "from_the_side", "shuffle"]

#: An emergency stop: from a walk within half a second.
STOPPING_M_S2 = 3.0
#: The foot that was in the air comes down beside the other so long after the belt began to stop.
BESIDE_S = 0.55
SCUFF_ZONES = (0.0, 0.0, 0.7, 0.3)


@dataclass(frozen=True)
class Scuff:
    """A foot that drags on the belt while it swings forward, from one print to the next.

    Parameters
    ----------
    before, after : Footfall
        The foot's contacts before and after the swing.
    force_n : float
        Of the dragging ball and toes.
    """

    before: Footfall
    after: Footfall
    force_n: float

    def cell_force_n(
        self, time_s: NDArray[np.float64], belt: Belt, geometry: MatGeometry
    ) -> NDArray[np.float64]:
        """Return the force on each cell, newtons, shape (n, rows, cols)."""
        force_n = np.zeros((len(time_s), geometry.rows, geometry.cols))
        length_s = self.after.start_s - self.before.end_s
        press = DrillPress(
            (0.0, 0.2 * length_s, 0.8 * length_s, length_s),
            (0.0, self.force_n, self.force_n, 0.0),
            SCUFF_ZONES,
        )
        for at in np.flatnonzero((time_s > self.before.end_s) & (time_s < self.after.start_s)):
            part = (time_s[at] - self.before.end_s) / length_s
            u_m = self.before.heel_u_m + part * (self.after.heel_u_m - self.before.heel_u_m)
            foot = replace(self.before, start_s=self.before.end_s, heel_u_m=u_m, press=press)
            force_n[at] = foot.cell_force_n(time_s[at : at + 1], belt, geometry)[0]
        return force_n


def shuffle(
    settings: RunnerSettings,
    duration_s: float,
    *,
    scuff_n: float = 0.0,
    geometry: MatGeometry = DEFAULT_GEOMETRY,
) -> Scene:
    """Return a walk whose swinging feet drag on the belt with `scuff_n` newtons.

    Short steps are made by a high cadence on a slow belt.
    """
    runner, footfalls = _walked(settings, duration_s, geometry)
    scuffs = [
        Scuff(before, after, scuff_n)
        for before, after in zip(footfalls, footfalls[2:], strict=False)
        if scuff_n > 0.0
    ]
    return Scene(Person.of(settings), footfalls, runner.belt, scuffs, geometry)


def from_the_side(
    settings: RunnerSettings,
    duration_s: float,
    *,
    offset_m: float = 0.10,
    geometry: MatGeometry = DEFAULT_GEOMETRY,
) -> Scene:
    """Return a runner who steps on from beside the belt: `offset_m` to the right, then to the middle."""
    runner, footfalls = _walked(settings, duration_s, geometry)
    moved = [
        replace(footfall, heel_x_m=footfall.heel_x_m + offset_m * 0.5**number)
        for number, footfall in enumerate(footfalls)
    ]
    return Scene(Person.of(settings), moved, runner.belt, (), geometry)


def belt_stop(
    settings: RunnerSettings,
    stop_s: float,
    *,
    stand_s: float = 4.0,
    walk_on_s: float = 4.0,
    geometry: MatGeometry = DEFAULT_GEOMETRY,
) -> Scene:
    """Return a walk whose belt is turned off in mid-step, a stand on both feet, and a restart.

    Parameters
    ----------
    stop_s : float
        When the belt begins to slow, seconds; the foot that landed last stays where it is.
    stand_s, walk_on_s : float
        How long the person stands on both feet, and walks again.
    """
    runner, walked = _walked(settings, stop_s, geometry)
    belt, person = runner.belt, Person.of(settings)
    belt.change_speed(stop_s, 0.0, acceleration_m_s2=STOPPING_M_S2)
    last = walked[-1]
    restart_s = stop_s + BESIDE_S + stand_s
    assert isinstance(last.press, Stance)
    staying = StayingPress(
        last.press, stop_s + 0.15 - last.start_s, 0.5 * person.weight_n, restart_s - last.start_s
    )
    other: Side = "left" if last.side == "right" else "right"
    length_s = restart_s + 0.45 - (stop_s + BESIDE_S)
    half_n = 0.5 * person.weight_n
    knot_s = (0.0, 0.3, length_s - 0.3, length_s)
    quiet = QuietPress(knot_s, (0.0, half_n, half_n, 0.0), Sway(15.0, 1), Sway(0.02, 2))
    beside = person.footfall(other, stop_s + BESIDE_S, quiet, u_m=last.heel_u_m)
    again = _restarted(settings, belt, restart_s + 0.2, walk_on_s, geometry)
    footfalls = [*walked[:-1], replace(last, press=staying), beside, *again]
    return Scene(person, footfalls, belt, (), geometry)


def _restarted(
    settings: RunnerSettings, belt: Belt, at_s: float, length_s: float, geometry: MatGeometry
) -> list[Footfall]:
    """Return the steps after the belt has started again at `at_s`: the same walk, later on the belt."""
    runner, footfalls = _walked(settings, length_s, geometry)
    belt.change_speed(at_s, settings.belt_speed_m_s)
    moved = []
    for footfall in footfalls:
        start_s = at_s + 0.2 + footfall.start_s
        times = np.array([footfall.start_s, start_s])
        heel_y_m = footfall.heel_u_m + float(runner.belt.travel_m(times[:1])[0])
        moved.append(
            replace(
                footfall, start_s=start_s, heel_u_m=heel_y_m - float(belt.travel_m(times[1:])[0])
            )
        )
    return moved


def _walked(
    settings: RunnerSettings, until_s: float, geometry: MatGeometry
) -> tuple[Runner, list[Footfall]]:
    footfalls: list[Footfall] = []
    runner = Runner(settings, geometry, on_footfall=footfalls.append)
    runner.advance(until_s)
    return runner, footfalls
