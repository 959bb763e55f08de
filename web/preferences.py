"""How a reader wants the pages: language, units, speed or pace, theme; remembered in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from flask import Flask, Response, g, has_request_context, request

from clinic import Figures, Language, SpeedUnit, Units, Wording
from web.errors import BadInput

__all__ = ["WORDING", "Preferences", "add_preferences", "preferences"]

#: All texts of the pages.
WORDING = Wording(Path(__file__).parent / "wording")

#: The query's and the cookie's names, and what they may say; the first is the default.
CHOICES: dict[str, tuple[str, ...]] = {
    "lang": tuple(WORDING.languages),
    "units": get_args(Units),
    "speed": get_args(SpeedUnit),
    "theme": ("auto", "light", "dark"),
}

_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one reader wants the pages.

    Parameters
    ----------
    language : Language
        All texts in the reader's language.
    figures : Figures
        Numbers and quantities in the reader's language and units.
    theme : str
        `"auto"` (as the system is set), `"light"` or `"dark"`.
    """

    language: Language
    figures: Figures
    theme: str

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen, under the query's names."""
        return {
            "lang": self.language.code,
            "units": self.figures.units,
            "speed": self.figures.speed_unit,
            "theme": self.theme,
        }


def preferences() -> Preferences:
    """Return the reader's preferences; the defaults outside of a request."""
    if not has_request_context():
        return _read({})
    found = g.get("preferences")
    return found if isinstance(found, Preferences) else _read({})


def add_preferences(app: Flask) -> None:
    """Let `app` know each reader's preferences.

    They come from the query (`?lang=de&units=imperial&speed=pace&theme=dark`), which is remembered in
    cookies, else from those cookies, else the language from Accept-Language.
    """
    app.before_request(_take)
    app.after_request(_remember)


def _take() -> None:
    # A cookie that an older version wrote counts as absent; a query is typed, and is answered.
    kept = {name: value for name, value in request.cookies.items() if _is_choice(name, value)}
    g.preferences = _read(kept)
    asked = _asked()
    for name, value in asked.items():
        if not _is_choice(name, value):
            raise BadInput(f"{name} must be one of {', '.join(CHOICES[name])}, got {value!r}")
    g.preferences = _read({**kept, **asked})


def _asked() -> dict[str, str]:
    return {name: request.args[name] for name in CHOICES if name in request.args}


def _is_choice(name: str, value: str) -> bool:
    return value in CHOICES.get(name, ())


def _read(chosen: Mapping[str, str]) -> Preferences:
    accepted = request.accept_languages.values() if has_request_context() else ()
    code = chosen.get("lang")
    language = WORDING.languages[code] if code else WORDING.best_for(accepted)
    figures = Figures(
        language.code,
        "imperial" if chosen.get("units") == "imperial" else "metric",
        "pace" if chosen.get("speed") == "pace" else "speed",
    )
    return Preferences(language, figures, chosen.get("theme", "auto"))


def _remember(response: Response) -> Response:
    for name, value in _asked().items():
        if _is_choice(name, value):
            response.set_cookie(name, value, max_age=_YEAR_S, httponly=True, samesite="Lax")
    return response
