"""The letters of a report: embedded in the PDF, so that it looks the same everywhere."""

import unicodedata
from functools import cache

from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["BOLD", "REGULAR", "printable", "register_fonts"]

#: Bitstream Vera, which comes with reportlab: Latin letters of western and central Europe.
REGULAR, BOLD = "Vera", "VeraBd"
#: What stands for a letter that the font lacks.
LACKING = "?"


@cache
def register_fonts() -> frozenset[int]:
    """Make the fonts known to reportlab; return the code points that they can show."""
    fonts = [TTFont(name, f"{name}.ttf") for name in (REGULAR, BOLD)]
    for font in fonts:
        registerFont(font)
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    shown = [set(font.face.charToGlyph) for font in fonts]
    return frozenset(shown[0] & shown[1])


def printable(words: str) -> str:
    """Return a text in letters that the font has: `ș` without its comma, `?` for what has no likeness."""
    shown = register_fonts()
    return "".join(_shown(letter, shown) for letter in unicodedata.normalize("NFC", words))


def _shown(letter: str, shown: frozenset[int]) -> str:
    if ord(letter) in shown:
        return letter
    likeness = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in likeness if ord(part) in shown)
    return kept or ("" if unicodedata.combining(letter) else LACKING)
