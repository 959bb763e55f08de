"""The analyzer's face: frames in, steps out, the same whatever the size of the blocks."""

from bisect import bisect_left
from typing import Any

import numpy as np

from analyzer._loop import Loop
from analyzer._noise import CellNoise
from analyzer.axis import AxisGuesser
from analyzer.blind import blind_spans
from analyzer.draft import ContactMeasurer, Draft
from analyzer.drill import Drill, DrillFinder
from analyzer.early import EarlyJudge, Landing
from analyzer.finishing import StepFinisher
from analyzer.foot import FootFinder
from analyzer.incoming import checked_frames, checked_row_times
from analyzer.neighbours import Neighbours
from analyzer.settings import AnalyzerSettings
from analyzer.sides import Landing as SideEvidence
from analyzer.sides import SideTracker
from analyzer.standing import Standing, StandingFinder
from analyzer.steps import Side, Step
from device.frames import FrameBlock, MatGeometry

__all__ = ["StepAnalyzer"]

#: Longest foot that is followed when the runner's is not known, metres.
LONGEST_FOOT_M = 0.32
#: A print reads longer than its foot by a pitch and by what sole and belt spread, metres.
SPREAD_M = 0.035
#: Foot width plus what 20 degrees of toe-out add to it, metres.
FOOT_WIDTH_M = 0.20
BIN_M = 0.005
MAX_FRAMES = 4096


