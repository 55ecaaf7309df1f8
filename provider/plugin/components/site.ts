import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { PropertyMap } from "../../inputs/propertyMap";
import { childUrn, dynamicType } from "../tokens";
import { Monitor, type Registration } from "./monitor";

/** Where a component declares its resources: the engine's side, and the options that they take over. */
export interface Site {
  monitor: Monitor;
  /** What everything in it depends on. */
  dependsOn: readonly string[];
  inherit: NonNullable<Registration["inherit"]>;
}

/** What a component has come to. */
export interface Constructed {
  urn: string;
  /** As the program gets them; secrets wrapped. */
  outs: PropertyMap;
  /** The resources in it, on which its outputs depend. */
  children: readonly string[];
}

export const siteOf = (request: ConstructRequest): Site => ({
  monitor: new Monitor(request.getMonitorendpoint()),
  dependsOn: request.getDependenciesList(),
  inherit: (registration) => inherit(request, registration),
});

/** The options of the component that make sense for each resource in it. */
function inherit(request: ConstructRequest, registration: RegisterResourceRequest): void {
  const timeouts = request.getCustomtimeouts();
  const isKept = request.getRetainondelete();
  registration.setProtect(request.getProtect() ?? false).setDeletedwith(request.getDeletedwith());
  if (isKept !== undefined) registration.setRetainondelete(isKept);
  if (!registration.getCustom()) return;
  registration.setProvider(request.getProvidersMap().get("cavatica") ?? "");
  if (!timeouts) return;
  const own = new RegisterResourceRequest.CustomTimeouts()
    .setCreate(timeouts.getCreate())
    .setUpdate(timeouts.getUpdate())
    .setDelete(timeouts.getDelete());
  registration.setCustomtimeouts(own);
}

/** The component itself, as the program has declared it. */
export const componentOf = (request: ConstructRequest): Registration => ({
  type: request.getType(),
  name: request.getName(),
  parent: request.getParent(),
  custom: false,
  props: {},
  aliases: request.getAliasesList(),
});

/** The URN that the component has or will have. */
export function urnOf(request: ConstructRequest): string {
  const stack = `urn:pulumi:${request.getStack()}::${request.getProject()}`;
  const [parent, type, name] = [request.getParent(), request.getType(), request.getName()];
  const isAtTop = parent === "" || parent.split("::")[2] === "pulumi:pulumi:Stack";
  return isAtTop ? `${stack}::${type}::${name}` : childUrn(parent, type, name);
}

/** What the form for Node.js programs has made stays, under the new type. */
export const formerType = (type: string): Alias =>
  new Alias().setSpec(new Alias.Spec().setType(dynamicType(type)));

/** The same right below the stack, where `fromManifest` puts it. */
export function formerlyAtTop(type?: string): Alias {
  const spec = new Alias.Spec().setNoparent(true);
  return new Alias().setSpec(type === undefined ? spec : spec.setType(dynamicType(type)));
}
