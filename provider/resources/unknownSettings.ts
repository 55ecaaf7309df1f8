import * as pulumi from "@pulumi/pulumi";
import { unknownSettingsWarning } from "../inputs/warnings";

/** Warns, once per resource, about settings that the package doesn't know. */
export function warnOfUnknownSettings(
  resource: pulumi.Resource,
  given: pulumi.Input<readonly unknown[]>,
): void {
  pulumi.output(given).apply((list) => {
    const warning = unknownSettingsWarning(list);
    if (warning) void pulumi.log.warn(warning, resource);
  });
}
