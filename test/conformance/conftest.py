"""Two simulators are running (scripts/conformance.mjs): a normal one, and one with a window of 5 requests in 2 s."""

import itertools
import os
import time

import pytest
import requests
import sevenbridges

numbers = itertools.count(1)


class Admin:
    """The simulator's own routes, with which tests add data and inspect it."""

    def __init__(self, url):
        self.url = url.rsplit("/v2", 1)[0] + "/_sim"

    def post(self, what, **body):
        answer = requests.post(f"{self.url}/{what}", json=body, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def clear_faults(self):
        requests.delete(f"{self.url}/faults", timeout=10).raise_for_status()


def connect(name, **options):
    # debug=True makes the client accept plain http.
    url, token = os.environ[f"{name}_URL"], options.pop("token", os.environ[f"{name}_TOKEN"])
    return sevenbridges.Api(url=url, token=token, debug=True, **options)


@pytest.fixture
def api():
    return connect("SIM")


@pytest.fixture
def admin():
    admin = Admin(os.environ["SIM_URL"])
    yield admin
    admin.clear_faults()


@pytest.fixture
def guest(admin):
    """Another user's client."""
    user = admin.post("users", username=f"guest{next(numbers)}")
    client = connect("SIM", token=user["token"])
    client.username = user["username"]
    return client


@pytest.fixture
def project(admin):
    return admin.post("projects", id=f"lab/run{next(numbers)}")["id"]


@pytest.fixture
def files(admin, project):
    """Three native files of the project."""
    return admin.post("files", project=project, count=3, prefix="sample-", size=5000)["files"]


@pytest.fixture
def volume(admin):
    """The ID of a writable volume."""
    number = next(numbers)
    return admin.post("volumes", name=f"archive_{number}", bucket=f"bucket-{number}", prefix="runs/")["id"]


def finished(job, seconds=10):
    """Waits as the client's documentation does: reload until the state is final."""
    end = time.time() + seconds
    while job.state not in ("COMPLETED", "FAILED"):
        assert time.time() < end, f"job {job.id} is still {job.state}"
        time.sleep(0.05)
        job.reload()
    return job
