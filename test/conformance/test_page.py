"""The script on docs/how-to/from-scripts.md does what the page says of it."""

import re
import time
from pathlib import Path

import pytest
import sevenbridges

PAGE = Path(__file__).parents[2] / "docs/how-to/from-scripts.md"
SCRIPT = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf8"), re.S).group(1)


@pytest.fixture
def run(api, project, volume, monkeypatch):
    """Runs the script, on a project and a volume of this test's own."""
    real = sevenbridges.Api
    # debug=True makes the client accept plain http.
    monkeypatch.setattr(sevenbridges, "Api", lambda **given: real(**given, debug=True))
    monkeypatch.setenv("SB_API_ENDPOINT", api.url)
    monkeypatch.setenv("SB_AUTH_TOKEN", api.token)
    pause = time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: pause(seconds / 300))

    def run_script():
        names = {}
        exec(SCRIPT.replace("lab/run7", project).replace("lab/archive", volume), names)
        return names["jobs"]

    return run_script


def test_it_exports_the_files_of_the_top_folder(run, admin, project):
    for name in ("a.cram", "b.cram", "c.txt", "deep/d.cram"):
        admin.post("files", project=project, path=name, size=10)
    jobs = run()
    assert sorted(job.destination.location for job in jobs) == ["run7/a.cram", "run7/b.cram"]
    assert {job.state for job in jobs} == {"COMPLETED"}


def test_it_submits_everything_again_and_fails(run, admin, project, capsys):
    admin.post("files", project=project, path="a.cram", size=10)
    run()
    assert [job.state for job in run()] == ["FAILED"]
    assert "run7/a.cram" in capsys.readouterr().out


def test_it_crashes_if_one_file_is_refused(run, admin, api, project, volume):
    sound = admin.post("files", project=project, path="a.cram", size=10)["id"]
    admin.post("files", project=project, path="b.cram", size=10, archived=True)
    with pytest.raises((AttributeError, sevenbridges.SbgError)):
        run()
    assert [job.source.id for job in api.exports.query(volume=volume).all()] == [sound]