class StepAnalyzer:
    """Finds every footfall in a stream of force frames.

    Parameters
    ----------
    geometry : MatGeometry
        The mat's cells.
    settings : AnalyzerSettings
        Thresholds and times.
    foot_length_m : float or None
        Length of the runner's foot or shoe, metres, 0.1 to 0.45. Without it, it is learned from whole
        prints.
    body_mass_kg : float or None
        The runner's mass; scales the contact threshold.
    """

    def __init__(
        self,
        geometry: MatGeometry,
        settings: AnalyzerSettings | None = None,
        *,
        foot_length_m: float | None = None,
        body_mass_kg: float | None = None,
    ) -> None:
        self.geometry = geometry
        self.settings = settings or AnalyzerSettings()
        chosen = self.settings
        foot_span_m = (foot_length_m or LONGEST_FOOT_M) + geometry.row_pitch_m + SPREAD_M
        self._loop = Loop(
            geometry.rows, geometry.cols, geometry.row_pitch_m, geometry.col_pitch_m,
            foot_span_m=foot_span_m, foot_width_m=FOOT_WIDTH_M, bin_m=BIN_M, max_frames=MAX_FRAMES,
            noise=CellNoise(
                geometry.rows * geometry.cols,
                factor=chosen.cell_noise_factor, floor_n=chosen.cell_floor_n,
            ),
        )  # fmt: skip
        foot = FootFinder(foot_length_m)
        self._early = EarlyJudge(foot, chosen, body_mass_kg)
        self._loop.configure(
            threshold_n=chosen.contact_threshold_n(body_mass_kg),
            fixed_threshold=chosen.threshold_n is not None,
            noise_factor=chosen.noise_factor,
            hold_s=chosen.hold_s,
            max_contact_s=chosen.max_contact_s,
            watch=self._early.watch,
        )
        self._axes = AxisGuesser()
        self._measurer = ContactMeasurer(self._loop, chosen, foot, self._axes)
        self._landings: list[Landing] = []
        self._sides = SideTracker(deck_middle_m=0.5 * geometry.width_m)
        neighbours = Neighbours(longest_pause_s=chosen.max_contact_s)
        self._finisher = StepFinisher(neighbours, self._measurer.printer)
        self._standing = StandingFinder()
        self._drills = DrillFinder()
        self._drafts: list[Draft] = []
        self._sided: list[tuple[Draft, Side]] = []
        self._unsided: list[Draft] = []
        self._steps_made = 0
        self._last_time_s = -np.inf

    def feed(self, block: FrameBlock) -> list[Step]:
        """Take the next frames; return the steps that are now known, in order of contact.

        A step is known when its contact has ended, its side is decided and the next contact has ended
        (its flight time needs that) or cannot come any more within `longest_flight_s`.

        Raises
        ------
        BadFrames
            Frames of another shape than the mat's, or time that does not advance.
        BeltSpeedUnknown
            A frame without a belt speed.
        """
        time_s, cells_n, belt_speed_m_s = checked_frames(
            block, self.geometry, last_time_s=self._last_time_s
        )
        row_time_s, spread_sum = checked_row_times(block, self.geometry)
        if len(time_s):
            self._last_time_s = float(time_s[-1])
        start = 0
        for end, blind in blind_spans(block):
            self._loop.set_blind(blind)
            times = (time_s[:end], cells_n[:end], belt_speed_m_s[:end])
            rows = None if row_time_s is None else row_time_s[:end]
            sums = None if spread_sum is None else spread_sum[:end]
            while start < end:
                start = self._loop.run(*times, start, rows, sums)
                self._collect(self._loop.ended(), cut=False)
                self._landings.extend(map(self._landing, self._loop.take_told()))
                if self._loop.support.full:
                    self._standing.add(self._loop.support.take())
        self._standing.add(self._loop.support.take())
        return self._known()

    def finish(self) -> list[Step]:
        """End the stream; return the steps that were still open or waiting."""
        self._standing.add(self._loop.support.take(last=True), last=True)
        self._collect(self._loop.finish(), cut=True)
        self._drafts.sort(key=_contact_s)
        self._name_sides(len(self._drafts))
        self._take_sides(self._sides.flush())
        return self._known(finished=True)

    def take_landings(self) -> list[Landing]:
        """Return the landings that were judged since they were last taken, in order of judgement.

        A landing is told while its foot is down, long before its step: see `docs/data.md`. At most one a
        contact; none of a contact that was over first.
        """
        landings, self._landings = self._landings, []
        return landings

    def take_standing(self) -> list[Standing]:
        """Return the intervals of standing that have ended since they were last taken, oldest first."""
        return self._standing.take()

    def take_drills(self) -> list[Drill]:
        """Return the drills that have ended since they were last taken, oldest first.

        A drill has ended when the belt moves, or no contact has followed for `DRILL_PAUSE_S`.
        """
        return self._drills.take(now_s=self._last_time_s)

    def drill_so_far(self) -> Drill | None:
        """Return the drill that is going on, over its last 24 contacts; None when there is none."""
        return self._drills.so_far(now_s=self._last_time_s)

    def _collect(self, slots: list[int], *, cut: bool) -> None:
        """Measure contacts that ended and put those that are steps in the order of their contact."""
        for slot in slots:
            draft = self._measurer.measure(slot)
            self._loop.free(slot)
            if draft is not None:
                self._drafts.append(draft)
                self._early.learn(draft.contact)
        if slots and not cut:
            self._drafts.sort(key=_contact_s)
            self._name_sides(bisect_left(self._drafts, self._loop.open_since_s(), key=_contact_s))

    def _landing(self, told: dict[str, Any]) -> Landing:
        # Contacts before this one whose sides are not decided: feet that are still down, or just left.
        between = len(self._drafts) + told["before"]
        evidence = SideEvidence(told["contact_s"], told["landing_x_m"], beside_m=told["beside_m"])
        return Landing(
            number=self._steps_made + len(self._sided) + len(self._unsided) + between + 1,
            side=self._sides.guess(evidence, between=between),
            contact_s=told["contact_s"],
            judged_s=told["now_s"],
            strike=told["strike"],
            confidence=told["confidence"],
            x_m=told["landing_x_m"],
            y_m=told["landing_y_m"],
        )

    def _name_sides(self, count: int) -> None:
        """Pass the first `count` drafts on to the side tracker: no earlier contact can come any more."""
        for draft in self._drafts[:count]:
            self._unsided.append(draft)
            self._take_sides(self._sides.add(_side_evidence(draft)))
        del self._drafts[:count]

    def _take_sides(self, sides: list[Side]) -> None:
        self._sided.extend(zip(self._unsided, sides, strict=False))
        del self._unsided[: len(sides)]

    def _known(self, *, finished: bool = False) -> list[Step]:
        """Return the steps whose side and successor are known, and forget them."""
        steps = []
        while self._sided:
            draft, side = self._sided[0]
            follower = self._follower(draft)
            too_late = (
                self._last_time_s - draft.contact["off_s"]
                > self.settings.longest_flight_s + self.settings.max_contact_s
            )
            if follower is None and not finished and not too_late:
                break
            self._sided.pop(0)
            self._steps_made += 1
            if draft.shape.axis_rad is not None and draft.incomplete_reason is None:
                self._axes.learn(side, draft.shape.axis_rad)
            flight_s = self._flight_s(draft, follower)
            step = self._finisher.step(self._steps_made, side, draft, flight_s)
            self._drills.add(step, supported=draft.contact["supported"])
            steps.append(step)
        if finished:
            self._drills.finish()
        return steps

    def _follower(self, draft: Draft) -> Draft | None:
        """Return the step that made contact next, of either foot."""
        if len(self._sided) > 1:
            return self._sided[1][0]
        later = [*self._unsided, *self._drafts]
        return min(later, key=_contact_s, default=None)

    def _flight_s(self, draft: Draft, follower: Draft | None) -> float | None:
        if follower is None or draft.contact["supported"]:
            return None
        flight_s = float(follower.contact["contact_s"] - draft.contact["off_s"])
        return flight_s if 0 < flight_s <= self.settings.longest_flight_s else None


def _contact_s(draft: Draft) -> float:
    return float(draft.contact["contact_s"])


def _side_evidence(draft: Draft) -> SideEvidence:
    contact = draft.contact
    return SideEvidence(
        contact["contact_s"],
        contact["middle_x_m"],
        draft.shape.right_odds,
        beside_m=contact["beside_m"],
    )
