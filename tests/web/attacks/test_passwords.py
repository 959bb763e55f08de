"""Guessing passwords, and learning who has an account."""

import threading
from typing import Any

from flask import Flask

from clinic import Store, audit_entries, disable_account
from tests.web.people import PASSWORD, log_in, token_of, try_log_in
from web import Throttle

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def test_a_flood_of_wrong_passwords_is_stopped_and_says_for_how_long(
    guarded: Flask, store: Store, clock: Any
) -> None:
    attacker = guarded.test_client()
    statuses = [try_log_in(attacker, "ada", f"wrong {n}").status_code for n in range(12)]
    assert statuses == [401] * 5 + [429] * 7
    answer = try_log_in(attacker, "ada", PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "Try again in 15 minutes" in answer.text
    # Whom the attacker wants to lock out still gets in from elsewhere.
    log_in(guarded, "ada", environ_base=ELSEWHERE)
    clock.seconds += 901
    log_in(guarded, "ada")
    refusals = audit_entries(store, action="log in refused")
    assert [entry.detail for entry in refusals] == [{"address": "127.0.0.1"}]


def test_one_address_cannot_go_through_many_accounts(guarded: Flask) -> None:
    attacker = guarded.test_client()
    statuses = [try_log_in(attacker, f"user{n}", "wrong").status_code for n in range(25)]
    assert statuses == [401] * 20 + [429] * 5


def test_many_addresses_cannot_share_the_work_on_one_account(clock: Any) -> None:
    throttle = Throttle(clock)
    waits = [throttle.begin("ada", f"192.0.{n // 256}.{n % 256}") for n in range(60)]
    assert waits == [0] * 50 + [3600] * 10


def test_an_ipv6_network_counts_as_one_address(clock: Any) -> None:
    throttle = Throttle(clock)
    waits = [throttle.begin("ada", f"2001:db8::{n:x}") for n in range(7)]
    assert [wait > 0 for wait in waits] == [False] * 5 + [True] * 2


def test_tries_at_the_same_moment_all_count(clock: Any) -> None:
    throttle = Throttle(clock)
    begun: list[int] = []
    threads = [
        threading.Thread(target=lambda: begun.append(throttle.begin("ada", "192.0.2.1")))
        for _ in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(wait == 0 for wait in begun) == 5


def test_a_right_password_clears_the_own_mistypings(clock: Any) -> None:
    throttle = Throttle(clock)
    for _ in range(3):
        for _ in range(4):
            assert throttle.begin("ada", "192.0.2.1") == 0
        assert throttle.begin("ada", "192.0.2.1") == 0
        throttle.forgive("ada", "192.0.2.1")


def test_names_without_end_do_not_fill_the_memory(clock: Any) -> None:
    throttle = Throttle(clock)
    for n in range(12_000):
        throttle.begin("x" * 50_000 + str(n), f"10.{n >> 8 & 255}.{n & 255}.1")
    assert len(throttle._tries) <= 10_000
    assert max(len(name) for _, name, _ in throttle._tries) <= 64


def test_nobody_learns_who_has_an_account(guarded: Flask, store: Store) -> None:
    disable_account(store, "cora", who="test")
    answers = []
    for name, password in (("ada", "wrong"), ("nobody", "wrong"), ("cora", PASSWORD)):
        client = guarded.test_client()
        answer = try_log_in(client, name, password)
        text = answer.text.replace(f'value="{name}"', "").replace(token_of(answer.text), "")
        answers.append((answer.status_code, text, sorted(answer.headers.keys())))
    assert answers[0] == answers[1] == answers[2]
    assert "User or password is wrong" in answers[0][1]
