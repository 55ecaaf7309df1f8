import pytest
from sevenbridges.errors import NotFound

from conftest import finished


@pytest.fixture
def source(admin, volume):
    for location in ("a.cram", "b.cram", "deep/c.cram"):
        admin.post("objects", volume=volume, location=location, size=42)
    return volume


def test_import_creates_an_alias(api, project, source):
    job = api.imports.submit_import(volume=source, location="a.cram", project=project, name="mine.cram")
    assert (job.source.volume, job.source.location) == (source, "a.cram")
    assert (job.destination.project, job.destination.name) == (project, "mine.cram")
    finished(job)
    assert job.state == "COMPLETED"
    file = api.files.get(job.result.id)
    assert (file.name, file.size, file.storage.type, file.storage.location) == ("mine.cram", 42, "VOLUME", "a.cram")


def test_existing_names(api, project, source):
    start = lambda **more: finished(  # noqa: E731
        api.imports.submit_import(volume=source, location="a.cram", project=project, **more)
    )
    start()
    assert start().error.code == 9108
    assert start(autorename=True).result.name == "_1_a.cram"
    assert start(overwrite=True).state == "COMPLETED"


def test_folder(api, project, source):
    job = api.imports.submit_import(
        volume=source, location="deep/", project=project, preserve_folder_structure=True
    )
    finished(job)
    folder = api.files.get(job.result.id)
    assert [file.name for file in folder.list_files()] == ["c.cram"]


def test_into_a_folder_and_back_out(api, project, source):
    folder = api.files.create_folder("in", project=project)
    job = finished(api.imports.submit_import(volume=source, location="a.cram", parent=folder))
    assert api.files.get(job.result.id).parent == folder.id
    volume = api.volumes.get(source)
    volume.active = False
    volume.save()
    with pytest.raises(Exception):
        volume.delete()
    api.files.get(job.result.id).delete()
    volume.delete()


def test_bulk_and_query(api, project, source):
    items = [{"volume": source, "location": location, "project": project} for location in ("a.cram", "b.cram", "none")]
    records = api.imports.bulk_submit(items)
    for record in records:
        finished(record.resource)
    got = api.imports.bulk_get([record.resource.id for record in records])
    assert [record.resource.state for record in got] == ["COMPLETED", "COMPLETED", "FAILED"]
    assert api.imports.query(project=project).total == 3
    assert api.imports.query(volume=source, state="FAILED").total == 1
    assert api.volumes.get(source).get_imports().total == 3


def test_missing(api):
    with pytest.raises(NotFound):
        api.imports.get("none")
