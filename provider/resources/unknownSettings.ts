import * as pulumi from "@pulumi/pulumi";
import { EXPORT_SETTINGS, unknownSettings } from "../inputs/exportSettings";
import { isObject } from "../inputs/propertyMap";

/**
 * Warns, once per resource, of settings among these that the package doesn't know: they are sent as they are, so that a
 * setting which the platform adds later can be used. A slip of a known name is refused by `check`.
 */
export function warnOfUnknownSettings(
  resource: pulumi.Resource,
  given: pulumi.Input<readonly unknown[]>,
): void {
  pulumi.output(given).apply((list) => {
    const names = [...new Set(list.filter(isObject).flatMap(unknownSettings))].sort();
    if (names.length > 0) void pulumi.log.warn(warning(names), resource);
  });
}

const warning = (names: readonly string[]): string =>
  `properties: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} unknown to this version of pulumi-cavatica and ` +
  `sent to the platform as given. Known: ${EXPORT_SETTINGS.join(", ")}.`;
