"""Options of `strikemat serve` that say who is let in, and over what."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from clinic import Place, default_store_path
from web import Access, BadSecret, Certificate, checked_certificate, is_loopback, kept_secret

__all__ = ["access_options", "access_to", "certificate_of"]

SECRET_NAME = "cookie.key"  # nosec B105  # a file's name
_FILE = click.Path(dir_okay=False, path_type=Path)


def access_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options."""
    for option in (
        click.option(
            "--require-log-in",
            is_flag=True,
            help="People log in on loopback too.",
        ),
        click.option(
            "--proxy",
            "proxies",
            multiple=True,
            metavar="ADDRESS",
            help="Believe what the proxy at this address, or in this network, says of whom it asks for; "
            "people log in then. May be given again.",
        ),
        click.option("--tls-cert", type=_FILE, help="Speak TLS with this certificate (PEM)."),
        click.option("--tls-key", type=_FILE, help="The certificate's key (PEM)."),
        click.option(
            "--secret-key-file",
            type=_FILE,
            help="File with the key that signs the cookies.  "
            f"[default: {SECRET_NAME} beside the sessions, made once]",
        ),
    ):
        command = option(command)
    return command


def access_to(
    place: Place,
    host: str,
    *,
    require_log_in: bool,
    proxies: tuple[str, ...],
    secret_key_file: Path | None,
) -> Access:
    """Return how people are let in at `host` to the store at `place`, or raise BadSecret."""
    beside = (place.path or default_store_path()).parent / SECRET_NAME
    try:
        secret = kept_secret(secret_key_file or beside)
    except BadSecret:
        if require_log_in or proxies or secret_key_file or not is_loopback(host):
            raise
        return Access()  # nobody logs in: a disk that became read-only is no reason to show nothing
    return Access(requires_log_in=require_log_in, secret_key=secret, proxies=proxies)


def certificate_of(tls_cert: Path | None, tls_key: Path | None) -> Certificate | None:
    """Return the certificate that the options name; None without them."""
    if tls_cert is None and tls_key is None:
        return None
    if tls_cert is None or tls_key is None:
        missing = "--tls-cert" if tls_cert is None else "--tls-key"
        raise click.UsageError(f"TLS needs a certificate and its key: {missing} is missing")
    return checked_certificate(tls_cert, tls_key)
