import pytest
from flask.testing import FlaskClient

from tests.web.people import token_of

STOP = {"action": "stop"}


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "127.9.9.9"]
)
def test_this_computers_names_are_let_in(client: FlaskClient, host: str) -> None:
    assert client.get("/api/state", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "192.168.0.7", "127.0.0.1.evil.example", "0.0.0.0"],
)
def test_a_foreign_name_for_this_computer_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/api/state", headers={"Host": host})
    assert answer.status_code == 403
    assert "is not this computer" in answer.json["error"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:9999",
        "https://localhost",
        "http://127.0.0.1",
        "null",
    ],
)
def test_another_page_can_neither_post_nor_watch(client: FlaskClient, origin: str) -> None:
    headers = {"Origin": origin}
    answer = client.post("/api/session", json=STOP, headers=headers)
    assert answer.status_code == 403
    upgrade = {**headers, "Upgrade": "websocket", "Connection": "Upgrade"}
    assert client.get("/live", headers=upgrade).status_code == 403


def test_the_own_page_and_programs_without_origin_can_post(client: FlaskClient) -> None:
    token = token_of(client.get("/").text)
    headers = {"Origin": "http://localhost", "X-CSRFToken": token}
    assert client.post("/api/session", json=STOP, headers=headers).status_code == 409
    assert client.post("/api/session", json=STOP).status_code == 409


def test_a_refused_origin_is_a_page_for_a_person(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert "Not allowed" in answer.text
