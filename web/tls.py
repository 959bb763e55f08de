"""TLS by certificate files: checked before anything listens, spoken by the worker."""

import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509

from web.errors import BadCertificate

__all__ = ["HANDSHAKE_S", "Certificate", "checked_certificate"]

#: A client that has not said hello by then, or sends nothing for as long later, gives its thread back.
HANDSHAKE_S = 10.0


class _PatientContext(ssl.SSLContext):
    """A context whose connections do not wait for ever."""

    def wrap_socket(self, sock: Any, *args: Any, **options: Any) -> ssl.SSLSocket:
        """Wrap a connection; its handshake has an end."""
        sock.settimeout(HANDSHAKE_S)
        return super().wrap_socket(sock, *args, **options)


class Certificate:
    """A certificate and its key, proven to fit; made by `checked_certificate`.

    Attributes
    ----------
    names : tuple of str
        For which hosts it is.
    """

    def __init__(self, cert: Path, key: Path, names: tuple[str, ...]) -> None:
        self.cert, self.key, self.names = cert, key, names
        self.context = _PatientContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        # Without a password a key that needs one would make the server ask on its terminal.
        self.context.load_cert_chain(cert, key, password=lambda: "")


def checked_certificate(cert: Path, key: Path, now: datetime | None = None) -> Certificate:
    """Return the certificate in PEM files.

    Raises
    ------
    BadCertificate
        When a file is missing or no PEM, others may read the key, they do not fit, or the certificate is not
        valid now.
    """
    now = datetime.now(UTC) if now is None else now
    found = _read(cert)
    if now > found.not_valid_after_utc:
        raise BadCertificate(
            f"{cert} expired on {found.not_valid_after_utc:%Y-%m-%d}; get or make a new one"
        )
    if now < found.not_valid_before_utc:
        raise BadCertificate(
            f"{cert} is valid from {found.not_valid_before_utc:%Y-%m-%d} on only; check this computer's clock"
        )
    _check_private(key)
    try:
        return Certificate(cert, key, _names(found))
    except ssl.SSLError as error:
        reason = error.reason or ""
        if "MISMATCH" in reason:
            raise BadCertificate(f"{key} is not the key of {cert}; name the pair") from error
        raise BadCertificate(
            f"{key} cannot be used ({reason or error}); it must be a PEM key without a password"
        ) from error


def _read(cert: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(cert.read_bytes())
    except OSError as error:
        raise BadCertificate(f"{cert} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise BadCertificate(
            f"{cert} is not a PEM certificate; it begins with -----BEGIN CERTIFICATE-----"
        ) from error


def _check_private(key: Path) -> None:
    try:
        mode = key.stat().st_mode
        key.open("rb").close()
    except OSError as error:
        raise BadCertificate(f"{key} cannot be read: {error.strerror}") from error
    if mode & 0o007:
        raise BadCertificate(
            f"{key} may be read by everybody on this computer (mode {mode & 0o777:o}): chmod 600 {key}"
        )


def _names(found: x509.Certificate) -> tuple[str, ...]:
    try:
        extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    return tuple(str(name.value) for name in extension.value)
