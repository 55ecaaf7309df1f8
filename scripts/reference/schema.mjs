// Reads schema/pulumi.json.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";

export const schema = JSON.parse(readFileSync(join(root, "schema/pulumi.json"), "utf8"));

const nameOf = (ref) => ref.split(":").at(-1);

/** The named type that a property refers to, with its name; undefined for a plain one. */
export function typeAt(spec) {
  // Pulumi's own types, such as "pulumi.json#/Any", have no section to refer to.
  const [, ref] = /^#\/types\/(.*)/.exec(spec?.$ref ?? "") ?? [];
  return ref && { name: nameOf(ref), ...schema.types[ref] };
}

/** The form of a union that a value has: by its discriminator, else by its members. */
export function formOf(spec, value) {
  if (!spec?.oneOf) return spec;
  const tag = spec.discriminator;
  if (tag) return { $ref: tag.mapping[value[tag.propertyName]] };
  const fits = (form) => {
    const type = typeAt(form);
    return type?.properties && Object.keys(value).every((name) => name in type.properties);
  };
  return spec.oneOf.find(fits) ?? spec.oneOf[0];
}

/** "a string", "list of BulkFileExportItem", with `link` applied to each named type. */
export function typeText(spec, link) {
  if (spec.oneOf) return spec.oneOf.map((form) => typeText(form, link)).join(" or ");
  const type = typeAt(spec);
  if (type?.enum) return type.enum.map(({ value }) => `"${value}"`).join(", ");
  if (type) return link(type.name);
  if (spec.type === "array") return `list of ${typeText(spec.items, link)}`;
  if (spec.type === "object" && spec.additionalProperties)
    return `map of ${typeText(spec.additionalProperties, link)}`;
  if (spec.const !== undefined) return `"${spec.const}"`;
  return spec.$ref ? "any" : spec.type;
}
