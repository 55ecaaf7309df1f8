import type { Client } from "../../platform/http/client";
import { isPlatformError, type PlatformError } from "../../platform/errors/errors";
import { getUsername } from "../../platform/account/user";
import { getMember, listMembers, type VolumeMember } from "../../platform/api/volumeMembers";
import { getVolume, listVolumes, type PlatformVolume } from "../../platform/api/volumes";
import type { Rights, VolumeFacts } from "../judge/volume";

/** Up to this many volumes are requested one by one; for more, all volumes that the user can see are listed. */
const ONE_BY_ONE = 3;

/** What is known about these volumes, each looked up once. */
export async function lookUpVolumes(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, VolumeFacts>> {
  const volumes = await volumesOf(client, ids);
  let username: Promise<string> | undefined;
  const facts = ids.map(async (id): Promise<[string, VolumeFacts]> => {
    const volume = volumes.get(id)!;
    if (isPlatformError(volume) || !volume.active) return [id, { volume, rights: {} }];
    return [id, { volume, rights: await rightsTo(client, id, await (username ??= getUsername(client))) }];
  });
  return new Map(await Promise.all(facts));
}

async function volumesOf(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, PlatformVolume | PlatformError>> {
  const listed = ids.length > ONE_BY_ONE ? await listVolumes(client) : [];
  const known = new Map<string, PlatformVolume>(listed.map((volume) => [volume.id, volume]));
  const found = ids.map(
    async (id) => [id, known.get(id) ?? (await orRefusal(getVolume(client, id)))] as const,
  );
  return new Map(await Promise.all(found));
}

/** Owners may do everything. For others, the member is looked up; if that is refused, the permissions are unknown. */
async function rightsTo(client: Client, volume: string, username: string): Promise<Rights> {
  if (volume.startsWith(`${username}/`)) return { write: true, copy: true };
  const member = await orRefusal(getMember(client, volume, username));
  if (isPlatformError(member)) return {};
  const own = rightsOf(member);
  if (own.write && own.copy) return own;
  const others = await rightsOfGroups(client, volume);
  return {
    ...((own.write || !others.write) && { write: own.write }),
    ...((own.copy || !others.copy) && { copy: own.copy }),
  };
}

const rightsOf = ({ permissions: { write, copy, admin } }: VolumeMember): Required<Rights> => ({
  write: write || admin,
  copy: copy || admin,
});

/**
 * Permissions that may come through a team or division: their members aren't shown, and how such permissions combine isn't
 * documented. If the list is refused, any permission is possible.
 */
async function rightsOfGroups(client: Client, volume: string): Promise<Required<Rights>> {
  const members = await orRefusal(listMembers(client, volume));
  if (isPlatformError(members)) return { write: true, copy: true };
  const groups = members.filter(({ type }) => type !== "USER").map(rightsOf);
  return { write: groups.some(({ write }) => write), copy: groups.some(({ copy }) => copy) };
}

/** The result, or the platform's definite refusal; any other failure shows nothing and is thrown. */
export async function orRefusal<T>(asked: Promise<T>): Promise<T | PlatformError> {
  try {
    return await asked;
  } catch (error) {
    if (isPlatformError(error) && !error.isTransient && !error.isUnauthorized) return error;
    throw error;
  }
}
