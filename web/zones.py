"""How the load of the last steps is shared out over the foot."""

from collections.abc import Sequence

from analyzer import FOOT_ZONES, Step

__all__ = ["ZONES", "zone_shares"]

#: From the toes back, as the pages show them.
ZONES = tuple(reversed(FOOT_ZONES))


def zone_shares(steps: Sequence[Step]) -> dict[str, dict[str, float | None]]:
    """Return by side and zone the mean share of a complete step's impulse, percent.

    None where no complete step of that side has its zones.
    """
    return {side: _shares_of([s for s in steps if s.side == side]) for side in ("left", "right")}


def _shares_of(steps: Sequence[Step]) -> dict[str, float | None]:
    shares = [split for step in steps if step.complete and (split := _split(step)) is not None]
    if not shares:
        return dict.fromkeys(ZONES)
    means = [sum(column) / len(shares) for column in zip(*shares, strict=True)]
    return dict(zip(ZONES, means, strict=True))


def _split(step: Step) -> list[float] | None:
    """Return the share of each zone, percent; None where a zone is not known."""
    impulses_n_s = [getattr(step.measures, f"{zone}_impulse_n_s") for zone in ZONES]
    known = [value for value in impulses_n_s if value is not None]
    if len(known) < len(ZONES) or sum(known) <= 0.0:
        return None
    return [100.0 * value / sum(known) for value in known]
