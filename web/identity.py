"""Who is at the page: the author of what is written there, and what they may do."""

from flask import current_app, g, has_request_context

from clinic import Account, Role, Signature

__all__ = ["NOBODY", "may", "signature", "visitor", "who"]

#: On loopback nobody logs in.
NOBODY = "page"


def visitor() -> Account | None:
    """Return who is logged in; None where nobody is, or nobody needs to be."""
    if not has_request_context():
        return None
    account: Account | None = g.get("account")
    return account


def who() -> str:
    """Return whom versions and the audit log name."""
    account = visitor()
    return NOBODY if account is None else account.name


def signature(reason: str = "") -> Signature:
    """Return who writes in this request, and why."""
    return Signature(who(), reason)


def may(role: Role) -> bool:
    """Return whether who is at the page may do what that role may."""
    if not current_app.config["REQUIRES_LOG_IN"]:
        return True
    account = visitor()
    return account is not None and account.may(role)
