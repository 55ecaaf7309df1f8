import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { type Selected, selectedOf } from "../../components/selection";
import { type GetFilesArgs, look } from "../../functions/lookups/getFiles";
import { ask } from "../../functions/lookups/look";
import { exportSettings } from "../../inputs/exportSettings";
import { only, present, type PropertyMap, without } from "../../inputs/propertyMap";
import { ANY_UNKNOWN, holdsUnknown, isUnknown } from "../../inputs/unknowns";
import { validate } from "../../inputs/validate";
import { isMove } from "../../model/export";
import { exportResults } from "../../model/itemResults";
import type { Origin } from "../../resources/declarations";
import { warn } from "../../runtime/engine/status";
import { lookupsOf } from "../invoke";
import { setOrigin } from "../origins";
import { holdsSecret, secret, unwrapped } from "../secrets";
import { childUrn } from "../tokens";
import { wrapped } from "../values";
import { warningsOf } from "../warnings";
import type { Registration } from "./monitor";
import { componentOf, type Constructed, formerType, type Site } from "./site";

const NAME = "ProjectExport";
const CHILD = "BulkFileExport";

/** ProjectExport for programs of any language. */
export const constructProjectExport = (request: ConstructRequest, site: Site): Promise<Constructed> =>
  declareProjectExport(site, {
    component: componentOf(request),
    inputs: wrapped(request.getInputs()),
    dependsOn: [...request.getInputdependenciesMap().entries()].flatMap(([, of]) => of.getUrnsList()),
  });

/** What a ProjectExport is to be, wherever it is declared. */
export interface ProjectExportPlan {
  component: Registration;
  /** Secrets wrapped. */
  inputs: PropertyMap;
  /** URNs that the inputs have come from. */
  dependsOn: readonly string[];
  origin?: Origin;
}

/** Looks the files up, and declares one BulkFileExport of them. */
export async function declareProjectExport(site: Site, plan: ProjectExportPlan): Promise<Constructed> {
  const { monitor, inherit } = site;
  const inputs = present(unwrapped(plan.inputs) as PropertyMap);
  const { urn } = await monitor.register({ ...plan.component, inherit });
  for (const text of warningsOf(NAME, inputs)) warn(text, urn);
  const selected = await select(inputs, urn);
  // What is found by a secret, or put below one, gives it away.
  const seal = holdsSecret(plan.inputs) ? secret : (value: unknown) => value;
  const type = `cavatica:index:${CHILD}`;
  const { name } = plan.component;
  if (plan.origin) setOrigin(childUrn(urn, type, name), plan.origin);
  const bulk = await monitor.register({
    type,
    name,
    parent: urn,
    custom: true,
    props: {
      items: seal(selected?.items ?? ANY_UNKNOWN),
      ...present(only(plan.inputs, ["volume", ...SETTINGS])),
    },
    dependencies: dependenciesOf(plan, site),
    aliases: [formerType(CHILD)],
    inherit,
  });
  const { summary, failed, jobs } = bulk.outs;
  const told = known({ summary, failed, jobs, leftOut: seal(selected?.leftOut) });
  await monitor.outputs(urn, told);
  // The results are what `jobs` says, in full: state needn't hold it twice.
  return { urn, outs: { ...told, results: resultsOf(told["jobs"]) }, children: [bulk.urn] };
}

/** What goes to the bulk export as it is. */
const SETTINGS = Object.keys(exportSettings);

/** Undefined while it isn't known what to look for. A volume that is yet to be made holds nothing, so its id isn't needed. */
async function select(inputs: PropertyMap, urn: string): Promise<Selected | undefined> {
  const { volume, prefix, keepFolders, ...rest } = inputs as {
    volume?: string;
    prefix?: string;
    keepFolders?: boolean;
  } & PropertyMap;
  const [settings, criteria] = [only(rest, SETTINGS), without(rest, ...SETTINGS)];
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

/** The items are made of all inputs, so they depend on everything that one has come from. */
function dependenciesOf({ dependsOn }: ProjectExportPlan, site: Site): Map<string, readonly string[]> {
  const all = [...new Set(dependsOn)];
  return new Map([
    ["items", all],
    ["volume", all],
    ...SETTINGS.map((key) => [key, all] as const),
    ["", site.dependsOn],
  ]);
}

/** In a preview, what the engine doesn't tell isn't known yet. */
const known = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(outs).map(([key, value]) => [key, value ?? ANY_UNKNOWN]));

function resultsOf(jobs: unknown): unknown {
  const lines = unwrapped(jobs);
  if (isUnknown(lines)) return lines;
  const results = exportResults(lines as string[]);
  return holdsSecret(jobs) ? secret(results) : results;
}
