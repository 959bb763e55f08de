"""Load on the inner and the outer half of a foot through one contact. Once a step."""

from libc.math cimport M_PI, cos, exp, sin, sqrt, tan

import numpy as np

from analyzer._strike cimport normal
from analyzer._tracks cimport Tracks, after_printed, first_printed, row_u_m

cdef double LEAST_SD = 0.05         # the load's spread across a foot, one SD in foot lengths, at least

cdef struct Axis:
    double heel_b_m             # where it leaves the back of the heel, along the belt from the maps' bin 0
    double heel_x_m             # ... and across
    double cosine               # of its angle to the belt, positive when the toes point rightward
    double sine
    double slope
    double length_m             # of the foot

cdef enum:                      # kinds of sums along the print
    LOAD
    LEFT                        # the load left of the axis
    MOMENT                      # load times its place across the deck
    AT_AXIS                     # load on the axis itself, by metre across: what passes it in a small shift
    SUMS


cdef double left_share(double middle_m, double sd_m, double begin_m, double end_m,
                       double axis_m) noexcept nogil:
    """Part of a cell's load left of the axis, when the load across the foot is spread normally."""
    cdef double whole, left, before
    if axis_m <= begin_m:
        return 0.0
    if axis_m >= end_m:
        return 1.0
    before = normal((begin_m - middle_m) / sd_m)
    whole = normal((end_m - middle_m) / sd_m) - before
    left = normal((axis_m - middle_m) / sd_m) - before
    return left / whole if whole > 1e-6 else (axis_m - begin_m) / (end_m - begin_m)


cdef (double, double, double) across_m(Tracks tracks, const float *loads_n_s, double least_sd_m) noexcept nogil:
    """Middle and standard deviation of the load across the foot in a bin of the impulse map, and its sum.

    A column reads its whole width: its own twelfth of a square pitch is taken off (Sheppard).
    """
    cdef double weight = 0.0, moment = 0.0, square = 0.0, x_m, middle_m, variance_m2
    cdef double pitch_m = tracks.col_pitch_m
    cdef int col, cols = tracks.cols
    for col in range(cols):
        weight += loads_n_s[col]
    if weight <= 0.0:
        return 0.0, least_sd_m, weight
    for col in range(cols):
        x_m = (col + 0.5) * pitch_m
        moment += loads_n_s[col] * x_m
        square += loads_n_s[col] * x_m * x_m
    middle_m = moment / weight
    variance_m2 = square / weight - middle_m * middle_m - pitch_m * pitch_m / 12.0
    return middle_m, sqrt(max(variance_m2, least_sd_m * least_sd_m)), weight


