"""The results of a stack's resources (declare.mjs), as the official client sees them."""

import json
import os

import pytest

FLAGS = ("read", "copy", "write", "admin")


@pytest.fixture(scope="module")
def declared():
    return json.loads(os.environ["DECLARED"])


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_volume(api, declared):
    outs = declared["archive"]
    volume = api.volumes.get(outs["id"])
    assert (volume.id, volume.name, volume.access_mode) == (outs["id"], outs["name"], outs["accessMode"])
    assert (volume.description, volume.active, volume.href) == (outs["description"], outs["active"], outs["href"])
    assert (iso(volume.created_on), iso(volume.modified_on)) == (outs["createdOn"], outs["modifiedOn"])
    service = outs["service"]
    assert [volume.service[key] for key in ("type", "bucket", "prefix")] == [
        service[key] for key in ("type", "bucket", "prefix")
    ]
    assert volume.service["credentials"] == {"access_key_id": service["credentials"]["accessKeyId"]}


def test_members_after_a_change_and_a_removal(api, declared):
    outs = declared["archive"]
    members = api.volumes.get(outs["id"]).get_members()
    seen = {each.username: {flag: each.permissions[flag] for flag in FLAGS} for each in members}
    assert seen == outs["members"]
    assert seen == {
        "reader": {"read": True, "copy": False, "write": False, "admin": False},
        "writer": {"read": True, "copy": False, "write": True, "admin": False},
    }


@pytest.mark.parametrize("name", ["moved", "copied"])
def test_exports(api, declared, name):
    outs = declared[name]
    job = api.exports.get(outs["id"])
    assert (job.state, job.href, job.overwrite) == (outs["state"], outs["href"], outs["overwrite"])
    assert (job.source.id, job.destination.volume, job.destination.location) == (
        outs["source"]["file"],
        outs["destination"]["volume"],
        outs["destination"]["location"],
    )
    assert (iso(job.started_on), iso(job.finished_on)) == (outs["startedOn"], outs["finishedOn"])
    assert {"id": job.result.id, "name": job.result.name, "project": job.result.project} == outs["result"]
    file = api.files.get(outs["source"]["file"])
    assert file.storage.type == ("PLATFORM" if outs["copyOnly"] else "VOLUME")
    if not outs["copyOnly"]:
        assert (file.storage.volume, file.storage.location) == (job.destination.volume, job.destination.location)
    found = api.volumes.get(job.destination.volume).get_volume_object_info(job.destination.location)
    assert found.metadata["size"] == 5000


def test_import(api, declared):
    outs = declared["imported"]
    job = api.imports.get(outs["id"])
    assert (job.state, job.href) == (outs["state"], outs["href"])
    assert {"volume": job.source.volume, "location": job.source.location} == outs["source"]
    assert {"project": job.destination.project, "name": job.destination.name} == outs["destination"]
    assert {"id": job.result.id, "name": job.result.name, "project": job.result.project} == outs["result"]
    alias = api.files.get(outs["file"])
    assert (alias.name, alias.size) == ("back.bam", 5000)
    assert (alias.storage.type, alias.storage.volume, alias.storage.location) == (
        "VOLUME",
        outs["source"]["volume"],
        outs["source"]["location"],
    )


def test_bulk_import(api, declared):
    outs = declared["bulk"]
    assert outs["summary"]["COMPLETED"]["files"] == 1
    names = [file.name for file in api.files.query(project="lab/declared-imports")]
    assert sorted(names) == ["back.bam", "moved.bam"]
    job = next(job for job in api.imports.query(volume=declared["archive"]["id"]) if job.source.location == "moved.bam")
    assert job.id in outs["jobs"][0]


def test_the_secret_is_never_shown(api, declared):
    volume = api.volumes.get(declared["archive"]["id"])
    assert "very-secret" not in json.dumps(volume.service)
