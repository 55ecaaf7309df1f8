import * as pulumi from "@pulumi/pulumi";

/**
 * Warns in a preview of a prefix that doesn't end in "/": it is put before each location as it is, so that "run7" and
 * "a.bam" make "run7a.bam", which is seldom meant (other clients of the platform put a slash between).
 */
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
  if (!prefix || prefix.endsWith("/")) return;
  const text =
    `prefix: ${JSON.stringify(prefix)} is put before each location as it is, so that a.bam goes to ${prefix}a.bam. ` +
    `For a folder, write ${JSON.stringify(`${prefix}/`)}.`;
  void pulumi.log.warn(text, resource);
}
