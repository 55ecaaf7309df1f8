"""Scripts on the documentation's pages that use this client, run word for word."""

import os
import re
import time
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def scripts():
    for page in sorted(DOCS.rglob("*.md")):
        for found in FENCE.finditer(page.read_text(encoding="utf-8")):
            if re.search(r"^import sevenbridges", found.group(1), re.MULTILINE):
                yield pytest.param(found.group(1), id=str(page.relative_to(DOCS)))


def test_are_found():
    assert len(list(scripts())) == 1


@pytest.mark.parametrize("script", scripts())
def test_exports_what_the_page_says(script, admin, api, monkeypatch, capsys):
    paths = ["a.cram", "b.cram", "notes.txt", "deep/c.cram"]
    files = {path: admin.post("files", project="lab/run7", path=path, size=5000) for path in paths}
    admin.post("volumes", name="archive", bucket="lab-archive")
    admin.post("fail", file=files["b.cram"]["id"], code=9103)
    monkeypatch.setenv("SB_API_ENDPOINT", os.environ["SIM_URL"])
    monkeypatch.setenv("SB_AUTH_TOKEN", os.environ["SIM_TOKEN"])
    pause = time.sleep
    monkeypatch.setattr(time, "sleep", lambda _: pause(0.05))
    # debug=True makes the client accept plain http.
    adapted = script.replace("sevenbridges.Api(", "sevenbridges.Api(debug=True, ")
    exec(compile(adapted, "script.py", "exec"), {"__name__": "__main__"})
    jobs = {job.destination.location: job for job in api.exports.query(volume="lab/archive").all()}
    # One level of the project.
    assert sorted(jobs) == ["run7/a.cram", "run7/b.cram"]
    assert jobs["run7/a.cram"].state == "COMPLETED"
    assert api.files.get(files["a.cram"]["id"]).storage.type == "PLATFORM"
    assert capsys.readouterr().out.startswith("run7/b.cram ")
