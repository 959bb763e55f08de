"""A footfall: one foot, at rest on the moving belt, from its first force to its last."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.frames import MatGeometry
from device.simulated.belt import Belt
from device.simulated.foot import Side, column_share, patch_places_m, row_share
from device.simulated.settings import StrikeSetting
from device.simulated.stance import Press

__all__ = ["Footfall"]


@dataclass(frozen=True, slots=True)
class Footfall:
    """Where and when one foot presses on the belt.

    Parameters
    ----------
    side : {"left", "right"}
        The foot.
    strike : {"heel", "midfoot", "ball", "ball-only"}
        What lands first; without meaning for a foot that stands.
    start_s : float
        When its force begins, seconds on the mat's clock.
    heel_x_m : float
        Back of the heel, on its long axis: from the deck's left edge.
    heel_u_m : float
        The same point along the belt, in the belt frame (deck place minus belt travel).
    toe_out_deg, foot_length_m : float
        The foot's angle to the belt, positive outward, and its length.
    press : Press
        Its force over the time since `start_s`.
    """

    side: Side
    strike: StrikeSetting
    start_s: float
    heel_x_m: float
    heel_u_m: float
    toe_out_deg: float
    foot_length_m: float
    press: Press

    @property
    def end_s(self) -> float:
        """When its force is over, seconds on the mat's clock."""
        return self.start_s + self.press.duration_s

    def patch_force_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the force on each patch of the sole, newtons, shape (n, patches)."""
        since_s = time_s - self.start_s
        return self.press.total_n(since_s)[:, None] * self.press.patch_share(since_s)

    def cell_force_n(
        self, time_s: NDArray[np.float64], belt: Belt, geometry: MatGeometry
    ) -> NDArray[np.float64]:
        """Return the force on each cell of a mat under `belt`, newtons, shape (n, rows, cols)."""
        rearward_m, rightward_m = patch_places_m(self.foot_length_m, self.toe_out_deg, self.side)
        heel_y_m = self.heel_u_m + belt.travel_m(time_s)
        rows = row_share(heel_y_m[:, None] + rearward_m, self.foot_length_m, geometry)
        cols = column_share(self.heel_x_m + rightward_m, self.foot_length_m, geometry)
        loaded_rows = self.patch_force_n(time_s)[:, :, None] * rows
        return np.swapaxes(loaded_rows, 1, 2) @ cols
