"""The web server: one gunicorn process with many threads, on loopback."""

import logging
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from analyzer import AnalyzerSettings
from clinic import Place, Store
from device import DeviceError, Mat
from web.app import create_app
from web.controls import Controls, OpenPanel
from web.errors import AddressInUse, BadAddress
from web.keepalive import KeepAlive, watchdog_interval_s
from web.security import is_loopback
from web.treadmill import Treadmill

__all__ = ["serve"]

#: A watching browser holds one thread; fewer than about 50 browsers leave the pages quick.
THREADS = 64
GRACEFUL_TIMEOUT_S = 2


def serve(
    mat_factory: Callable[[], Mat],
    store_path: str | Path | Place,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    settings: AnalyzerSettings | None = None,
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
        `"localhost"` or a loopback address.
    port : int
        0 to 65535; 0 takes any free one.
    settings : AnalyzerSettings, optional
        Of the analyzer.
    open_panel : callable, optional
        Opens button, lamp and buzzer, in the worker process; gets what to call at a press.
    sound_at : str
        The strike at which the buzzer sounds.
    on_ready : callable, optional
        Called once with the page's address, `"http://127.0.0.1:8000"`, when it can be opened.

    Raises
    ------
    BadAddress
        When the address is not loopback or does not exist.
    AddressInUse
        When another program listens there.
    ClinicError
        When the store cannot be opened.
    """
    Store(store_path).close()  # refuse a bad store here, in one line, and not in the worker
    listener = _listen(host, port)
    url = _url(host, listener.getsockname()[1])

    def start() -> Treadmill:
        treadmill = Treadmill(mat_factory, Store(store_path), settings=settings)
        treadmill.start()
        if open_panel is not None:
            _open_controls(treadmill, open_panel, sound_at)
        return treadmill

    _Server(listener, start, lambda: on_ready(url) if on_ready else None).run()


def _open_controls(treadmill: Treadmill, open_panel: OpenPanel, sound_at: str) -> None:
    """Open the panel; without it the treadmill runs all the same."""
    try:
        Controls(treadmill, open_panel, sound_at=sound_at)
    except DeviceError as error:
        logging.getLogger(__name__).error("the panel does not work: %s", error)


def _listen(host: str, port: int) -> socket.socket:
    if not is_loopback(host):
        raise BadAddress(
            f"cannot listen on {host}: only loopback addresses until a password can be set; use 127.0.0.1"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OverflowError as error:
        listener.close()
        raise BadAddress(f"port must be 0 to 65535, got {port}") from error
    except OSError as error:
        listener.close()
        raise AddressInUse(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from error
    return listener


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _ThreadWorker(ThreadWorker):  # type: ignore[misc]
    """A worker that has the session saved as soon as it is told to go."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.app.leaving.set()
        super().handle_exit(sig, frame)

    # Ctrl-C reaches the worker as SIGINT and SIGQUIT, which gunicorn takes for "at once".
    handle_quit = handle_exit


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one worker process, in which alone the treadmill runs."""

    def __init__(
        self, listener: socket.socket, start: Callable[[], Treadmill], on_ready: Callable[[], None]
    ) -> None:
        self._listener = listener
        self._start = start
        self._on_ready = on_ready
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
            "loglevel": "warning",
            "proc_name": "strikemat",
            "post_worker_init": lambda _worker: self._on_ready(),
            "worker_exit": lambda _server, _worker: self._wait_until_saved(),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, with the treadmill started; runs in the worker."""
        treadmill = self._start()
        threading.Thread(target=self._save_when_leaving, args=(treadmill,), daemon=True).start()
        if (interval_s := watchdog_interval_s()) is not None:
            KeepAlive(lambda: treadmill.is_alive, interval_s).start()
        return create_app(treadmill)

    def _save_when_leaving(self, treadmill: Treadmill) -> None:
        self.leaving.wait()
        treadmill.close()
        treadmill.store.close()
        self._saved.set()

    def _wait_until_saved(self) -> None:
        self.leaving.set()
        if not self._saved.wait(GRACEFUL_TIMEOUT_S):
            logging.getLogger(__name__).error("the session could not be saved in time")
