import type { Client } from "../../platform/client";
import { textOf } from "../../platform/errors";
import { doOnce } from "../../platform/unclear";
import {
  addMember,
  listMembers,
  removeMember,
  setPermissions,
  type VolumePermissions,
} from "../../platform/volumeMembers";
import { isGoneMember, orGone } from "../gone";
import { planMembers } from "./memberPlan";
import type { Members } from "./state";

/** Makes the declared members so, and removes those declared before; one request, and one for each that differs. */
export async function syncMembers(
  client: Client,
  volume: string,
  before: Members = {},
  declared: Members = {},
): Promise<void> {
  if (Object.keys({ ...before, ...declared }).length === 0) return;
  const { add, change, remove } = planMembers(before, declared, await listMembers(client, volume));
  for (const [username, permissions] of add)
    await naming(username, () => added(client, volume, username, permissions));
  for (const [username, permissions] of change)
    await naming(username, () => setPermissions(client, volume, username, permissions));
  for (const username of remove) await naming(username, () => removed(client, volume, username));
}

const isMember = async (client: Client, volume: string, username: string): Promise<boolean> =>
  (await listMembers(client, volume)).some((member) => member.username === username);

const added = (client: Client, volume: string, username: string, permissions: VolumePermissions) =>
  doOnce(
    client,
    () => addMember(client, volume, username, permissions),
    async () => (await isMember(client, volume, username)) || undefined,
  );

const removed = (client: Client, volume: string, username: string) =>
  doOnce(
    client,
    () => orGone(removeMember(client, volume, username), isGoneMember),
    async () => !(await isMember(client, volume, username)) || undefined,
  );

async function naming(username: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw new Error(`members.${username}: ${textOf(error)}`, {
      cause: error,
    });
  }
}
