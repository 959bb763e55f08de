"""The picture that a contact left on the belt, and the footprint that it is once the foot's side is known."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer import _measure, _print
from analyzer._sharpen import ImpulseSharpener
from analyzer._tracks import Tracks
from analyzer.belt_scan import ROUNDS, BeltScan, FootPose
from analyzer.foot import AxisPlace, FootPlace
from analyzer.steps import Footprint

__all__ = ["Printed", "Printer"]

#: The gait line is measured while the force is above this share of its peak: below it is mostly noise.
LINE_FRACTION = 0.1
#: A place of the print counts into its area above this share of the print's peak.
AREA_FRACTION = 0.05


class Printed(NamedTuple):
    """What a print is before the side of its foot is known; fields as in `Footprint` and `BeltScan`.

    `first_bin` is the track's bin of the print's first. `strong` points of the gait line lie between the
    first and the last frame with much force, `strong_s` apart; `places` is how many places of the print count
    into its area.
    """

    peak_n: NDArray[np.float32]
    placed_impulse_n_s: NDArray[np.float32]
    origin_u_m: float
    first_bin: int
    first_col: int
    places: int
    heel_bin: float
    gait_line_m: NDArray[np.float32]
    strong: tuple[int, int]
    strong_s: float
    landing_m: tuple[float, float]


class Printer:
    """Makes the pictures of contacts in the tracks of one mat.

    Parameters
    ----------
    tracks : Tracks
        What the hot loop recorded.
    """

    def __init__(self, tracks: Tracks) -> None:
        self._tracks = tracks
        self._sharpener = ImpulseSharpener(tracks, ROUNDS)
        self._bin_m, self._col_pitch_m = tracks.bin_m, tracks.col_pitch_m
        self._aperture_bins = tracks.row_pitch_m / tracks.bin_m
        # A gait line is in single precision, and so is where it is counted from.
        lefts_m = np.arange(tracks.cols) * tracks.col_pitch_m
        self._lefts_m: list[float] = lefts_m.astype(np.float32).tolist()

    def printed(
        self,
        slot: int,
        contact: dict[str, Any],
        place: FootPlace,
        ends_u_m: tuple[float, float],
    ) -> Printed:
        """Return the picture of a contact between the ends of its print, under a foot at `place`."""
        front_u_m, rear_u_m = ends_u_m
        margin_m = self._tracks.row_pitch_m
        heel_u_m = rear_u_m if place.heel_u_m is None else place.heel_u_m
        maps, origin_u_m, first_bin, first_col, places = _print.maps(
            self._tracks,
            slot,
            front_u_m - margin_m,
            max(rear_u_m, heel_u_m) + margin_m,
            AREA_FRACTION,
        )
        left_m = self._lefts_m[first_col]
        line_m, begin, end, strong_s = _measure.gait_line_m(
            self._tracks, slot, contact["first"], contact["last"],
            LINE_FRACTION * contact["peak_n"], origin_u_m, left_m,
        )  # fmt: skip
        return Printed(
            maps[0],
            maps[1],
            origin_u_m,
            first_bin,
            first_col,
            places,
            (heel_u_m - origin_u_m) / self._bin_m,
            line_m,
            (begin, end),
            strong_s,
            (contact["landing_u_m"] - origin_u_m, contact["landing_x_m"] - left_m),
        )

    def sharpen_impulses(self, slot: int, printed: Printed) -> None:
        """Put the sharpened impulses of the print in place of those that the cells' centres were met by."""
        bins, cols = printed.peak_n.shape
        self._sharpener.sharpen(slot, printed.first_bin, bins, printed.first_col, cols)

    def footprint(self, printed: Printed, on_axis: AxisPlace | None) -> Footprint:
        """Return the footprint of a foot along its axis; None if that is not known."""
        return Footprint(
            printed.peak_n,
            self._bin_m,
            self._col_pitch_m,
            printed.heel_bin,
            printed.first_col,
            printed.gait_line_m,
            printed.landing_m,
            self._scan(printed, None if on_axis is None else self._pose(printed, on_axis)),
        )

    def area_m2(self, printed: Printed) -> float:
        """Return the area of a print."""
        return printed.places * self._bin_m * self._col_pitch_m

    def _pose(self, printed: Printed, on_axis: AxisPlace) -> FootPose | None:
        length_m = on_axis.foot.length_m
        if on_axis.foot.heel_u_m is None or length_m is None:
            return None
        heel_x_m = on_axis.heel_x_m - printed.first_col * self._col_pitch_m
        return FootPose(printed.heel_bin, heel_x_m, on_axis.axis_rad, length_m)

    def _scan(self, printed: Printed, pose: FootPose | None) -> BeltScan:
        return BeltScan(
            printed.peak_n,
            printed.placed_impulse_n_s,
            self._aperture_bins,
            printed.origin_u_m,
            pose,
        )
