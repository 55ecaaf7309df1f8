import type { MadeSections } from "../../manifest/declare/outputs";
import { textOf } from "../../platform/errors/errors";
import type { Made } from "./below";
import { DeploymentOver } from "./monitor";

type Section = keyof MadeSections;

/**
 * What has become of all, once each has ended: one that can't be declared stops no other. Fails then with all that is wrong,
 * each said once.
 */
export async function allMade(
  sections: Record<Section, Record<string, Promise<Made>>>,
): Promise<{ made: MadeSections; children: string[] }> {
  const entries = Object.entries(sections).flatMap(([section, resources]) =>
    Object.entries(resources).map(([name, resource]) => ({ section, name, resource })),
  );
  const ended = await Promise.allSettled(entries.map(({ resource }) => resource));
  const errors = ended.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const told = errors.filter((error) => !(error instanceof DeploymentOver)).map(textOf);
  if (told.length > 0) throw new Error([...new Set(told)].join("\n"));
  if (errors.length > 0) throw errors[0];
  const made = Object.fromEntries(Object.keys(sections).map((section) => [section, {}])) as Record<
    string,
    Record<string, unknown>
  >;
  const children: string[] = [];
  for (const { section, name, resource } of entries) {
    const { id, outs, urns } = await resource;
    made[section]![name] = { ...outs, id };
    children.push(...urns);
  }
  return { made: made as unknown as MadeSections, children };
}
