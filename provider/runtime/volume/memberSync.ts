import type { Client } from "../../platform/http/client";
import { textOf } from "../../platform/errors/errors";
import { doOnce } from "../../platform/http/doOnce";
import {
  addMember,
  listMembers,
  removeMember,
  setPermissions,
  type VolumeMember,
} from "../../platform/api/volumeMembers";
import { isGoneMember, orGone } from "../account/orGone";
import { isNamed, type MemberPlan, planMembers } from "./memberPlan";
import type { Members } from "./state";

/** Applies the declared members, and removes those declared before; one request, plus one for each that differs. */
export async function syncMembers(
  client: Client,
  volume: string,
  before: Members = {},
  declared: Members = {},
): Promise<void> {
  if (Object.keys({ ...before, ...declared }).length === 0) return;
  const { remove, add, change } = planMembers(before, declared, await listMembers(client, volume));
  for (const { name, member } of remove) await naming(name, () => removed(client, volume, member));
  for (const each of add) await naming(each.name, () => added(client, volume, each));
  for (const { name, member, permissions } of change)
    await naming(name, () => setPermissions(client, volume, member, permissions));
}

const isMember = async (client: Client, volume: string, name: string, type: string): Promise<boolean> =>
  (await listMembers(client, volume)).some((member) => member.type === type && isNamed(member, name));

const added = (client: Client, volume: string, { name, type, permissions }: MemberPlan["add"][number]) =>
  doOnce(
    client,
    () => addMember(client, volume, name, type, permissions),
    async () => (await isMember(client, volume, name, type)) || undefined,
  );

const removed = (client: Client, volume: string, member: VolumeMember) =>
  doOnce(
    client,
    () => orGone(removeMember(client, volume, member), isGoneMember),
    async () => !(await isMember(client, volume, member.id ?? member.username, member.type)) || undefined,
  );

async function naming(name: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw new Error(`members.${name}: ${textOf(error)}`, {
      cause: error,
    });
  }
}
