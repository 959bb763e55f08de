"""From the one acquisition thread to many browsers: pictures may be skipped, strikes may not."""

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Self

from web.protocol import joined_state

__all__ = ["Hub", "HubClosed", "HubFull", "Subscription"]

#: Browsers at a time; each holds one of the server's 96 threads, and the rest must stay free for pages.
SUBSCRIBERS_MAX = 64

#: Landings and strikes that a browser may lag behind (some minutes) before it is cut off; it comes back to a
#: fresh start.
EVENTS_BEHIND_MAX = 1000


class HubClosed(Exception):
    """The server is stopping, or this browser lagged too far behind."""


class HubFull(Exception):
    """No more browsers can watch."""


class Subscription:
    """One browser's view of the hub: strikes that it has not seen, what changed of the state, the picture.

    Made by `Hub.subscribe`; use it as a context manager, or `close` it.
    """

    def __init__(self, hub: "Hub", first_events: Iterable[str], *, with_pictures: bool) -> None:
        self._hub = hub
        self._with_pictures = with_pictures
        self._events = deque(first_events)
        self._state_seen = self._picture_seen = 0
        self._is_cut_off = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the hub; harmless when done twice."""
        self._hub._leave(self)

    def take(self, timeout_s: float) -> list[str | bytes]:
        """Wait for news and return it: strikes oldest first, what changed of the state, the latest picture.

        An empty list says that nothing happened for `timeout_s` seconds.

        Raises
        ------
        HubClosed
            When the server stops or this browser has lagged too far behind.
        """
        with self._hub._news:
            self._hub._news.wait_for(self._has_news, timeout_s)
            if self._hub.is_closed or self._is_cut_off:
                raise HubClosed
            return self._collect()

    def _has_news(self) -> bool:
        hub = self._hub
        return (
            hub.is_closed
            or self._is_cut_off
            or bool(self._events)
            or hub._state_number > self._state_seen
            or self._has_picture()
        )

    def _has_picture(self) -> bool:
        return self._with_pictures and self._hub._picture_number > self._picture_seen

    def _collect(self) -> list[str | bytes]:
        hub = self._hub
        news: list[str | bytes] = list(self._events)
        self._events.clear()
        if hub._state_number > self._state_seen:
            news.append(hub._state_since(self._state_seen))
            self._state_seen = hub._state_number
        if self._has_picture():
            news.append(hub._picture)
            self._picture_seen = hub._picture_number
        return news

    def _push(self, event: str) -> None:
        if len(self._events) >= EVENTS_BEHIND_MAX:
            self._is_cut_off = True
            self._events.clear()
        elif not self._is_cut_off:
            self._events.append(event)


class Hub:
    """The latest picture, the latest state, and every strike, for whoever watches.

    Publishing never waits for a browser.

    Parameters
    ----------
    recent_max : int
        How many of the latest events a newcomer gets at once.

    Attributes
    ----------
    is_closed : bool
        Set it, or call `close`, to send every browser away. Setting takes no lock, so a signal handler may.
    """

    def __init__(self, recent_max: int = 100) -> None:
        self.is_closed = False
        self._news = threading.Condition()
        self._recent: deque[str] = deque(maxlen=recent_max)
        self._subscribers: set[Subscription] = set()
        # By part of the state: what it says as JSON, and the number of the state in which it changed last.
        self._state: dict[str, tuple[str, int]] = {}
        self._state_number = 0
        # Browsers that keep up ask for the same change: (since, until, message).
        self._change = (0, 0, "")
        self._picture, self._picture_number = b"", 0

    def publish_picture(self, picture: bytes) -> None:
        """Replace the latest picture."""
        with self._news:
            self._picture = picture
            self._picture_number += 1
            self._news.notify_all()

    def publish_state(self, parts: Mapping[str, str]) -> None:
        """Replace the latest state, given as JSON by part; only what changed is sent."""
        with self._news:
            number = self._state_number + 1
            for name, said in parts.items():
                if self._state.get(name, ("", 0))[0] != said:
                    self._state[name] = said, number
                    self._state_number = number
            if self._state_number == number:
                self._news.notify_all()

    def publish_event(self, event: str, *, lasting: bool = True) -> None:
        """Add an event that every browser must get; newcomers too, where it is `lasting`."""
        with self._news:
            if lasting:
                self._recent.append(event)
            for subscriber in self._subscribers:
                subscriber._push(event)
            self._news.notify_all()

    def forget_events(self) -> None:
        """Newcomers no longer get the events so far."""
        with self._news:
            self._recent.clear()

    def subscribe(self, *, with_pictures: bool = True) -> Subscription:
        """Return a subscription that starts with the recent events, the latest state and, if wanted, picture.

        Raises
        ------
        HubFull
            When too many browsers watch already.
        """
        with self._news:
            if len(self._subscribers) >= SUBSCRIBERS_MAX:
                raise HubFull(f"{SUBSCRIBERS_MAX} browsers are watching already; close one")
            subscriber = Subscription(self, self._recent, with_pictures=with_pictures)
            self._subscribers.add(subscriber)
            return subscriber

    def close(self) -> None:
        """Send every browser away."""
        self.is_closed = True
        with self._news:
            self._news.notify_all()

    def _state_since(self, seen: int) -> str:
        """Return the message of all parts that changed after the state of number `seen`."""
        if self._change[:2] != (seen, self._state_number):
            changed = {name: said for name, (said, at) in self._state.items() if at > seen}
            self._change = seen, self._state_number, joined_state(changed)
        return self._change[2]

    def _leave(self, subscriber: Subscription) -> None:
        with self._news:
            self._subscribers.discard(subscriber)
