import json
import threading

import pytest

from web import Hub, HubClosed, HubFull
from web.hub import EVENTS_BEHIND_MAX, SUBSCRIBERS_MAX

NOW = 0.0
PATIENCE_S = 20.0
STATE_299 = '{"type":"state","state":{"i":299}}'


def test_a_slow_browser_loses_pictures_but_no_strikes() -> None:
    hub = Hub()
    with hub.subscribe() as slow:
        for i in range(300):
            hub.publish_picture(f"picture {i}".encode())
            hub.publish_state({"i": str(i)})
            if i % 3 == 0:
                hub.publish_event(f"step {i}")
        news = slow.take(NOW)
    assert news == [f"step {i}" for i in range(0, 300, 3)] + [STATE_299, b"picture 299"]


def test_a_quick_browser_gets_everything_once() -> None:
    hub = Hub()
    with hub.subscribe() as quick:
        got = []
        for i in range(5):
            hub.publish_picture(bytes([i]))
            got += quick.take(NOW)
        assert got == [bytes([i]) for i in range(5)]
        assert quick.take(NOW) == []


def told(news: list[str | bytes]) -> list[dict[str, int]]:
    return [json.loads(item)["state"] for item in news]


def test_only_what_changed_of_the_state_is_sent_and_all_of_it_to_a_newcomer() -> None:
    hub = Hub()
    with hub.subscribe() as quick, hub.subscribe() as slow:
        hub.publish_state({"a": "1", "b": "1", "c": "1"})
        assert told(quick.take(NOW)) == [{"a": 1, "b": 1, "c": 1}]
        hub.publish_state({"a": "1", "b": "2", "c": "1"})
        assert told(quick.take(NOW)) == [{"b": 2}]
        hub.publish_state({"a": "1", "b": "2", "c": "1"})
        assert quick.take(NOW) == []
        hub.publish_state({"a": "3", "b": "2", "c": "1"})
        assert told(quick.take(NOW)) == [{"a": 3}]
        assert told(slow.take(NOW)) == [{"a": 3, "b": 2, "c": 1}]
    with hub.subscribe() as newcomer:
        assert told(newcomer.take(NOW)) == [{"a": 3, "b": 2, "c": 1}]


def test_who_wants_no_pictures_is_not_woken_by_them() -> None:
    hub = Hub()
    with hub.subscribe(with_pictures=False) as coach:
        hub.publish_picture(b"picture")
        assert coach.take(NOW) == []
        hub.publish_event("step")
        assert coach.take(NOW) == ["step"]


def test_a_newcomer_gets_the_recent_steps_at_once() -> None:
    hub = Hub(recent_max=3)
    hub.publish_picture(b"p")
    for i in range(5):
        hub.publish_event(f"step {i}")
    with hub.subscribe() as newcomer:
        assert newcomer.take(NOW) == ["step 2", "step 3", "step 4", b"p"]
    hub.forget_events()
    with hub.subscribe() as later:
        assert later.take(NOW) == [b"p"]


def test_a_newcomer_gets_nothing_that_was_of_its_moment() -> None:
    hub = Hub()
    with hub.subscribe() as watching:
        hub.publish_event("landing", lasting=False)
        hub.publish_event("step")
        assert watching.take(NOW) == ["landing", "step"]
    with hub.subscribe() as newcomer:
        assert newcomer.take(NOW) == ["step"]


def test_a_waiting_browser_is_woken_by_news() -> None:
    hub = Hub()
    with hub.subscribe() as browser:
        got: list[str | bytes] = []
        waiting = threading.Thread(target=lambda: got.extend(browser.take(PATIENCE_S)))
        waiting.start()
        hub.publish_event("step")
        waiting.join(PATIENCE_S)
        assert got == ["step"]


def test_a_browser_that_takes_nothing_is_cut_off_and_not_told_half() -> None:
    hub = Hub()
    with hub.subscribe() as stuck:
        for i in range(EVENTS_BEHIND_MAX + 1):
            hub.publish_event(f"step {i}")
        with pytest.raises(HubClosed):
            stuck.take(NOW)


def test_closing_sends_every_browser_away() -> None:
    hub = Hub()
    with hub.subscribe() as browser:
        hub.close()
        with pytest.raises(HubClosed):
            browser.take(PATIENCE_S)


def test_there_is_room_for_so_many_browsers_and_room_again_when_one_leaves() -> None:
    hub = Hub()
    browsers = [hub.subscribe() for _ in range(SUBSCRIBERS_MAX)]
    with pytest.raises(HubFull, match=f"{SUBSCRIBERS_MAX} browsers"):
        hub.subscribe()
    browsers.pop().close()
    hub.subscribe().close()
