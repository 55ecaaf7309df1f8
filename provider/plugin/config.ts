import { isDeepStrictEqual } from "node:util";
import {
  type CheckRequest,
  type CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { checkedEndpoint, checkedToken } from "../inputs/account";
import type { PropertyMap } from "../inputs/propertyMap";
import { isUnknown } from "../inputs/unknowns";
import type { Failure } from "../inputs/validate";
import { didYouMean } from "../inputs/didYouMean";
import { textOf } from "../platform/errors/errors";
import { modeOf } from "../preflight/mode";
import { checked } from "./answers";
import { packageSchema } from "./schemaFile";
import { isExplicit, useSettings } from "./settings";
import { nameIn } from "./tokens";
import { resealed, secret, unwrapped } from "./secrets";
import { plain, wrapped } from "./values";

/** What the engine itself adds to a provider's inputs. */
const ENGINES_OWN = ["version", "pluginDownloadURL", "__internal"];

export function checkConfig(request: CheckRequest): CheckResponse {
  const name = nameIn(request.getUrn());
  const came = wrapped(request.getNews());
  const given = unwrapped(came) as PropertyMap;
  const sealedToken = given["authToken"] === undefined ? {} : { authToken: secret(given["authToken"]) };
  return checked({ ...resealed(given, came), ...sealedToken }, failuresOf(name, given), came);
}

function failuresOf(name: string, given: PropertyMap): Failure[] {
  const owner = `Provider "${name}"`;
  const failures: Failure[] = [];
  const judge = (property: string, run: (value: string | undefined) => unknown) => {
    const value = given[property];
    if (isUnknown(value)) return;
    try {
      run(typeof value === "string" ? value : undefined);
    } catch (error) {
      failures.push({ property, reason: textOf(error) });
    }
  };
  // The stack's own configuration may leave out the token: environment or profile have it.
  if (isExplicit(name) || given["authToken"] !== undefined)
    judge("authToken", (token) => checkedToken(owner, token));
  judge("endpoint", (endpoint) => (endpoint ? checkedEndpoint(owner, endpoint) : undefined));
  judge("preflight", (mode) => (mode ? modeOf(mode) : undefined));
  return isExplicit(name) ? [...failures, ...slips(given)] : failures;
}

/** A setting of the stack may be another program's; one that is written beside the token is a slip. */
function slips(given: PropertyMap): Failure[] {
  const known = Object.keys(packageSchema().config.variables);
  const unknown = Object.keys(given).filter((key) => ![...known, ...ENGINES_OWN].includes(key));
  return unknown.map((property) => {
    const question = didYouMean(property, known);
    return { property, reason: `${property}: there is no such setting${question ? `; ${question}` : "."}` };
  });
}

/** Another account or setting is no other resource: what is declared stays. */
export function diffConfig(request: DiffRequest): DiffResponse {
  const [olds, news] = [plain(request.getOldInputs() ?? request.getOlds()), plain(request.getNews())];
  const differing = Object.keys({ ...olds, ...news }).filter(
    (key) => isUnknown(news[key]) || !isDeepStrictEqual(olds[key], news[key]),
  );
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  return new DiffResponse().setChanges(differing.length > 0 ? DIFF_SOME : DIFF_NONE).setDiffsList(differing);
}

export function configure(request: ConfigureRequest): ConfigureResponse {
  const name = request.getName() || nameIn(request.getUrn() ?? "");
  useSettings(plain(request.getArgs()), name);
  return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
}
