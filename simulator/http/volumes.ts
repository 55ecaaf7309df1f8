import { ApiError, refuse } from "../errors";
import { queryValue, readWindow, withQuery } from "../rules/paging";
import { queryFlag } from "../rules/shapes";
import { deleteVolume, patchVolume } from "../rules/volumeChanges";
import { addMember, mergePermissions, overwritePermissions } from "../rules/volumeMembers";
import { createVolume, visibleVolume } from "../rules/volumeRules";
import type { MemberRecord, VolumeRecord } from "../world/records";
import { keyBase, seesVolume } from "../world/volumes";
import type { Call, Route } from "./call";
import { showObject, stubs } from "./show";
import { showMember, showVolume, showVolumeDetails } from "./showVolume";

const VOLUME = "/storage/volumes/:owner/:name";

const idOf = (call: Call): string => `${call.param("owner")}/${call.param("name")}`;

function show(call: Call, volume: VolumeRecord): Record<string, unknown> {
  return showVolume(volume, call.base, call.world.switches);
}

function details(call: Call): Record<string, unknown> {
  const volume = visibleVolume(call.world, call.user, idOf(call));
  return call.select(showVolumeDetails(volume, call.base, call.world.switches));
}

/** A volume whose contents may be listed: with the permission, and active (documented: deactivate-a-volume-1). */
function browsable(call: Call): VolumeRecord {
  const volume = visibleVolume(call.world, call.user, idOf(call), "read");
  if (!volume.active) refuse(call.world.switches.inactiveVolumeError, "Volume is not active.");
  if (!call.world.volumes.bucketOf(volume).rights.read) throw new ApiError(9103);
  return volume;
}

function startKey(token: string | undefined): string | undefined {
  return token === undefined ? undefined : Buffer.from(token, "base64url").toString("utf8");
}

/**
 * One level of a volume: objects, prefixes, and a link of its own shape (documented: list-the-contents-of-a-volume).
 */
function listContents(call: Call): Record<string, unknown> {
  const volume = browsable(call);
  const { world, query } = call;
  const { limit } = readWindow(query, world.switches);
  const given = queryValue(query, "prefix") ?? "";
  const prefix = world.volumes.keyOf(volume, given);
  const start = startKey(queryValue(query, "continuation_token"));
  const level = world.volumes.bucketOf(volume).level(prefix, limit, start);
  const href = new URL(call.request.url, call.base).href;
  const asOf = call.listTime;
  const objects = level.objects.filter((object) => object.writtenAt <= asOf || asOf === call.now);
  const next = level.next && Buffer.from(level.next, "utf8").toString("base64url");
  return {
    href,
    prefix: given,
    limit,
    truncated: next !== undefined,
    items: objects.map((object) =>
      call.select(showObject(volume, object, call.base, world.switches), stubs.object),
    ),
    prefixes: level.prefixes.map((key) =>
      showPrefix(call, volume, key.slice(keyBase(volume, world.switches).length)),
    ),
    links: next ? [{ next: withQuery(href, { continuation_token: next }) }] : [],
  };
}

function showPrefix(call: Call, volume: VolumeRecord, key: string): Record<string, unknown> {
  const prefix = call.world.switches.prefixesEnd === "slash" ? key : key.replace(/\/$/, "");
  const href = `${call.base}/storage/volumes/${volume.id}/list?prefix=${encodeURIComponent(prefix)}`;
  return { href, prefix, volume: volume.id };
}

function getObject(call: Call): Record<string, unknown> {
  const volume = browsable(call);
  const location = queryValue(call.query, "location") ?? "";
  const object = call.world.volumes.object(volume, location);
  if (!object) refuse(call.world.switches.missingObjectError, "Object does not exist.");
  return showObject(volume, object, call.base, call.world.switches);
}

function member(call: Call, right?: "admin"): { volume: VolumeRecord; member: MemberRecord } {
  const volume = visibleVolume(call.world, call.user, idOf(call), right);
  const found = volume.members.get(call.param("username"));
  if (!found) refuse(call.world.switches.unknownMemberError, "Requested member does not exist.");
  return { volume, member: found };
}

function memberRoutes(route: Route): void {
  const members = `${VOLUME}/members`;
  route("GET", members, (call) => {
    const volume = visibleVolume(call.world, call.user, idOf(call));
    return call.page(
      [...volume.members.values()],
      (each) => showMember(volume, each, call.base, call.world.switches),
      "all",
    );
  });
  route("POST", members, (call) => {
    const added = addMember(call.world, call.user, idOf(call), call.body);
    return showMember(
      visibleVolume(call.world, call.user, idOf(call)),
      added,
      call.base,
      call.world.switches,
    );
  });
  route("POST", `${members}/leave`, (call) => {
    visibleVolume(call.world, call.user, idOf(call)).members.delete(call.user);
  });
  route("GET", `${members}/:username`, (call) => {
    const { volume, member: found } = member(call);
    return showMember(volume, found, call.base, call.world.switches);
  });
  route("DELETE", `${members}/:username`, (call) => {
    const { volume, member: found } = member(call, "admin");
    volume.members.delete(found.username);
  });
  route("GET", `${members}/:username/permissions`, (call) => member(call).member.permissions);
  route("PATCH", `${members}/:username/permissions`, (call) => {
    const { member: found } = member(call, "admin");
    found.permissions = mergePermissions(found.permissions, call.body);
    return found.permissions;
  });
  route("PUT", `${members}/:username/permissions`, (call) => {
    const { member: found } = member(call, "admin");
    found.permissions = overwritePermissions(call.body);
    return found.permissions;
  });
}

/** Volumes, their members and their contents. */
export function volumeRoutes(route: Route): void {
  route("GET", "/storage/volumes", (call) => {
    const seen = call.world.volumes.all().filter((volume) => seesVolume(volume, call.user));
    return call.page(seen, (volume) => show(call, volume), stubs.volume);
  });
  route("POST", "/storage/volumes", (call) => show(call, createVolume(call.world, call.user, call.body)));
  route("GET", VOLUME, details);
  route("PATCH", VOLUME, (call) => {
    const force = queryFlag(queryValue(call.query, "force"));
    return show(call, patchVolume(call.world, call.user, idOf(call), call.body, force));
  });
  route("DELETE", VOLUME, (call) => deleteVolume(call.world, call.user, idOf(call)));
  route("GET", `${VOLUME}/list`, listContents);
  route("GET", `${VOLUME}/object`, getObject);
  memberRoutes(route);
}
