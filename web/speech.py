"""What the templates can say: texts, figures and the menu, as the reader wants them."""

from typing import Any

from flask import Flask, current_app

from web.identity import may, visitor
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
            "visitor": visitor(),
            "requires_log_in": current_app.config["REQUIRES_LOG_IN"],
            "may": may,
            "said_action": said_action,
            "said_reason": said_reason,
            "script_wording": _script_wording,
        }


def said_reason(reason: str | None) -> str:
    """Return in the reader's language why a step is incomplete; as it stands where no words are known."""
    language = preferences().language
    key = "reason-" + (reason or "").replace(" ", "-")
    return language.text(key) if key in language.keys else reason or ""


def said_action(action: str) -> str:
    """Return an action of the audit log in the reader's language; as it stands where no words are known."""
    language, name = preferences().language, action.replace(" ", "-")
    return language.text(f"did-{name}") if f"did-{name}" in language.keys else action


def _script_wording(subjects: list[str]) -> dict[str, str]:
    """Return what `static/js/wording.js` reads: the language, and the page's texts as Fluent."""
    language = preferences().language
    return {"language": language.code, "messages": language.source(["common", *subjects])}
