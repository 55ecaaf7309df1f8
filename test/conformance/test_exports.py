from datetime import datetime

import pytest
from sevenbridges.errors import BadRequest, Forbidden, NotFound

from conftest import finished


def test_export_moves_the_file(api, files, volume):
    job = api.exports.submit_export(
        file=files[0]["id"], volume=volume, location="a.bam", properties={"sse_algorithm": "AES256"}
    )
    assert job.state == "PENDING"
    assert (job.source.id, job.destination.volume, job.destination.location) == (files[0]["id"], volume, "a.bam")
    finished(job)
    assert (job.state, job.overwrite) == ("COMPLETED", False)
    assert job.properties["sse_algorithm"] == "AES256"
    assert isinstance(job.started_on, datetime) and isinstance(job.finished_on, datetime)
    assert job.result.id == files[0]["id"]
    file = api.files.get(files[0]["id"])
    assert (file.storage.type, file.storage.volume, file.storage.location) == ("VOLUME", volume, "a.bam")
    assert api.volumes.get(volume).get_volume_object_info("a.bam").metadata["size"] == 5000


def test_copy_only(api, files, volume):
    job = finished(api.exports.submit_export(file=files[0]["id"], volume=volume, location="a.bam", copy_only=True))
    assert job.state == "COMPLETED"
    assert api.files.get(files[0]["id"]).storage.type == "PLATFORM"


def test_an_alias_cannot_be_exported(api, files, volume):
    finished(api.exports.submit_export(file=files[0]["id"], volume=volume, location="a.bam"))
    with pytest.raises(Forbidden) as caught:
        api.exports.submit_export(file=files[0]["id"], volume=volume, location="b.bam")
    assert (caught.value.code, caught.value.status) == (9006, 403)
    assert caught.value.more_info


def test_refusals(api, files, volume):
    file = files[0]["id"]
    with pytest.raises(NotFound) as caught:
        api.exports.submit_export(file=file, volume="lab/none", location="a")
    assert caught.value.code == 9007
    with pytest.raises(NotFound) as caught:
        api.exports.submit_export(file="65a100000000000000000000", volume=volume, location="a")
    assert caught.value.code == 9009
    with pytest.raises(BadRequest) as caught:
        api.exports.submit_export(file=file, volume=volume, location="a", properties={"aws_canned_acl": "x"})
    assert caught.value.code == 9022
    with pytest.raises(NotFound):
        api.exports.get("none")


def test_a_failed_job(api, admin, files, volume):
    admin.post("objects", volume=volume, location="taken.bam")
    job = finished(api.exports.submit_export(file=files[0]["id"], volume=volume, location="taken.bam"))
    assert (job.state, job.error.code, job.error.status) == ("FAILED", 9107, 409)
    job = finished(api.exports.submit_export(file=files[0]["id"], volume=volume, location="taken.bam", overwrite=True))
    assert (job.state, job.overwrite) == ("COMPLETED", True)


def test_bulk(api, files, volume):
    items = [{"file": file["id"], "volume": volume, "location": file["name"]} for file in files]
    items.append({"file": "65a100000000000000000000", "volume": volume, "location": "x"})
    records = api.exports.bulk_submit(items)
    assert [record.valid for record in records] == [True, True, True, False]
    assert records[3].error.code == 9009
    for record in records[:3]:
        finished(record.resource)
    got = api.exports.bulk_get([record.resource.id for record in records[:3]] + ["none"])
    assert [record.resource.state for record in got[:3]] == ["COMPLETED"] * 3
    assert [record.resource.source.id for record in got[:3]] == [file["id"] for file in files]
    assert got[3].error.code == 9008


def test_bulk_copy_only(api, files, volume):
    items = [{"file": file["id"], "volume": volume, "location": file["name"]} for file in files]
    for record in api.exports.bulk_submit(items, copy_only=True):
        finished(record.resource)
    assert {api.files.get(file["id"]).storage.type for file in files} == {"PLATFORM"}


def test_query_over_100(api, admin, project, volume):
    files = admin.post("files", project=project, count=120)["files"]
    items = [{"file": file["id"], "volume": volume, "location": file["name"]} for file in files]
    for start in (0, 100):
        api.exports.bulk_submit(items[start : start + 100])
    jobs = list(api.exports.query(volume=volume, limit=100).all())
    assert len({job.id for job in jobs}) == 120
    assert {job.destination.volume for job in jobs} == {volume}
    finished(jobs[0])
    assert api.exports.query(volume=volume, state="COMPLETED").total > 0
    assert api.volumes.get(volume).get_exports().total == 120


def test_only_own_jobs(guest, api, files, volume):
    job = api.exports.submit_export(file=files[0]["id"], volume=volume, location="a")
    assert list(guest.exports.query()) == []
    with pytest.raises(Forbidden):
        guest.exports.get(job.id)


def test_more_than_100_items(api, files, volume):
    item = {"file": files[0]["id"], "volume": volume, "location": "x"}
    with pytest.raises(BadRequest):
        api.exports.bulk_submit([item] * 101)
