import pytest
from sevenbridges.errors import BadRequest, Forbidden, NotFound


def test_get(api, admin, project):
    index = admin.post("files", project=project, path="deep/a.cram.crai")
    made = admin.post(
        "files",
        project=project,
        path="deep/a.cram",
        size=7,
        tags=["x"],
        metadata={"sample_id": "s1"},
        origin={"task": "t-1"},
        secondaryFiles=[index["id"]],
    )
    file = api.files.get(made["id"])
    assert (file.name, file.project, file.size, file.tags) == ("a.cram", project, 7, ["x"])
    assert file.metadata["sample_id"] == "s1"
    assert file.origin.task == "t-1"
    assert file.storage.type == "PLATFORM"
    assert not file.is_folder()
    assert [each.name for each in file.secondary_files] == ["a.cram.crai"]


def test_query_one_level_and_below(api, admin, project):
    admin.post("files", project=project, path="top.txt")
    admin.post("files", project=project, path="deep/inner.txt")
    top = api.files.query(project=project)
    assert sorted(file.name for file in top) == ["deep", "top.txt"]
    folder = next(file for file in top if file.is_folder())
    assert [file.name for file in folder.list_files()] == ["inner.txt"]
    assert [file.name for file in api.files.query(parent=folder)] == ["inner.txt"]


def test_query_filters(api, admin, project):
    for name, lane in (("a", "1"), ("b", "2"), ("c", "2")):
        admin.post("files", project=project, path=name, tags=[name], metadata={"lane": lane}, origin={"task": name})
    names = lambda **filters: [file.name for file in api.files.query(project=project, **filters)]  # noqa: E731
    assert names(names=["a", "b"]) == ["a", "b"]
    assert names(metadata={"lane": "2"}) == ["b", "c"]
    assert names(tags=["c"]) == ["c"]
    assert names(origin={"task": "a"}) == ["a"]


def test_paging_over_100(api, admin, project):
    admin.post("files", project=project, count=250)
    page = api.files.query(project=project, limit=100)
    assert (len(page), page.total) == (100, 250)
    assert len({file.id for file in page.all()}) == 250


def test_bulk_get_and_delete(api, files):
    ids = [file["id"] for file in files]
    records = api.files.bulk_get(ids[:2] + ["65a100000000000000000000"])
    assert [record.valid for record in records] == [True, True, False]
    assert records[0].resource.id == ids[0]
    assert records[2].error.code == 5002
    api.files.bulk_delete(ids[:1])
    with pytest.raises(NotFound):
        api.files.get(ids[0])


def test_delete_and_missing(api, files):
    api.files.get(files[0]["id"]).delete()
    with pytest.raises(NotFound) as caught:
        api.files.get(files[0]["id"])
    assert caught.value.code == 5002


def test_save(api, files):
    file = api.files.get(files[0]["id"])
    file.name = "other.bam"
    file.tags = ["new"]
    file.metadata["lane"] = "3"
    file.save()
    again = api.files.get(file.id)
    assert (again.name, again.tags, again.metadata["lane"]) == ("other.bam", ["new"], "3")


def test_folders(api, project):
    folder = api.files.create_folder("made", project=project)
    assert folder.is_folder()
    api.files.create_folder("inner", parent=folder)
    with pytest.raises(BadRequest) as caught:
        folder.delete()
    assert caught.value.code == 5021


def test_copy(api, admin, files):
    target = admin.post("projects", id="lab/copies")["id"]
    copied = api.files.get(files[0]["id"]).copy(project=target)
    assert (copied.project, copied.size) == (target, 5000)


def test_other_users_file(guest, files):
    with pytest.raises(Forbidden) as caught:
        guest.files.get(files[0]["id"])
    assert caught.value.code == 5001
