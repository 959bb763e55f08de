"""A print as the cells read it, through a window one cell long, made sharp again. Once a step."""

from libc.math cimport ceil
from libc.string cimport memcpy

import numpy as np

from analyzer._feet cimport Track
from analyzer._tracks cimport Tracks

# Single precision, as the readings are. All columns at once, for they lie side by side in memory:
#
#     0 0 0 | bin 0: col 0, col 1 ... | bin 1 ... | ... | 0 0 0
#     margin: as many bins as the window reaches beyond one of the print
cdef float LEAST = 1e-12

cdef struct Window:
    Py_ssize_t count            # places of the print
    Py_ssize_t cols
    Py_ssize_t reach            # bins that it covers, at least in part, to each side of the middle one
    float bins                  # its length


cdef inline float covered(const Window *window, Py_ssize_t away) noexcept nogil:
    """Part of a bin so far from the middle one that the window covers."""
    return min(<float> 1.0, <float> 0.5 * window.bins + <float> 0.5 - away)


cdef void smear(const Window *window, const float *values, float *sums) noexcept nogil:
    """Add up each bin and its neighbours in its column, as far as a window centred on it covers them.

    The bins at the window's ends count in part; what lies beyond the print, in the margins, is nothing.
    """
    cdef Py_ssize_t k, d = 1, away, further
    cdef float middle = min(<float> 1.0, window.bins), near, far
    # Two neighbours to each side in one pass, as a cell of 25 mm has over bins of 5 mm: then the sums are
    # written once.
    if window.reach >= 2:
        away, further, d = window.cols, 2 * window.cols, 3
        near, far = covered(window, 1), covered(window, 2)
        for k in range(window.count):
            sums[k] = (middle * values[k] + near * (values[k - away] + values[k + away])
                       + far * (values[k - further] + values[k + further]))
    else:
        for k in range(window.count):
            sums[k] = middle * values[k]
    while d <= window.reach:
        away, near = d * window.cols, covered(window, d)
        for k in range(window.count):
            sums[k] += near * (values[k - away] + values[k + away])
        d += 1


cdef void look(const Window *window, const float *load, float *read, float *scratch,
               bint summed) noexcept nogil:
    """Set what the cells would read of a load; `summed`: sums over a window of what lay in its middle."""
    cdef Py_ssize_t k
    cdef float share = <float> 1.0 / window.bins
    if not summed:
        smear(window, load, read)
        return
    smear(window, load, scratch)
    smear(window, scratch, read)
    for k in range(window.count):
        read[k] *= share


cdef void begin_even(const Window *window, const float *read, float *now, float most) noexcept nogil:
    """Spread the load of each column evenly along it."""
    cdef Py_ssize_t b, col, bins = window.count // window.cols
    cdef float sum_n
    for col in range(window.cols):
        sum_n = 0.0
        for b in range(bins):
            sum_n += read[b * window.cols + col]
        sum_n /= most * bins
        for b in range(bins):
            now[b * window.cols + col] = sum_n


cdef void sharpen(const Window *window, float *buffer, int rounds, bint summed) noexcept nogil:
    """Put in place of the readings at the head of `buffer`, behind a margin, the load that they tell of.

    The buffer has `length_of` a window; beyond the readings it holds zeros.
    """
    cdef Py_ssize_t k, margin = window.reach * window.cols, length = window.count + 2 * margin
    cdef int _turn
    cdef float most = 0.0, least = LEAST    # a local one stays in a register
    cdef float *now = buffer + margin
    cdef float *read = now + length
    cdef float *seen = read + length
    cdef float *back = seen + length
    cdef float *coverage = back + length
    cdef float *scratch = coverage + length
    if summed:
        smear(window, now, read)
    else:
        memcpy(read, now, window.count * sizeof(float))
    for k in range(window.count):
        seen[k] = 1.0
    look(window, seen, coverage, scratch, summed)
    for k in range(window.count):
        most = max(most, coverage[k])
        coverage[k] = <float> 1.0 / max(coverage[k], least)
    begin_even(window, read, now, most)
    for _turn in range(rounds):
        look(window, now, seen, scratch, summed)
        for k in range(window.count):
            seen[k] = read[k] / max(seen[k], least)
        look(window, seen, back, scratch, summed)
        for k in range(window.count):
            now[k] *= back[k] * coverage[k]


