from analyzer._tracks import Tracks

def shape(
    tracks: Tracks, i: int, heel_u_m: float, length_m: float
) -> tuple[float, tuple[float, float] | None, tuple[float, float, float, float, float] | None]: ...
