"""What the shape of a print tells: which foot it is, and how far the foot is turned. Once a step."""

from libc.math cimport atan2, tan

from analyzer._tracks cimport Tracks

cdef enum:
    HEEL = 0
    ARCH = 2
    BALL = 4
    TOES = 6
    ZONES = 7

# Borders of heel, arch, ball and toes from the back of the heel, in foot lengths. The heel ends and the ball
# begins clear of the arch, so that neither is pulled outward by it.
cdef double[ZONES + 1] BORDERS = [0.0, 0.25, 0.33, 0.55, 0.60, 0.80, 0.85, 1.05]
# A zone tells nothing when it carries less than this share of the print's weights.
cdef double LEAST_SHARE = 0.01
# How far a foot bows outward on average, and how much that scatters, metres. The arch prints outside of the
# line from heel to ball, the toes inside of it: 11 to 17 mm and 5 to 25 mm on recordings.
cdef double USUAL_BOW_M = 0.012
cdef double BOW_SPREAD_M = 0.007
# The toes alone: midway between 5 and 25 mm.
cdef double TOES_BOW_M = 0.015
cdef double STRONGEST_ODDS = 5.0

cdef struct Middle:             # of the load of a zone of the print
    double u_m                  # belt frame
    double x_m                  # from the deck's left edge
    double weight_n             # sum of the print's peaks


cdef Middle middle_of(Tracks tracks, int i, double begin_u_m, double end_u_m) noexcept nogil:
    """Return where the print's load lies between two places of the belt, weighted with the peak map."""
    cdef double origin_u_m = tracks.tracks[i].origin_u_m, u_m, weight_n
    cdef int b, col
    cdef Middle middle = Middle(u_m=0.0, x_m=0.0, weight_n=0.0)
    for b in range(max(<int> ((begin_u_m - origin_u_m) / tracks.bin_m), 0),
                   min(<int> ((end_u_m - origin_u_m) / tracks.bin_m), tracks.bins)):
        u_m = origin_u_m + (b + 0.5) * tracks.bin_m
        for col in range(tracks.cols):
            weight_n = tracks.peak_map_n[i, b, col]
            middle.u_m += weight_n * u_m
            middle.x_m += weight_n * (col + 0.5) * tracks.col_pitch_m
            middle.weight_n += weight_n
    if middle.weight_n > 0.0:
        middle.u_m /= middle.weight_n
        middle.x_m /= middle.weight_n
    return middle


cdef double right_odds(const Middle *middles, double least_n, double axis_rad, bint is_known) noexcept nogil:
    """Return the log-odds that it is a right foot: two bows, each from a normal distribution."""
    cdef double slope = tan(axis_rad) if is_known else 0.0, bows_m = 0.0
    cdef Middle arch = middles[ARCH], ball = middles[BALL], toes = middles[TOES]
    # Without the heel the axis is not known, and the arch beside an unknown axis tells nothing.
    if arch.weight_n > least_n and is_known:
        bows_m += arch.x_m - (ball.x_m + slope * (ball.u_m - arch.u_m))
    if toes.weight_n > least_n:
        bows_m -= toes.x_m - (ball.x_m + slope * (ball.u_m - toes.u_m))
    bows_m *= 2.0 * USUAL_BOW_M
    return min(max(bows_m / (BOW_SPREAD_M * BOW_SPREAD_M), -STRONGEST_ODDS), STRONGEST_ODDS)


def shape(Tracks tracks not None, int i, double heel_u_m, double length_m):
    """Return the shape of a print under a foot.

    Parameters
    ----------
    heel_u_m, length_m : float
        Back of the heel, belt frame, and the foot's length.

    Returns
    -------
    right_odds : float
    axis : tuple (axis_rad, heel_x_m) or None
    forefoot : tuple (line_rad, bow_rad, sd_rad, ball_u_m, ball_x_m) or None
        As in `analyzer.shape.PrintShape` and `Forefoot`.
    """
    cdef Middle middles[ZONES]
    cdef int zone
    cdef double least_n = 0.0, axis_rad = 0.0, ahead_m
    cdef Middle heel, ball, toes
    axis = forefoot = None
    for zone in range(ZONES):
        middles[zone] = middle_of(tracks, i, heel_u_m - BORDERS[zone + 1] * length_m,
                                  heel_u_m - BORDERS[zone] * length_m)
        least_n += middles[zone].weight_n
    least_n *= LEAST_SHARE
    heel, ball, toes = middles[HEEL], middles[BALL], middles[TOES]
    if not ball.weight_n > least_n:
        return 0.0, None, None
    if heel.weight_n > least_n:
        axis_rad = atan2(ball.x_m - heel.x_m, heel.u_m - ball.u_m)
        axis = axis_rad, heel.x_m - (heel_u_m - heel.u_m) * tan(axis_rad)
    ahead_m = ball.u_m - toes.u_m
    if toes.weight_n > least_n and ahead_m > 0.0:
        forefoot = (atan2(toes.x_m - ball.x_m, ahead_m), atan2(TOES_BOW_M, ahead_m), BOW_SPREAD_M / ahead_m,
                    ball.u_m, ball.x_m)
    return right_odds(middles, least_n, axis_rad, axis is not None), axis, forefoot
