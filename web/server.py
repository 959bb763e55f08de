"""The web server: one gunicorn process with many threads."""

import logging
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from analyzer import AnalyzerSettings
from clinic import Place, Store, accounts
from device import DeviceError, Mat
from web.access import Access
from web.app import create_app
from web.controls import Controls, OpenPanel
from web.errors import AddressInUse, BadAddress, NoAccount
from web.keepalive import KeepAlive, watchdog_interval_s
from web.proxies import check_proxies
from web.security import is_every_address, is_loopback
from web.tls import HANDSHAKE_S, Certificate
from web.treadmill import Treadmill
from web.workshop import Workshop

__all__ = ["serve"]

#: A watching browser holds one thread; those that `SUBSCRIBERS_MAX` leaves free answer the pages.
THREADS = 96
GRACEFUL_TIMEOUT_S = 2


def serve(
    mat_factory: Callable[[], Mat],
    store_path: str | Path | Place,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    access: Access | None = None,
    certificate: Certificate | None = None,
    settings: AnalyzerSettings | None = None,
    workshop: Workshop | None = None,
    open_panel: OpenPanel | None = None,
    sound_at: str = "heel",
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the treadmill until a signal (SIGINT, SIGTERM) ends the process; the session is saved first.

    Parameters
    ----------
    mat_factory : callable
        Opens the mat. It is called in the worker process, again after the mat was restarted from the page.
    store_path : str, Path or Place
        The clinic's store; see `clinic.chosen_place`.
    host : str
        `"localhost"` or a loopback address; on any other, people must log in.
    port : int
        0 to 65535; 0 takes any free one.
    access : Access, optional
        Whether people must log in on loopback too (behind a proxy they must), and the key of the cookies.
    certificate : Certificate, optional
        For TLS; without it what is sent can be read on the way.
    settings : AnalyzerSettings, optional
        Of the analyzer.
    workshop : Workshop, optional
        What the mat is examined and calibrated with; without it the pages cannot.
    open_panel : callable, optional
        Opens button, lamp and buzzer, in the worker process; gets what to call at a press.
    sound_at : str
        The strike at which the buzzer sounds.
    on_ready : callable, optional
        Called once with the page's address, `"http://127.0.0.1:8000"`, when it can be opened.

    Raises
    ------
    BadAddress
        When an address does not exist.
    NoAccount
        When people must log in, and there is no account.
    AddressInUse
        When another program listens there.
    ClinicError
        When the store cannot be opened.
    """
    access = access or Access()
    check_proxies(access.proxies)
    if access.proxies or not is_loopback(host):
        access = replace(access, requires_log_in=True)
    _check_store(store_path, host, requires_log_in=access.requires_log_in)
    listener = _listen(host, port)
    url = _url(host, listener.getsockname()[1], certificate)

    def start() -> Treadmill:
        treadmill = Treadmill(mat_factory, Store(store_path), settings=settings)
        treadmill.start()
        if open_panel is not None:
            _open_controls(treadmill, open_panel, sound_at)
        return treadmill

    def make_app(treadmill: Treadmill) -> Flask:
        return create_app(treadmill, workshop, access=access)

    _Server(
        listener, start, make_app, lambda: on_ready(url) if on_ready else None, certificate
    ).run()


def _check_store(store_path: str | Path | Place, host: str, *, requires_log_in: bool) -> None:
    """Refuse here, in one line and not in the worker, a bad store and one without accounts."""
    with Store(store_path) as store:
        if requires_log_in and all(one.disabled_utc for one in accounts(store)):
            raise NoAccount(
                f"cannot listen on {host}: people must log in there, and nobody can; "
                "make an account with `strikemat user add NAME --role admin`, or use 127.0.0.1"
            )


def _open_controls(treadmill: Treadmill, open_panel: OpenPanel, sound_at: str) -> None:
    """Open the panel; without it the treadmill runs all the same."""
    try:
        Controls(treadmill, open_panel, sound_at=sound_at)
    except DeviceError as error:
        logging.getLogger(__name__).error("the panel does not work: %s", error)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OverflowError as error:
        listener.close()
        raise BadAddress(f"port must be 0 to 65535, got {port}") from error
    except socket.gaierror as error:
        listener.close()
        raise BadAddress(
            f"there is no address {host!r}: {error.strerror}; use one of this computer's"
        ) from error
    except OSError as error:
        listener.close()
        raise AddressInUse(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from error
    return listener


def _url(host: str, port: int, certificate: Certificate | None) -> str:
    scheme = "http" if certificate is None else "https"
    host = socket.gethostname() if is_every_address(host) else host
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _is_no_stall(record: logging.LogRecord) -> bool:
    """Return whether a line of gunicorn's log is about more than a client that fell silent."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, (TimeoutError, BlockingIOError))


class _ThreadWorker(ThreadWorker):  # type: ignore[misc]
    """A worker that has the session saved as soon as it is told to go."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.app.leaving.set()
        super().handle_exit(sig, frame)

    def enqueue_req(self, conn: Any) -> None:
        """Let a connection that says nothing more give its thread back."""
        timeout = struct.pack("ll", int(HANDSHAKE_S), 0)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, timeout)
        super().enqueue_req(conn)

    # Ctrl-C reaches the worker as SIGINT and SIGQUIT, which gunicorn takes for "at once".
    handle_quit = handle_exit


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one worker process, in which alone the treadmill runs."""

    def __init__(
        self,
        listener: socket.socket,
        start: Callable[[], Treadmill],
        make_app: Callable[[Treadmill], Flask],
        on_ready: Callable[[], None],
        certificate: Certificate | None,
    ) -> None:
        self._listener = listener
        self._start = start
        self._make_app = make_app
        self._on_ready = on_ready
        self._certificate = certificate
        self._saved = threading.Event()
        self.leaving = threading.Event()
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn up."""
        for name, value in {
            "bind": [f"fd://{self._listener.fileno()}"],
            "workers": 1,
            "threads": THREADS,
            "worker_class": _ThreadWorker,
            "worker_connections": 4 * THREADS,
            "graceful_timeout": GRACEFUL_TIMEOUT_S,
            # A kept-alive connection would hold the process back for two seconds when it stops.
            "keepalive": 0,
            "control_socket_disable": True,
            # Who is believed is decided in `web.proxies`; gunicorn would believe all of this computer.
            "forwarded_allow_ips": "",
            "loglevel": "warning",
            "proc_name": "strikemat",
            "post_worker_init": lambda _worker: self._on_ready(),
            "worker_exit": lambda _server, _worker: self._wait_until_saved(),
            **self._tls(),
        }.items():
            self.cfg.set(name, value)

    def _tls(self) -> dict[str, Any]:
        if self._certificate is None:
            return {}
        context = self._certificate.context
        return {
            "certfile": str(self._certificate.cert),
            "keyfile": str(self._certificate.key),
            "ssl_context": lambda _config, _default: context,
        }

    def load(self) -> Flask:
        """Return the application, with the treadmill started; runs in the worker."""
        logging.getLogger("gunicorn.error").addFilter(_is_no_stall)
        treadmill = self._start()
        threading.Thread(target=self._save_when_leaving, args=(treadmill,), daemon=True).start()
        if (interval_s := watchdog_interval_s()) is not None:
            KeepAlive(lambda: treadmill.is_alive, interval_s).start()
        return self._make_app(treadmill)

    def _save_when_leaving(self, treadmill: Treadmill) -> None:
        self.leaving.wait()
        treadmill.close()
        treadmill.store.close()
        self._saved.set()

    def _wait_until_saved(self) -> None:
        self.leaving.set()
        if not self._saved.wait(GRACEFUL_TIMEOUT_S):
            logging.getLogger(__name__).error("the session could not be saved in time")
