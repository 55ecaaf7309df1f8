import type { PropertyMap } from "../inputs/propertyMap";
import { isUnknown } from "../inputs/unknowns";
import { configure, type StackConfig } from "../runtime/account/session";
import { keepSecret } from "../runtime/engine/redaction";

let current: PropertyMap = {};
let explicit = false;

/** The engine's default provider is called "default" or "default_1_2_3"; any other name is a program's own. */
export const isExplicit = (name: string): boolean => name !== "" && !/^default(_|$)/.test(name);

/** Configuration as the runtime asks for it; of an explicit provider, nothing else counts. */
const asStackConfig: StackConfig = {
  get: (key) => (key === "cavatica:explicit" ? String(explicit) : setting(key.replace(/^cavatica:/, ""))),
};

/** A setting's text; one of no characters is none. */
export function setting(key: string): string | undefined {
  const value = current[key];
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

export function useSettings(given: PropertyMap, name: string): void {
  current = given;
  explicit = isExplicit(name);
  const token = setting("authToken");
  if (token !== undefined) keepSecret(token, "[token]");
  configure(asStackConfig);
}
