"""When to stop: plain words before every session, which the clinic may put in its own."""

from clinic.audit import AuditEntry, write_audit
from clinic.bounds import check_text
from clinic.settings import add_setting, newest_setting
from clinic.store import Store
from clinic.versions import Signature

__all__ = ["set_stop_rules", "stop_rules"]

SETTING = "stop_rules"


def stop_rules(store: Store, language: str) -> str | None:
    """Return the clinic's own words in a language; None while it has set none."""
    with store.reading() as db:
        value = newest_setting(db, SETTING)
    return None if value is None else value.get(language)


def set_stop_rules(store: Store, language: str, text: str, *, by: Signature) -> None:
    """Set the clinic's own words in a language; an empty text takes them back. Earlier words stay stored.

    Raises
    ------
    BadSession
        When the text is too long or holds characters that steer a terminal.
    """
    check_text("stop rules", text)
    with store.writing() as db:
        value = dict(newest_setting(db, SETTING) or {})
        value.pop(language, None)
        if text.strip():
            value[language] = text.strip()
        now = store.now()
        add_setting(db, SETTING, value, by=by, now=now)
        write_audit(
            db, AuditEntry(now, by.author, "set stop rules", None, None, {"language": language})
        )
