"""The footfalls to come: when each foot lands, where, and how hard."""

import math
from dataclasses import dataclass

import numpy as np

from device.frames import MatGeometry
from device.simulated.belt import Belt
from device.simulated.foot import Side
from device.simulated.footfall import Footfall
from device.simulated.gait import StepTiming, step_timing
from device.simulated.landing import IMPACT_BODY_WEIGHTS, zone_loading
from device.simulated.settings import RunnerSettings, StrikeSetting
from device.simulated.stance import GRAVITY_M_S2, ForceCurve, Stance
from device.simulated.standing import StandingPress

__all__ = ["FIRST_CONTACT_S", "FootfallPlan"]

#: The mat is empty for this long at first.
FIRST_CONTACT_S = 0.25
#: The pause between lifting a standing foot and the first step.
SETTING_OFF_S = 0.5

# Step-to-step variation of a practised runner, one standard deviation: a per cent or two in time.
_STEP_TIME_SD = 0.010
_CONTACT_TIME_SD = 0.015
_LANDING_Y_SD_M = 0.012
_LANDING_X_SD_M = 0.006
_TOE_OUT_SD_DEG = 1.0

_RUNNING_SKEW = 0.10
_WALKING_HUMPS_SPEED_M_S = (0.3, 1.0, 1.4, 2.2)
_WALKING_HUMPS = (0.12, 0.28, 0.36, 0.45)


@dataclass(frozen=True, slots=True)
class _Deviation:
    """How one step differs from the runner's usual step: standard normal numbers times jitter."""

    step_time: float
    contact_time: float
    landing_y: float
    landing_x: float
    toe_out: float
    strike: float
    flatness: float


