from datetime import datetime, timezone

import pytest
from sevenbridges.errors import SbgError, TooManyRequests, Unauthorized
from sevenbridges.http.error_handlers import general_error_sleeper, maintenance_sleeper, rate_limit_sleeper

from conftest import connect


def test_user(api):
    assert api.users.me().username == "lab"
    assert api.users.get("lab").email == "lab@example.org"


def test_projects(api, project):
    assert project in [each.id for each in api.projects.query().all()]
    got = api.projects.get(project)
    assert (got.id, got.name) == (project, project.split("/")[1])
    assert isinstance(got.created_on, datetime)


def test_bearer_token(api):
    client = connect("SIM", token=None, oauth_token=api.token)
    assert client.users.me().username == "lab"


def test_wrong_token():
    with pytest.raises(Unauthorized) as caught:
        connect("SIM", token="wrong").users.me()
    assert caught.value.code == 90001


def test_rate_limit(api):
    rate = api.rate_limit.get().rate
    assert rate.limit == 1000
    assert 0 < rate.remaining < 1000
    assert rate.reset.replace(tzinfo=timezone.utc) > datetime.now(timezone.utc)


def test_rate_headers(api):
    assert api.limit == 1000
    assert 0 < api.remaining < 1000
    assert int(api.reset_time.timestamp()) > datetime.now().timestamp()


def test_too_many_requests():
    client = connect("TIGHT")
    with pytest.raises(TooManyRequests) as caught:
        for _ in range(7):
            client.users.me()
    assert caught.value.code == 1000


def test_rate_limit_sleeper_waits_for_the_reset():
    client = connect("TIGHT", error_handlers=[rate_limit_sleeper])
    assert [client.users.me().username for _ in range(7)] == ["lab"] * 7


def test_maintenance_sleeper(api, admin, monkeypatch):
    slept = []
    monkeypatch.setattr("sevenbridges.http.error_handlers.time.sleep", slept.append)
    admin.post("faults", kind="maintenance", times=2, path="/user")
    client = connect("SIM", error_handlers=[maintenance_sleeper])
    assert client.users.me().username == "lab"
    assert slept == [300, 300]


def test_general_error_sleeper(api, admin, monkeypatch):
    slept = []
    monkeypatch.setattr("sevenbridges.http.error_handlers.time.sleep", slept.append)
    admin.post("faults", kind="502", times=1, path="/user")
    client = connect("SIM", error_handlers=[general_error_sleeper])
    assert client.users.me().username == "lab"
    assert slept == [300]


def test_response_that_is_not_json(api, admin):
    admin.post("faults", kind="502", times=1, path="/user")
    with pytest.raises(SbgError):
        api.users.me()
