"""How fast a stored session can be played."""

__all__ = ["SPEEDS"]

#: Times real time, the first one slow enough to see how a foot rolls.
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
