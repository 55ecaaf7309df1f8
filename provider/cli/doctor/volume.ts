import { isPlatformError, textOf } from "../../platform/errors/errors";
import type { Client } from "../../platform/http/client";
import { getMember } from "../../platform/api/volumeMembers";
import { getVolume, type PlatformVolume } from "../../platform/api/volumes";
import { type Check, failed, passed, skipped } from "./check";

const PARTS = ["Volume", "Access mode", "Active", "Rights"];

export const volumeSkipped = (why: string): Check[] => PARTS.map((name) => skipped(name, why));

/** Checks whether exports to the volume can succeed, as far as possible without making one. */
export async function volumeChecks(client: Client, id: string, username: string): Promise<Check[]> {
  try {
    const volume = await getVolume(client, id);
    return [
      passed("Volume", `${volume.id} (${volume.service.type})`),
      modeCheck(volume),
      activeCheck(volume),
      await rightsCheck(client, volume, username),
    ];
  } catch (error) {
    return [notFound(id, username, error), ...volumeSkipped("the volume can't be read").slice(1)];
  }
}

function notFound(id: string, username: string, error: unknown): Check {
  const isHidden = isPlatformError(error) && (error.isNotFound || error.status === 403);
  if (isHidden)
    return failed(
      "Volume",
      `there is no ${id}, or ${username} isn't a member of it`,
      `check the id ("owner/name"), or ask its owner to add ${username}`,
    );
  return failed("Volume", `${id} can't be read: ${textOf(error)}`, "see docs/errors.md for the code");
}

const modeCheck = ({ accessMode }: PlatformVolume): Check =>
  accessMode.toUpperCase() === "RW"
    ? passed("Access mode", "RW")
    : failed("Access mode", accessMode || "not shown", 'exports need accessMode "RW": set it on the Volume');

const activeCheck = ({ active, id }: PlatformVolume): Check =>
  active
    ? passed("Active", "yes")
    : failed("Active", "no", `reactivate it: \`pulumi up\` of its Volume does, or PATCH ${id} active: true`);

async function rightsCheck(client: Client, { id }: PlatformVolume, username: string): Promise<Check> {
  if (id.split("/")[0] === username.split("/")[0]) return passed("Rights", `${username} owns it`);
  try {
    const { permissions } = await getMember(client, id, username);
    const { write, admin } = permissions;
    return write || admin
      ? passed("Rights", admin ? "admin" : "write")
      : failed("Rights", `${username} may not write to it`, `ask its owner for the permission "write"`);
  } catch {
    return skipped("Rights", `${username}'s rights aren't shown; they may come from a team or division`);
  }
}
