"""A scene: loads on a belt that somebody arranged, where a runner's plan would not do."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device.frames import DEFAULT_GEOMETRY, MatGeometry
from device.simulated.belt import Belt
from device.simulated.foot import Side, patch_places_m
from device.simulated.footfall import Footfall
from device.simulated.settings import RunnerSettings
from device.simulated.stance import GRAVITY_M_S2, Press
from device.simulated.truth import TrueStep, true_steps

__all__ = ["Load", "Person", "Scene", "TrueSupport"]

Numbers = NDArray[np.float64]


class Load(Protocol):
    """Something that presses on the deck."""

    def cell_force_n(self, time_s: Numbers, belt: Belt, geometry: MatGeometry) -> Numbers:
        """Return the force on each cell, newtons, shape (n, rows, cols)."""


@dataclass(frozen=True)
class Person:
    """Who drills, and where the feet stand.

    Parameters
    ----------
    body_mass_kg, foot_length_m, step_width_m, toe_out_deg : float
        As of `RunnerSettings`.
    heel_y_m : float
        Back of the heels from the deck's front edge.
    centre_x_m : float
        Midway between the feet, from the deck's left edge.
    """

    body_mass_kg: float = 70.0
    foot_length_m: float = 0.27
    step_width_m: float = 0.12
    toe_out_deg: float = 7.0
    heel_y_m: float = 0.75
    centre_x_m: float = 0.2

    @property
    def weight_n(self) -> float:
        """The person's weight, newtons."""
        return self.body_mass_kg * GRAVITY_M_S2

    def footfall(
        self, side: Side, start_s: float, press: Press, *, u_m: float | None = None
    ) -> Footfall:
        """Return one contact; `u_m`: the back of the heel in the belt frame, where it is not `heel_y_m`."""
        outward = 1.0 if side == "right" else -1.0
        turned_m = 0.5 * self.foot_length_m * math.sin(math.radians(self.toe_out_deg))
        return Footfall(
            side=side,
            strike="ball",
            start_s=start_s,
            heel_x_m=self.centre_x_m + outward * (0.5 * self.step_width_m - turned_m),
            heel_u_m=self.heel_y_m if u_m is None else u_m,
            toe_out_deg=self.toe_out_deg,
            foot_length_m=self.foot_length_m,
            press=press,
        )

    @classmethod
    def of(cls, settings: RunnerSettings) -> "Person":
        """Return the person that a runner's settings describe."""
        return cls(
            settings.body_mass_kg,
            settings.foot_length_m,
            settings.step_width_m,
            settings.toe_out_deg,
        )


@dataclass(frozen=True)
class TrueSupport:
    """What truly bears a person, at some times: the feet's forces and the centre of pressure.

    Parameters
    ----------
    left_n, right_n : ndarray, shape (n,)
        Force of each foot, newtons.
    x_m, y_m : ndarray, shape (n,)
        Centre of pressure of both together, from the deck's left and front edge; NaN without load.
    """

    left_n: Numbers
    right_n: Numbers
    x_m: Numbers
    y_m: Numbers


@dataclass(frozen=True)
class Scene:
    """Footfalls, further loads, and the belt below; samples as a `Runner` does.

    Parameters
    ----------
    person : Person
        Whose foot length and mass the recording names.
    footfalls : sequence of Footfall
        In any order.
    belt : Belt
        At rest unless told otherwise.
    strays : sequence of Load
        What presses beside the footfalls, and is no contact.
    geometry : MatGeometry
        The cells.
    """

    person: Person
    footfalls: Sequence[Footfall]
    belt: Belt
    strays: Sequence[Load] = ()
    geometry: MatGeometry = DEFAULT_GEOMETRY

    def cell_force_n(self, time_s: Numbers) -> Numbers:
        """Return the force on each cell at each time, newtons, shape (n, rows, cols)."""
        force_n = np.zeros((len(time_s), self.geometry.rows, self.geometry.cols))
        for footfall in self.footfalls:
            if footfall.start_s <= time_s[-1] and footfall.end_s >= time_s[0]:
                force_n += footfall.cell_force_n(time_s, self.belt, self.geometry)
        for stray in self.strays:
            force_n += stray.cell_force_n(time_s, self.belt, self.geometry)
        return force_n

    def belt_speed_m_s(self, time_s: Numbers) -> Numbers:
        """Return the belt speed at each time, metres per second, shape (n,)."""
        return self.belt.speed_m_s(time_s)

    def true_steps(self) -> list[TrueStep]:
        """Return the truth of every step or drill contact, in the order of contact."""
        ordered = sorted(self.footfalls, key=lambda footfall: footfall.start_s)
        return true_steps(ordered, self.belt, self.geometry)

    def true_support(self, time_s: Numbers) -> TrueSupport:
        """Return what truly bears the person at each time."""
        side_n = {"left": np.zeros(len(time_s)), "right": np.zeros(len(time_s))}
        moment_x, moment_y = np.zeros(len(time_s)), np.zeros(len(time_s))
        for footfall in self.footfalls:
            rear_m, right_m = patch_places_m(
                footfall.foot_length_m, footfall.toe_out_deg, footfall.side
            )
            patch_n = footfall.patch_force_n(time_s)
            side_n[footfall.side] += patch_n.sum(axis=1)
            moment_x += patch_n @ (footfall.heel_x_m + right_m)
            heel_y_m = footfall.heel_u_m + self.belt.travel_m(time_s)
            moment_y += (patch_n * (heel_y_m[:, None] + rear_m)).sum(axis=1)
        whole_n = side_n["left"] + side_n["right"]
        whole_n = np.where(whole_n > 0.0, whole_n, np.nan)
        return TrueSupport(side_n["left"], side_n["right"], moment_x / whole_n, moment_y / whole_n)
