import { type Failure, validate } from "../../inputs/validate";
import { normaliseVolume, volumeInputs } from "../../inputs/volume";
import type { Client } from "../../platform/client";
import type { ResourceType } from "../boundary";
import { letGo, staysText } from "../holders";
import { session } from "../session";
import { inform } from "../status";
import { changeVolume, takeOver, withMembers } from "./change";
import { mount } from "./create";
import { unmount } from "./delete";
import { readVolume } from "./read";
import { inputsOf, keepSecretsOf } from "./state";
import { diffVolume } from "./table";
import { takenOverText } from "./texts";
import { timeoutOf, urnOf } from "../waiting";

/** A mounted bucket: made or taken over, changed in place, and deleted when nothing on the platform needs it any more. */
export const volume: ResourceType = {
  marker: "active",
  check: (news) => ({
    inputs: normaliseVolume(news),
    failures: validate(volumeInputs, news).map(withoutValue),
  }),
  diff: diffVolume,
  async create(inputs) {
    keepSecretsOf(inputsOf(inputs));
    const client = session().client.within(timeoutOf(inputs, "create"));
    const mounted = await mount(client, inputsOf(inputs));
    const { id } = mounted.volume;
    const found = mounted.how !== "made";
    const made = found ? await takeOver(client, mounted.volume, inputsOf(inputs)) : mounted.volume;
    const outs = await withMembers(client, made, inputs);
    if (mounted.how === "existing") inform(takenOverText(made), urnOf(inputs));
    return { id, outs };
  },
  update(id, olds, news) {
    keepSecretsOf(inputsOf(news));
    return changeVolume(afresh(id).within(timeoutOf(news, "update")), id, olds, news);
  },
  read: (id, olds, isGet) => readVolume(session(), id, olds, isGet),
  async delete(id, olds) {
    const other = letGo(urnOf(olds), [id]);
    if (other === undefined) await unmount(afresh(id).within(timeoutOf(olds, "delete")), id);
    else inform(staysText(`volume ${id}`, other), urnOf(olds));
  },
  things: (id) => (id === "" ? [] : [id]),
};

/**
 * The engine prints the value of a property that it finds under the failure's name, and a service that is no object may
 * be a text with all its secrets (pulumi: pkg/resource/deploy/step_generator.go, issueCheckErrors).
 */
const withoutValue = (failure: Failure): Failure =>
  failure.property === "service" ? { ...failure, property: "" } : failure;

/** The session's client; the session no longer knows the volume as it was. */
function afresh(id: string): Client {
  const account = session();
  account.forgetVolume(id);
  return account.client;
}
