"""The colours of a report: those of the pages in daylight, so that a kind of landing is known by them."""

__all__ = ["ACCENT", "HEAT", "KINDS", "LINE", "MUTED", "PALE", "RIBBON", "RIBBON_TEXT", "TEXT"]

TEXT, MUTED, LINE, PALE = "#182027", "#55606a", "#d5d1c8", "#f4f2ed"
ACCENT = "#0b5f83"
RIBBON, RIBBON_TEXT = "#ffc53d", "#241a00"

#: In the order from the heel to the toes.
KINDS = {"heel": "#a84b00", "midfoot": "#00684a", "ball": "#005f9e", "unsure": "#7d8790"}

#: From no force to the greatest, red, green and blue: greys, on which every kind stands out.
HEAT = ((255, 255, 255), (222, 230, 235), (164, 181, 192), (98, 118, 132), (42, 58, 70))
