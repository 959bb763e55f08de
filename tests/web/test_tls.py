"""TLS by certificate files: what is refused before anything listens, and what is spoken then."""

import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from clinic import Store, default_store_path
from strikemat import main
from tests.web.people import add_people
from tests.web.remote import Remote, hang_up
from tests.web.serving import CommandServer
from web import BadCertificate, checked_certificate

NOW = datetime.now(UTC)


def make_pair(
    folder: Path, name: str = "pair", *, days: tuple[int, int] = (-1, 30)
) -> tuple[Path, Path]:
    """Return the files of a certificate, valid so many days from now, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "strikemat")])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{name}.crt", folder / f"{name}.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.touch(mode=0o600)
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_file, key_file


def test_a_good_pair_is_taken(tmp_path: Path) -> None:
    certificate = checked_certificate(*make_pair(tmp_path))
    assert certificate.names == ("localhost",)
    assert certificate.context.minimum_version == ssl.TLSVersion.TLSv1_2


def test_what_cannot_be_used_is_one_line_each(tmp_path: Path) -> None:
    cert, key = make_pair(tmp_path)
    other_cert, other_key = make_pair(tmp_path, "other")
    old, old_key = make_pair(tmp_path, "old", days=(-30, -1))
    early, early_key = make_pair(tmp_path, "early", days=(2, 30))
    text = tmp_path / "text"
    text.touch(mode=0o600)
    text.write_text("no certificate")
    locked = tmp_path / "locked.key"
    locked.touch(mode=0o600)
    subprocess.run(
        ["openssl", "pkey", "-in", key, "-aes256", "-passout", "pass:x", "-out", locked],
        check=True,
        capture_output=True,
    )
    for pair, line in (
        ((tmp_path / "no.crt", key), "no.crt cannot be read: No such file"),
        ((cert, tmp_path / "no.key"), "no.key cannot be read: No such file"),
        ((text, key), "text is not a PEM certificate"),
        ((cert, text), "must be a PEM key without a password"),
        ((cert, locked), "must be a PEM key without a password"),
        ((cert, other_key), "other.key is not the key of .*pair.crt"),
        ((other_cert, key), "pair.key is not the key of .*other.crt"),
        ((old, old_key), f"old.crt expired on {NOW - timedelta(days=1):%Y-%m-%d}"),
        ((early, early_key), "valid from .* on only; check this computer's clock"),
    ):
        with pytest.raises(BadCertificate, match=line) as caught:
            checked_certificate(*pair)
        assert "\n" not in str(caught.value)


def test_a_key_that_everybody_may_read_is_refused(tmp_path: Path) -> None:
    cert, key = make_pair(tmp_path)
    key.chmod(0o644)
    with pytest.raises(BadCertificate, match=r"everybody on this computer \(mode 644\): chmod 600"):
        checked_certificate(cert, key)
    key.chmod(0o640)  # the group of those who may, as Debian's ssl-cert
    checked_certificate(cert, key)


@pytest.mark.parametrize("option", ["--tls-cert", "--tls-key"])
def test_half_a_pair_is_refused(tmp_path: Path, option: str) -> None:
    done = CliRunner().invoke(main, ["serve", "--data", str(tmp_path), option, "x.pem"])
    assert (done.exit_code, "is missing" in done.stderr) == (2, True)


def test_the_page_and_its_live_socket_come_over_tls(tmp_path: Path) -> None:
    cert, key = make_pair(tmp_path)
    with Store(default_store_path(tmp_path)) as store:
        add_people(store)
    server = CommandServer(tmp_path, "--host", "0.0.0.0", "--tls-cert", cert, "--tls-key", key)
    try:
        assert server.url.startswith("https://")
        trusting = ssl.create_default_context(cafile=str(cert))
        vera = Remote(f"https://localhost:{server.port}", trusting)
        vera.log_in("vera")
        assert [(one.name, one.secure) for one in vera.jar] == [("__Host-strikemat", True)]
        browser = vera.live()
        pictures = [browser.receive(30.0) for _ in range(60)]
        assert sum(isinstance(one, bytes) for one in pictures) > 20
        browser.send("heard, and thrown away")
        assert browser.receive(30.0) is not None
        hang_up(browser)
        # Who speaks without TLS, or says nothing after the hello, disturbs nobody.
        assert vera.open("/sessions")[0] == 200
    finally:
        assert server.stop() == 0