class FootfallPlan:
    """Footfalls in the order of their start, of a runner who may change at any moment.

    Parameters
    ----------
    settings : RunnerSettings
        The runner; its seed governs the variation from then on, whatever changes later.
    geometry : MatGeometry
        The mat, for the places that the settings leave open.
    belt : Belt
        Changes its speed when the runner does.
    """

    def __init__(self, settings: RunnerSettings, geometry: MatGeometry, belt: Belt) -> None:
        self._geometry = geometry
        self._belt = belt
        self._settings = settings
        self._wanted = settings
        self._random = np.random.default_rng(settings.seed)
        self._planned_s = 0.0
        self._next_s = FIRST_CONTACT_S
        self._next_side: Side = "left"
        self._standing: list[tuple[Footfall, StandingPress]] = []

    @property
    def settings(self) -> RunnerSettings:
        """The runner that was last asked for."""
        return self._wanted

    @settings.setter
    def settings(self, settings: RunnerSettings) -> None:
        # One reference is swapped, which is atomic: the reader sees the old runner or the new.
        self._wanted = settings

    def advance(self, until_s: float) -> list[Footfall]:
        """Return the footfalls that start before `until_s` and have not been returned yet."""
        wanted = self._wanted
        if wanted is not self._settings and math.isinf(self._next_s):
            self._set_off()
        footfalls: list[Footfall] = []
        while self._next_s < until_s:
            if wanted is not self._settings:
                self._settings = wanted
                self._belt.change_speed(self._next_s, wanted.belt_speed_m_s)
            footfalls += self._land()
        self._planned_s = max(self._planned_s, until_s)
        return footfalls

    def _set_off(self) -> None:
        for footfall, press in self._standing:
            press.lift(self._planned_s - footfall.start_s)
        self._standing.clear()
        self._next_s = self._planned_s + SETTING_OFF_S

    def _land(self) -> list[Footfall]:
        if self._settings.gait == "none":
            self._next_s = math.inf
            return []
        if self._settings.gait == "standing":
            return self._stand()
        return [self._step()]

    def _stand(self) -> list[Footfall]:
        if self._next_s < self._belt.settled_s:
            self._next_s = self._belt.settled_s
            return []
        sides: tuple[Side, Side] = ("left", "right")
        for side in sides:
            press = StandingPress(self._settings.body_mass_kg * GRAVITY_M_S2, side)
            middle_y_m = 0.5 * (self._geometry.length_m - self._settings.foot_length_m)
            deviation = _Deviation(*[0.0] * 7)
            self._standing.append((self._footfall(side, press, middle_y_m, deviation), press))
        self._next_s = math.inf
        return [footfall for footfall, _ in self._standing]

    def _step(self) -> Footfall:
        settings, side = self._settings, self._next_side
        deviation = self._deviate()
        here_s = np.array([self._next_s])
        timing = step_timing(settings, float(self._belt.speed_m_s(here_s)[0]))
        stance = self._stance(side, timing, deviation)
        landing_y_m = self._mid_mat_landing_m(timing)
        footfall = self._footfall(side, stance, landing_y_m, deviation)
        self._next_s += timing.step_time_s * (1.0 + _STEP_TIME_SD * deviation.step_time)
        self._next_side = "right" if side == "left" else "left"
        return footfall

    def _deviate(self) -> _Deviation:
        drawn = np.clip(self._random.standard_normal(7), -3.0, 3.0) * self._settings.jitter
        return _Deviation(*map(float, drawn))

    def _stance(self, side: Side, timing: StepTiming, deviation: _Deviation) -> Stance:
        strike = self._settings.strike_of(side)
        tilt = 0.5 * self._settings.asymmetry * (1.0 if side == "left" else -1.0)
        contact_s = timing.contact_time_s * (1.0 + tilt + _CONTACT_TIME_SD * deviation.contact_time)
        loading = zone_loading(
            self._settings,
            strike,
            contact_time_s=contact_s,
            delay_factor=1.0 + tilt,
            scatter=deviation.strike,
            flatness=deviation.flatness,
        )
        return Stance(self._force_curve(strike, timing.step_time_s, contact_s), loading)

    def _force_curve(
        self, strike: StrikeSetting, step_time_s: float, contact_s: float
    ) -> ForceCurve:
        """Return the force whose impulse carries the runner's weight for one step."""
        weight_n = self._settings.body_mass_kg * GRAVITY_M_S2
        running = self._settings.gait == "running"
        humps = np.interp(self._settings.belt_speed_m_s, _WALKING_HUMPS_SPEED_M_S, _WALKING_HUMPS)
        return ForceCurve.from_impulse(
            weight_n * step_time_s,
            contact_s,
            skew=_RUNNING_SKEW if running else 0.0,
            humps=0.0 if running else float(humps),
            transient_n=weight_n * IMPACT_BODY_WEIGHTS[strike] if running else 0.0,
        )

    def _mid_mat_landing_m(self, timing: StepTiming) -> float:
        """Place the tip of the toes so that what the stance loads lies mid-mat.

        The heel leaves about halfway through the stance; at the end only the toes are down.
        """
        travel_m = self._settings.belt_speed_m_s * timing.contact_time_s
        foot_m = self._settings.foot_length_m
        loaded_m = max(foot_m + 0.5 * travel_m, 0.35 * foot_m + travel_m)
        return 0.5 * (self._geometry.length_m - loaded_m)

    def _footfall(
        self, side: Side, press: Stance | StandingPress, toes_y_m: float, deviation: _Deviation
    ) -> Footfall:
        settings = self._settings
        outward = 1.0 if side == "right" else -1.0
        toe_out_deg = settings.toe_out_deg + _TOE_OUT_SD_DEG * deviation.toe_out
        angle = math.radians(toe_out_deg)
        if settings.landing_y_m is not None:
            toes_y_m = settings.landing_y_m
        toes_y_m += _LANDING_Y_SD_M * deviation.landing_y
        heel_y_m = toes_y_m + settings.foot_length_m * math.cos(angle)
        centre_x_m = (
            0.5 * self._geometry.width_m if settings.centre_x_m is None else settings.centre_x_m
        )
        middle_x_m = centre_x_m + outward * 0.5 * settings.step_width_m
        middle_x_m += _LANDING_X_SD_M * deviation.landing_x
        travel_m = float(self._belt.travel_m(np.array([self._next_s]))[0])
        return Footfall(
            side=side,
            strike=settings.strike_of(side),
            start_s=self._next_s,
            heel_x_m=middle_x_m - outward * 0.5 * settings.foot_length_m * math.sin(angle),
            heel_u_m=heel_y_m - travel_m,
            toe_out_deg=toe_out_deg,
            foot_length_m=settings.foot_length_m,
            press=press,
        )
