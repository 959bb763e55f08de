"""Passwords: what is accepted, and how it is kept."""

import unicodedata
from collections.abc import Sequence
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from clinic.errors import BadAccount

__all__ = ["PASSWORD_LENGTH", "check_password", "hash_password", "is_outdated", "matches"]

PASSWORD_LENGTH = (10, 128)

#: Least score of 0 to 4 that zxcvbn gives: 3 is from 10^8 guesses on. Guesses at the page are limited, and
#: those at a stolen store slow.
SCORE_MIN = 3

#: As much as zxcvbn looks at.
LOOKED_AT_MAX = 72

#: OWASP's Argon2id setting for small machines: 19 MiB, so that a log-in leaves a Raspberry Pi to the mat.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def check_password(password: str, *, related: Sequence[str] = ()) -> None:
    """Raise BadAccount unless a password is long enough and hard to guess.

    Parameters
    ----------
    password : str
        As it was typed.
    related : sequence of str
        What must not make it up, such as the account's name.
    """
    least, most = PASSWORD_LENGTH
    if not least <= len(password) <= most:
        raise BadAccount(f"a password must have {least} to {most} characters, got {len(password)}")
    if any(unicodedata.category(character) == "Cc" for character in password):
        raise BadAccount("a password must not have control characters; type it anew")
    # Loads lists of common passwords, names and words: only who sets a password waits for them.
    from zxcvbn import zxcvbn

    found = zxcvbn(password[:LOOKED_AT_MAX], user_inputs=["strikemat", *related])
    if found["score"] < SCORE_MIN:
        why = found["feedback"]["warning"].rstrip(".") or "It would be guessed soon"
        raise BadAccount(
            f"the password is too easy to guess ({why}); choose another, such as four words that do not "
            "belong together"
        )


def hash_password(password: str) -> str:
    """Return what is stored instead of a password."""
    return _HASHER.hash(_plain(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Return whether a password is the one that was stored; with None, take as long and say no."""
    try:
        is_right = _HASHER.verify(password_hash or _nobodys_hash(), _plain(password))
    except (VerificationError, InvalidHashError):
        return False
    return is_right and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Return whether a hash was made with other settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _plain(password: str) -> str:
    """Return the same characters however the keyboard composed them."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody has this password")
