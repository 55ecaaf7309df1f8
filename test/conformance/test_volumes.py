import pytest
from sevenbridges.errors import BadRequest, Conflict, Forbidden, NotFound

from conftest import numbers


@pytest.fixture
def s3(api):
    number = next(numbers)
    return api.volumes.create_s3_volume(
        name=f"s3_{number}",
        bucket=f"bucket-{number}",
        access_key_id="AKIAEXAMPLE",
        secret_access_key="very-secret",
        access_mode="RW",
        description="ours",
        prefix="runs/",
        properties={"sse_algorithm": "AES256"},
    )


def test_create_s3(s3):
    assert s3.id == f"lab/{s3.name}"
    assert (s3.access_mode, s3.active, s3.description) == ("RW", True, "ours")
    assert (s3.service["type"], s3.service["prefix"]) == ("s3", "runs/")
    assert s3.service["credentials"] == {"access_key_id": "AKIAEXAMPLE"}


def test_create_by_role(api):
    name = f"role_{next(numbers)}"
    made = api.volumes.create_s3_volume_role_auth(
        name=name, bucket="b-role", role_arn="arn:aws:iam::1:role/x", external_id="e", access_mode="RO"
    )
    assert made.service["credentials"]["role_arn"] == "arn:aws:iam::1:role/x"


def test_create_google(api):
    made = api.volumes.create_google_volume(
        name=f"gcs_{next(numbers)}", bucket="b-gcs", client_email="a@b", private_key="very-secret", access_mode="RO"
    )
    assert made.service["type"] == "gcs"
    assert made.service["credentials"] == {"client_email": "a@b"}
    iam = api.volumes.create_google_iam_volume(
        name=f"iam_{next(numbers)}", bucket="b-gcs", configuration="{}", access_mode="RO"
    )
    assert iam.active


def test_create_oss(api):
    made = api.volumes.create_oss_volume(
        name=f"oss_{next(numbers)}",
        bucket="b-oss",
        endpoint="oss.example.org",
        access_key_id="A",
        secret_access_key="very-secret",
        access_mode="RO",
    )
    assert made.service["endpoint"] == "oss.example.org"


def test_get_and_query(api, s3):
    assert api.volumes.get(s3.id).name == s3.name
    assert s3.id in [volume.id for volume in api.volumes.query(limit=100).all()]


def test_update(api, s3):
    s3.description = "changed"
    s3.access_mode = "RO"
    s3.service["credentials"] = {"access_key_id": "AKIANEW", "secret_access_key": "very-secret"}
    s3.save()
    again = api.volumes.get(s3.id)
    assert (again.description, again.access_mode) == ("changed", "RO")
    assert again.service["credentials"]["access_key_id"] == "AKIANEW"


def test_refusals(api, s3):
    make = dict(bucket="b", access_key_id="a", secret_access_key="s", access_mode="RW")
    with pytest.raises(BadRequest) as caught:
        api.volumes.create_s3_volume(name="has-dash", **make)
    assert caught.value.code == 9030
    with pytest.raises(Conflict) as caught:
        api.volumes.create_s3_volume(name=s3.name, **make)
    assert caught.value.code == 9010
    with pytest.raises(NotFound) as caught:
        api.volumes.get("lab/none")
    assert caught.value.code == 9007


def test_deactivate_and_delete(api, s3):
    with pytest.raises(Conflict):
        s3.delete()
    s3.active = False
    s3.save()
    s3.delete()
    with pytest.raises(NotFound):
        api.volumes.get(s3.id)


def test_members(api, guest, s3):
    with pytest.raises(Forbidden):
        guest.volumes.get(s3.id)
    rights = {"read": True, "copy": False, "write": False, "admin": False}
    added = s3.add_member(user=guest.username, permissions=dict(rights))
    assert added.username == guest.username
    assert guest.volumes.get(s3.id).id == s3.id
    members = s3.get_members()
    assert (members.total, [member.username for member in members]) == (1, [guest.username])
    # Without api= the client would use the last connection's user.
    member = s3.get_member(guest.username, api=api)
    member.permissions["write"] = True
    member.save()
    assert s3.get_member(guest.username, api=api).permissions["write"] is True
    assert s3.get_member(guest.username, api=api).permissions["read"] is True
    s3.remove_member(guest.username)
    with pytest.raises(NotFound):
        s3.get_member(guest.username, api=api)


def test_contents(api, admin, volume):
    for location in ("a.txt", "b.txt", "deep/c.txt"):
        admin.post("objects", volume=volume, location=location, size=42)
    handle = api.volumes.get(volume)
    page = handle.list(limit=2)
    assert [item.location for item in page] == ["a.txt", "b.txt"]
    assert [each.prefix for each in page.next_page().prefixes] == ["deep"]
    assert [item.location for item in handle.list(prefix="deep/")] == ["deep/c.txt"]
    assert handle.get_volume_object_info("a.txt").metadata["size"] == 42
    with pytest.raises(NotFound):
        handle.get_volume_object_info("none.txt")


def test_contents_over_100(api, admin, volume):
    for number in range(205):
        admin.post("objects", volume=volume, location=f"{number:03}.txt")
    assert len(list(api.volumes.get(volume).list(limit=100).all())) == 205
