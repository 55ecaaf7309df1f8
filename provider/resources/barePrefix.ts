import * as pulumi from "@pulumi/pulumi";
import { barePrefixWarning } from "../inputs/warnings";

/** Warns in a preview about a prefix that doesn't end in "/". */
export function warnOfBarePrefix(
  resource: pulumi.Resource,
  prefix: pulumi.Input<string | null | undefined>,
): void {
  if (!pulumi.runtime.isDryRun()) return;
  const output = pulumi.output(prefix);
  void pulumi.isSecret(output).then((isSecret) => {
    if (!isSecret) output.apply((text) => void warn(resource, text));
  });
}

function warn(resource: pulumi.Resource, prefix: string | null | undefined): void {
  const warning = barePrefixWarning(prefix);
  if (warning) void pulumi.log.warn(warning, resource);
}
