"""Which numbers on the pages are defined; the words are in `wording/*/definitions.ftl`."""

__all__ = ["DEFINITIONS"]

#: In the order of the list on the page About. Sources stand in `docs/data.md`.
DEFINITIONS = (
    "ball_first",
    "strike_index",
    "confidence",
    "contact_time",
    "flight_time",
    "cadence",
    "belt_speed",
    "print",
    "zones",
    "drift",
    "strip",
    "index_strip",
)
