import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { VERSION } from "../../platform/http/version";
import { unknownOutputs } from "../schemaFile";
import { lastPart } from "../tokens";
import { message } from "../values";
import { constructManifest } from "./manifest";
import { DeploymentOver } from "./monitor";
import { constructProjectExport } from "./projectExport";
import { type Constructed, type Site, siteOf, urnOf } from "./site";

const COMPONENTS: Readonly<Record<string, (request: ConstructRequest, site: Site) => Promise<Constructed>>> =
  { Manifest: constructManifest, ProjectExport: constructProjectExport };

/** Declares what a component of this package consists of. */
export async function construct(request: ConstructRequest): Promise<ConstructResponse> {
  const name = lastPart(request.getType());
  const component = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
  if (!component) throw new Error(`pulumi-cavatica ${VERSION} has no component "${request.getType()}".`);
  const site = siteOf(request);
  try {
    return answered(await component(request, site));
  } catch (error) {
    if (error instanceof DeploymentOver) return abandoned(request);
    throw error;
  } finally {
    site.monitor.close();
  }
}

/** The answer of a component that isn't waited for any more: a program that hears it all the same learns nothing from it. */
export const abandoned = (request: ConstructRequest): ConstructResponse =>
  answered({ urn: urnOf(request), outs: unknownOutputs(lastPart(request.getType())), children: [] });

function answered({ urn, outs, children }: Constructed): ConstructResponse {
  const answer = new ConstructResponse().setUrn(urn).setState(message(outs));
  const dependencies = answer.getStatedependenciesMap();
  for (const key of Object.keys(outs)) {
    const urns = new ConstructResponse.PropertyDependencies().setUrnsList([...children]);
    dependencies.set(key, urns);
  }
  return answer;
}
