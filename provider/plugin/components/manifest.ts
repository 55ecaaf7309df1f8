import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { z } from "zod";
import type { PropertyMap } from "../../inputs/propertyMap";
import { isUnknown } from "../../inputs/unknowns";
import { validate } from "../../inputs/validate";
import { stackValues } from "../../manifest/declare/configuration";
import { outputsOf } from "../../manifest/declare/outputs";
import type { Reading } from "../../manifest/read";
import { readManifestFile } from "../../manifest/readFile";
import { warn } from "../../runtime/engine/status";
import { unknownOutputs } from "../schemaFile";
import { plain } from "../values";
import { declareModel } from "./declareModel";
import { componentOf, type Constructed, type Site } from "./site";

const NAME = "Manifest";

const inputSchema = z.strictObject({ path: z.string().min(1, "must not be empty") });

/** What a manifest lists, for programs of any language: each thing a resource below this one. */
export async function constructManifest(request: ConstructRequest, site: Site): Promise<Constructed> {
  const inputs = plain(request.getInputs());
  const failures = validate(inputSchema, inputs);
  if (failures.length > 0) throw new Error(`${NAME}: ${failures.map(({ reason }) => reason).join("; ")}`);
  const { path } = inputs as { path: string };
  // Before anything is declared, as nothing is if something is wrong with it.
  const reading = isUnknown(path) ? undefined : readManifestFile(path, configurationOf(request));
  const component = componentOf(request);
  const { urn } = await site.monitor.register({ ...component, inherit: site.inherit });
  const { outs, children } = reading
    ? await declare(reading, urn, site)
    : { outs: unknownOutputs(NAME), children: [] };
  await site.monitor.outputs(urn, outs);
  return { urn, outs, children };
}

async function declare(reading: Reading, urn: string, site: Site) {
  for (const text of reading.warnings) warn(text, urn);
  const { made, children } = await declareModel(reading, urn, site);
  return { outs: outputsOf(made) as PropertyMap, children };
}

function configurationOf(request: ConstructRequest) {
  const [values, secrets] = [request.getConfigMap(), new Set(request.getConfigsecretkeysList())];
  return stackValues({
    project: request.getProject(),
    get: (key) => values.get(key),
    isSecret: (key) => secrets.has(key),
    keys: () => [...values.keys()],
  });
}
