"""The sensing mat: electrodes to scale, from the mat description."""

from hardware.mat.drawing import mat_drawing, write_mat_drawings
from hardware.mat.layout import Electrodes, Ribbon, electrodes_for

__all__ = ["Electrodes", "Ribbon", "electrodes_for", "mat_drawing", "write_mat_drawings"]