cdef Window window_over(Py_ssize_t bins, Py_ssize_t cols, float aperture_bins) noexcept nogil:
    """Return the window over a print; it reaches no further than the print is long."""
    return Window(count=bins * cols, cols=cols, bins=aperture_bins,
                  reach=min(<Py_ssize_t> ceil(0.5 * aperture_bins - 0.5), max(0, bins - 1)))


cdef Py_ssize_t length_of(const Window *window) noexcept nogil:
    """Length of the buffer that `sharpen` needs."""
    return 6 * (window.count + 2 * window.reach * window.cols)


def sharpened(const float[:, ::1] reading not None, float aperture_bins, int rounds, bint summed):
    """Return the load of each bin whose readings come closest to those given.

    Richardson (1972, J Opt Soc Am 62:55-59) and Lucy (1974, Astron J 79:745-754): multiplicative steps that
    keep every load at or above zero and the whole load as it was read.

    Parameters
    ----------
    reading : ndarray of float32, shape (bins, cols)
        What a cell centred on the bin read, at least 0; or, `summed`, parts that are put where the cells' centres
        were, of which only the sums over a window are to be believed.
    aperture_bins : float
        Length of the window, in bins, above 0.
    rounds : int
    summed : bool

    Returns
    -------
    ndarray of float32, shape (bins, cols)
    """
    cdef Window window = window_over(reading.shape[0], reading.shape[1], aperture_bins)
    cdef Py_ssize_t margin = window.reach * window.cols
    if window.count == 0:
        return np.zeros((reading.shape[0], reading.shape[1]), np.float32)
    cdef float[::1] buffer = np.zeros(length_of(&window), np.float32)
    with nogil:
        memcpy(&buffer[margin], &reading[0, 0], window.count * sizeof(float))
        sharpen(&window, &buffer[0], rounds, summed)
    sharp = np.asarray(buffer[margin:margin + window.count])
    return sharp.reshape(reading.shape[0], reading.shape[1]).copy()


cdef class ImpulseSharpener:
    """Sharpens the recorded force-time integrals of feet in the tracks of one mat, in their place.

    Parameters
    ----------
    tracks : Tracks
        What the hot loop recorded.
    rounds : int
        As of `sharpened`.
    """

    cdef Tracks tracks
    cdef float aperture_bins
    cdef int rounds
    cdef float[::1] buffer

    def __init__(self, Tracks tracks not None, int rounds):
        cdef Window window
        self.tracks, self.rounds = tracks, rounds
        self.aperture_bins = <float> (tracks.row_pitch_m / tracks.bin_m)
        window = window_over(tracks.bins, tracks.cols, self.aperture_bins)
        self.buffer = np.zeros(length_of(&window), np.float32)

    def sharpen(self, int i, int first_bin, int bins, int first_col, int cols):
        """Sharpen what lies in so many bins and columns of a track's map from the first on; clear the rest."""
        cdef Tracks tracks = self.tracks
        cdef Track *track = &tracks.tracks[i]
        cdef float[:, ::1] map_n_s = tracks.impulse_map_n_s[i, first_bin:first_bin + bins]
        cdef Window window = window_over(map_n_s.shape[0], cols, self.aperture_bins)
        cdef float *print_n_s = &self.buffer[window.reach * window.cols]
        cdef int b
        self.buffer[:length_of(&window)] = 0.0
        for b in range(<int> map_n_s.shape[0]):
            memcpy(print_n_s + b * cols, &map_n_s[b, first_col], cols * sizeof(float))
        sharpen(&window, &self.buffer[0], self.rounds, True)
        tracks.impulse_map_n_s[i, :, :] = 0.0
        for b in range(<int> map_n_s.shape[0]):
            memcpy(&map_n_s[b, first_col], print_n_s + b * cols, cols * sizeof(float))
        track.first_bin = min(track.first_bin, first_bin)
        track.last_bin = max(track.last_bin, first_bin + <int> map_n_s.shape[0] - 1)
