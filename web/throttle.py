"""A limit on guessing: so many wrong passwords in so much time, by account and by address."""

import ipaddress
import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Throttle"]


@dataclass(frozen=True, slots=True)
class _Limit:
    tries: int
    window_s: float


#: One person who mistypes; one address that tries many accounts; many addresses that try one account.
_PERSON = _Limit(5, 15 * 60)
_ADDRESS = _Limit(20, 15 * 60)
_ACCOUNT = _Limit(50, 60 * 60)

#: More than a clinic has people and addresses; beyond, the longest unused is forgotten.
KEYS_MAX = 10_000

_NAME_MAX = 64

Key = tuple[str, str, str]


class Throttle:
    """Counts tries to log in; kept in memory, for one server process.

    Parameters
    ----------
    now_s : callable
        Seconds on a clock that never goes back.
    """

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._tries: OrderedDict[Key, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, address: str) -> int:
        """Count a try, and return 0; or count nothing and return in how many seconds one may try again.

        It counts before the password is looked at, so that tries at the same moment count too.
        """
        with self._lock:
            now_s = self._now_s()
            wait_s = max(self._wait_s(key, limit, now_s) for key, limit in _keys(name, address))
            if wait_s > 0:
                return math.ceil(wait_s)
            for key, _ in _keys(name, address):
                self._tries.setdefault(key, deque()).append(now_s)
                self._tries.move_to_end(key)
            while len(self._tries) > KEYS_MAX:
                self._tries.popitem(last=False)
            return 0

    def forgive(self, name: str, address: str) -> None:
        """Take back what `begin` counted: the password was right."""
        with self._lock:
            for key, limit in _keys(name, address):
                tries = self._tries.get(key)
                if tries and limit is not _PERSON:
                    tries.pop()
                elif tries:
                    del self._tries[key]

    def _wait_s(self, key: Key, limit: _Limit, now_s: float) -> float:
        tries = self._tries.get(key)
        if tries is None:
            return 0.0
        while tries and tries[0] <= now_s - limit.window_s:
            tries.popleft()
        return 0.0 if len(tries) < limit.tries else tries[0] + limit.window_s - now_s


def _keys(name: str, address: str) -> Iterator[tuple[Key, _Limit]]:
    name, address = name.strip().casefold()[:_NAME_MAX], _network(address)
    yield ("person", name, address), _PERSON
    yield ("address", "", address), _ADDRESS
    yield ("account", name, ""), _ACCOUNT


def _network(address: str) -> str:
    """Return what one person cannot easily change: of IPv6, of which everybody has very many, the /64."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:_NAME_MAX]
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, 64), strict=False))
    return address