cdef class Halves:
    """Divides what feet in the tracks of one mat bear into what lies left of their axis, and right of it.

    Parameters
    ----------
    tracks : Tracks
        What the hot loop recorded.
    borders : ndarray of float64, shape (zones + 1,)
        Ends of the zones from the back of the heel, in foot lengths; the outer ones catch all the rest.
    """

    cdef Tracks tracks
    cdef const double[::1] borders
    cdef int zones, under       # bins that a row covers
    cdef double[:, ::1] sums    # [bin, kind], of all bins before this one
    cdef double[:, ::1] impulse_n_s     # [zone, half]

    def __init__(self, Tracks tracks not None, const double[::1] borders not None):
        self.tracks, self.borders, self.zones = tracks, borders, <int> borders.shape[0] - 1
        self.under = <int> (tracks.row_pitch_m / tracks.bin_m + 0.5)
        self.sums = np.zeros((tracks.bins + 1, SUMS))
        self.impulse_n_s = np.zeros((self.zones, 2))

    def loads(self, int i, int first, int last, double heel_m, double length_m, double axis_rad, double heel_x_m):
        """Return what lay left of a foot's axis, and right of it.

        Parameters
        ----------
        first, last : int
            Frames of the contact, both included.
        heel_m, length_m : float
            Back of the heel along the axis, as `_print.along_axis_m` counts it, and the foot's length.
        axis_rad, heel_x_m : float
            The axis: angle to the belt, positive when the toes point rightward, and where it leaves the heel.

        Returns
        -------
        impulse_n_s : list of tuple of float, (zones, 2)
            Force-time integral of each zone, newton seconds; left of the axis, right of it.
        peak_n : tuple of float
            Greatest force, newtons; left of the axis, right of it.
        """
        cdef double cosine = cos(axis_rad)
        cdef Axis axis = Axis(heel_b_m=heel_m / cosine, heel_x_m=heel_x_m, cosine=cosine, sine=sin(axis_rad),
                              slope=tan(axis_rad), length_m=length_m)
        cdef int begin = first_printed(self.tracks, i), end = after_printed(self.tracks, i), zone
        self._divide(self.tracks, i, &axis, begin, end)
        # A row that begins before the print may reach into it.
        begin = self._share_out(begin, end)
        impulse_n_s = []
        for zone in range(self.zones):
            impulse_n_s.append((self.impulse_n_s[zone, 0], self.impulse_n_s[zone, 1]))
        return impulse_n_s, self._peaks_n(self.tracks, i, first, last, begin, end)

    cdef int _divide(self, Tracks tracks, int i, const Axis *axis, int begin, int end) noexcept nogil:
        """Add up the load of each zone, left and right of the axis, and along the print's bins [begin, end)."""
        cdef int zone, b, k, col, cols = tracks.cols
        cdef double pitch_m = tracks.col_pitch_m
        cdef double ahead_m, aside_m, along, axis_m, middle_m, sd_m, load, part, left, z
        cdef const float *loads_n_s
        self.impulse_n_s[:, :] = 0.0
        self.sums[begin, :] = 0.0
        for b in range(begin, end):
            for k in range(SUMS):
                self.sums[b + 1, k] = self.sums[b, k]
            loads_n_s = &tracks.impulse_map_n_s[i, b, 0]
            middle_m, sd_m, load = across_m(tracks, loads_n_s, LEAST_SD * axis.length_m)
            if load <= 0.0:
                continue
            ahead_m = axis.heel_b_m - (b + 0.5) * tracks.bin_m
            axis_m = axis.heel_x_m + ahead_m * axis.slope
            z = (axis_m - middle_m) / sd_m
            self.sums[b + 1, LOAD] += load
            self.sums[b + 1, MOMENT] += load * middle_m
            self.sums[b + 1, AT_AXIS] += load * exp(-0.5 * z * z) / (sd_m * sqrt(2.0 * M_PI))
            for col in range(cols):
                part = loads_n_s[col]
                if part > 0.0:
                    aside_m = (col + 0.5) * pitch_m - axis.heel_x_m
                    along = (ahead_m * axis.cosine + aside_m * axis.sine) / axis.length_m
                    zone = 0
                    while zone < self.zones - 1 and along >= self.borders[zone + 1]:
                        zone += 1
                    left = left_share(middle_m, sd_m, col * pitch_m, (col + 1) * pitch_m, axis_m)
                    self.impulse_n_s[zone, 0] += left * part
                    self.impulse_n_s[zone, 1] += (1.0 - left) * part
                    self.sums[b + 1, LEFT] += left * part
        return 0

    cdef int _share_out(self, int begin, int end) noexcept nogil:
        """Turn the sums into what a row bears of each kind when it bears one newton and begins at a bin.

        Return the first bin at which a row can begin that reaches into [begin, end).
        """
        cdef int b, k, last, first = max(0, begin - self.under)
        cdef double load
        self.sums[first:begin, :] = 0.0
        for b in range(first, end + 1):
            last = min(b + self.under, end)
            load = self.sums[last, LOAD] - self.sums[b, LOAD] if last > begin else 0.0
            for k in range(LEFT, SUMS):
                self.sums[b, k] = (self.sums[last, k] - self.sums[b, k]) / load if load > 0.0 else 0.0
            self.sums[b, LOAD] = 1.0 if load > 0.0 else 0.0
        return first

    cdef (double, double) _peaks_n(self, Tracks tracks, int i, int first, int last, int begin,
                                   int end) noexcept nogil:
        """Greatest force left of the axis, and right of it, in frames [first, last].

        A frame is recorded as row sums and the place of their middle across the deck. Each row is divided as
        the whole contact divided that place of the sole, and all rows are moved aside together until their
        middle lies where the frame's did.
        """
        cdef double half_bins = 0.5 * tracks.row_pitch_m / tracks.bin_m
        cdef double origin_u_m = tracks.tracks[i].origin_u_m, per_m = 1.0 / tracks.bin_m
        cdef double row_n, force_n, left_n, moment, at_axis, left_peak_n = 0.0, right_peak_n = 0.0
        cdef int f, row, b
        for f in range(first, last + 1):
            force_n = left_n = moment = at_axis = 0.0
            for row in range(tracks.loaded_from[i, f], tracks.loaded_to[i, f]):
                row_n = tracks.profile_n[i, f, row]
                b = <int> ((row_u_m(tracks, i, f, row) - origin_u_m) * per_m - half_bins + 0.5)
                b = min(max(begin, b), end)
                force_n += row_n * self.sums[b, LOAD]
                left_n += row_n * self.sums[b, LEFT]
                moment += row_n * self.sums[b, MOMENT]
                at_axis += row_n * self.sums[b, AT_AXIS]
            if force_n > 0.0:
                left_n -= (tracks.cop_x_m[i, f] - moment / force_n) * at_axis
                left_n = min(max(left_n, 0.0), force_n)
                left_peak_n, right_peak_n = max(left_peak_n, left_n), max(right_peak_n, force_n - left_n)
        return left_peak_n, right_peak_n
