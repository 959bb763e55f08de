"""From frames to what the browsers see: steps, live numbers, presence and pictures."""

import math
from collections.abc import Callable
from typing import Any

from analyzer import AnalyzerSettings, Drill, Standing, Step, StepAnalyzer
from device import FrameBlock, Mat, Watch
from web.belt import BeltWatch
from web.belt_rests import BeltRests
from web.hub import Hub
from web.protocol import Picture, landing_message, message, step_message
from web.readout import Readout
from web.warnings import belt_warning, mat_warnings

__all__ = ["Live"]

#: No screen shows more pictures than these.
PICTURE_INTERVAL_S = 1 / 60

#: More than the sensor noise of a whole mat, less than a child.
PRESENCE_N = 50.0

#: Longer than any flight phase: after this long without load nobody is on the mat.
ABSENCE_S = 2.0


class Live:
    """The analyzer at work on one mat, with everything that follows from a block of frames.

    One thread at a time.

    Parameters
    ----------
    hub : Hub
        Where landings, steps and pictures are published.
    now_s : callable
        Monotonic seconds; paces the pictures.

    Attributes
    ----------
    time_s, belt_speed_m_s : float
        Of the last frame; NaN before the first.
    """

    def __init__(self, hub: Hub, now_s: Callable[[], float]) -> None:
        self._hub = hub
        self._now_s = now_s
        self._analyzer: StepAnalyzer | None = None
        self._watch: Watch | None = None
        self._mat: Mat | None = None
        self._event_id = self._picture_number = 0
        self._next_picture_s = -math.inf
        self._belt: BeltWatch | None = None
        self._rests = BeltRests()
        self._reset()

    @property
    def is_on_mat(self) -> bool:
        """Whether the mat was loaded within the last two seconds of its own time."""
        return self.time_s - self._loaded_s < ABSENCE_S

    def begin(
        self,
        mat: Mat,
        settings: AnalyzerSettings,
        *,
        foot_length_m: float | None,
        body_mass_kg: float | None,
    ) -> None:
        """Start a new analyzer: what was learned of the runner before is forgotten."""
        self._analyzer = StepAnalyzer(
            mat.geometry, settings, foot_length_m=foot_length_m, body_mass_kg=body_mass_kg
        )
        if self._belt is None:
            self._belt = BeltWatch(mat.geometry)
        self._belt.begin_session()
        self._rests.take()
        self._readout.clear()
        self._mat = mat
        description = getattr(mat, "description", None)
        self._watch = None if description is None else Watch(description)

    def clear(self) -> None:
        """Forget everything that was shown, in the browsers too: another mat begins."""
        self._reset()
        self._hub.forget_events()
        self._hub.publish_event(message("clear"))

    def take(self, block: FrameBlock) -> tuple[FrameBlock, list[Step]]:
        """Take the next frames; return them with the belt's speed as it was analysed, and their new steps.

        The steps are published already, and before them the landings that were judged.
        """
        if self._analyzer is None or self._belt is None:
            return block, []
        slips = getattr(self._mat, "belt_slips", None)
        block = self._belt.take(
            block,
            is_sound=self._watch is None or not self._watch.warnings,
            slips=slips is not None and slips(),
        )
        # Before the belt's speed is known there is nothing to analyse, and nothing wrong either.
        believed = block if self._watch is None else self._watch.take(block)
        steps = self._analyzer.feed(believed.with_known_speed())
        for landing in self._analyzer.take_landings():
            self._hub.publish_event(landing_message(landing), lasting=False)
        self._rests.follow(self._analyzer)
        self.time_s = float(block.time_s[-1])
        self.belt_speed_m_s = float(block.belt_speed_m_s[-1])
        loaded = block.time_s[believed.force_n.sum(axis=(1, 2)) > PRESENCE_N]
        if len(loaded):
            self._loaded_s = float(loaded[-1])
        self._show(steps)
        self._show_picture(believed)
        return block, steps

    def finish(self) -> list[Step]:
        """End the analyzer; return the steps that were still open, which are published already."""
        if self._analyzer is None:
            return []
        steps = self._analyzer.finish()
        self._rests.follow(self._analyzer)
        self._analyzer = None
        self._show(steps)
        return steps

    def numbers(self) -> dict[str, Any]:
        """Return the live numbers; see `Readout.numbers`."""
        return self._readout.numbers()

    def course(self) -> dict[str, Any]:
        """Return how the bout has gone; see `Readout.course`."""
        return self._readout.course()

    def drill(self) -> dict[str, Any] | None:
        """Return the drill on a standing belt that is going on, None when there is none."""
        found = None if self._analyzer is None else self._analyzer.drill_so_far()
        return None if found is None else found.to_dict()

    def warnings(self) -> list[dict[str, str]]:
        """Return what nobody may miss: `code`, `text` and `remedy` of each warning."""
        found = [self._readout.warning(), *mat_warnings(self._watch, self._mat)]
        if self._loaded_s > -math.inf:
            found.append(belt_warning(self.belt_speed_m_s))
        if self._belt is not None:
            found += self._belt.warnings()
        return [warning for warning in found if warning is not None]

    def facts(self) -> dict[str, Any]:
        """Return time, belt speed and where it comes from, for the state."""
        return {
            "time_s": self.time_s,
            "belt_speed_m_s": self.belt_speed_m_s,
            "belt": None if self._belt is None else self._belt.facts(),
        }

    def take_remarks(self) -> list[tuple[float, str]]:
        """Return what was to be said during the session, and forget it; see `BeltWatch.take_remarks`."""
        return [] if self._belt is None else self._belt.take_remarks()

    def take_rests(self) -> list[Standing | Drill]:
        """Return what was found on a belt at rest during the session, and forget it."""
        return self._rests.take()

    def _reset(self) -> None:
        self._readout = Readout()
        self._belt = None
        self.time_s = self.belt_speed_m_s = math.nan
        self._loaded_s = -math.inf

    def _show(self, steps: list[Step]) -> None:
        for step in steps:
            self._readout.add(step)
            self._event_id += 1
            self._hub.publish_event(step_message(self._event_id, step))

    def _show_picture(self, block: FrameBlock) -> None:
        now_s = self._now_s()
        if now_s < self._next_picture_s:
            return
        self._next_picture_s = now_s + PICTURE_INTERVAL_S
        self._picture_number += 1
        picture = Picture(self._picture_number, self.time_s, self.belt_speed_m_s, block.force_n[-1])
        self._hub.publish_picture(picture.pack())
