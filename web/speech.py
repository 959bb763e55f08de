"""What the templates can say: texts, figures and the menu, as the reader wants them."""

from typing import Any

from flask import Flask

from web.navigation import menu
from web.preferences import WORDING, preferences

__all__ = ["add_speech", "said_reason"]


def add_speech(app: Flask) -> None:
    """Give the templates of `app` texts (`t`), figures (`fig`), the menu and the preferences."""

    @app.context_processor
    def speech() -> dict[str, Any]:
        wanted = preferences()
        return {
            "t": wanted.language.text,
            "fig": wanted.figures,
            "prefs": wanted,
            "languages": WORDING.languages.values(),
            "menu": menu,
            "said_reason": said_reason,
            "script_wording": _script_wording,
        }


def said_reason(reason: str | None) -> str:
    """Return in the reader's language why a step is incomplete; as it stands where no words are known."""
    language = preferences().language
    key = "reason-" + (reason or "").replace(" ", "-")
    return language.text(key) if key in language.keys else reason or ""


def _script_wording(subjects: list[str]) -> dict[str, str]:
    """Return what `static/js/wording.js` reads: the language, and the page's texts as Fluent."""
    language = preferences().language
    return {"language": language.code, "messages": language.source(["common", *subjects])}
