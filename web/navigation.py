"""The pages in the order of the menu."""

from dataclasses import dataclass

from flask import current_app, request, url_for

from web.identity import may
from web.roles import role_for

__all__ = ["MenuEntry", "menu"]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the menu.

    Parameters
    ----------
    text_key : str
        Of its words.
    url : str
        Where it leads.
    is_here : bool
        Whether the page that is shown belongs to it.
    """

    text_key: str
    url: str
    is_here: bool


#: Key of the words, endpoint, and the endpoints of the pages below it.
_PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("nav-live", "pages.live", ()),
    ("nav-coach", "pages.coach", ()),
    (
        "nav-sessions",
        "pages.sessions",
        (
            "pages.one_session",
            "pages.one_step",
            "pages.versions",
            "pages.replay",
            "pages.compare",
        ),
    ),
    ("nav-runners", "pages.runners", ("pages.one_runner",)),
    ("nav-plans", "training_pages.plans", ("training_pages.plan", "training_pages.protocol")),
    (
        "nav-setup",
        "setup_pages.setup",
        ("setup_pages.health", "setup_pages.calibration", "admin.listed", "admin.audit"),
    ),
    ("nav-about", "pages.about", ()),
)


def menu() -> list[MenuEntry]:
    """Return the menu for the page that is being answered."""
    return [
        MenuEntry(key, url_for(endpoint), request.endpoint in (endpoint, *below))
        for key, endpoint, below in _PAGES
        if endpoint in current_app.view_functions and _may_open(endpoint)
    ]


def _may_open(endpoint: str) -> bool:
    role = role_for(current_app, endpoint, "GET")
    return role is None or may(role)
