import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type Selected, selectedOf } from "../components/selection";
import { type GetFilesArgs, look } from "../functions/lookups/getFiles";
import { ask } from "../functions/lookups/look";
import { only, present, type PropertyMap, without } from "../inputs/propertyMap";
import { isMove } from "../model/export";
import { exportSettings } from "../inputs/fields";
import { ANY_UNKNOWN, holdsUnknown, isUnknown } from "../inputs/unknowns";
import { validate } from "../inputs/validate";
import { warn } from "../runtime/engine/status";
import { lookupsOf } from "./invoke";
import { Monitor } from "./monitor";
import { message, plain, resealed, wrapped } from "./values";
import { warningsOf } from "./warnings";

const NAME = "ProjectExport";
const CHILD = "cavatica:index:BulkFileExport";

/** ProjectExport for programs of any language: looks the files up, and declares one BulkFileExport of them. */
export async function constructProjectExport(request: ConstructRequest): Promise<ConstructResponse> {
  const monitor = new Monitor(request.getMonitorendpoint());
  try {
    const [name, inputs] = [request.getName(), present(plain(request.getInputs()))];
    const { urn } = await monitor.register({
      type: request.getType(),
      name,
      parent: request.getParent(),
      custom: false,
      props: {},
      more: (registration) =>
        registration.setAliasesList(request.getAliasesList()).setProtect(request.getProtect() ?? false),
    });
    const { volume, prefix, keepFolders, ...rest } = inputs;
    const [settings, criteria] = [only(rest, SETTINGS), without(rest, ...SETTINGS)];
    for (const text of warningsOf(NAME, inputs)) warn(text, urn);
    const selected = await select({ criteria, volume, prefix, keepFolders, ...settings }, urn);
    const { outs } = await monitor.register({
      type: CHILD,
      name,
      parent: urn,
      custom: true,
      props: resealed(
        { items: selected?.items ?? ANY_UNKNOWN, volume, ...settings },
        wrapped(request.getInputs()),
      ),
      dependencies: dependenciesOf(request),
      provider: request.getProvidersMap().get("cavatica"),
    });
    const { summary, failed, jobs } = outs;
    const told = known({ summary, failed, jobs, leftOut: selected?.leftOut });
    await monitor.outputs(urn, told);
    return new ConstructResponse().setUrn(urn).setState(message(told));
  } finally {
    monitor.close();
  }
}

/** What goes to the bulk export as it is. */
const SETTINGS = Object.keys(exportSettings);

/** Undefined while it isn't known what to look for. A volume that is yet to be made holds nothing, so its id isn't needed. */
async function select(given: PropertyMap, urn: string): Promise<Selected | undefined> {
  const { criteria, volume, prefix, keepFolders, ...settings } = given as {
    criteria: PropertyMap;
    volume: string | undefined;
    prefix?: string;
    keepFolders?: boolean;
  };
  if (volume === undefined)
    throw new Error(`${NAME}: volume: is missing; it must be a volume's id "owner/name"`);
  if (holdsUnknown([criteria, prefix, settings, keepFolders])) return undefined;
  const failures = validate(look.schema, criteria);
  if (failures.length > 0) throw new Error(`${NAME}: ${failures.map(({ reason }) => reason).join("; ")}`);
  const { files } = await ask({ ...look, name: NAME }, criteria as GetFilesArgs, lookupsOf(NAME));
  const place = isUnknown(volume) ? undefined : volume;
  return selectedOf(
    files,
    { criteria, volume: place, prefix, moves: isMove(settings) ?? true, keepFolders },
    (text) => warn(text, urn),
  );
}

/** Everything that an input came from, since the items are made of all of them. */
function dependenciesOf(request: ConstructRequest): string[] {
  const urns = [...request.getInputdependenciesMap().entries()].flatMap(([, of]) => of.getUrnsList());
  return [...new Set([...urns, ...request.getDependenciesList()])];
}

/** In a preview, what the engine doesn't tell isn't known yet. */
const known = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(outs).map(([key, value]) => [key, value ?? ANY_UNKNOWN]));
