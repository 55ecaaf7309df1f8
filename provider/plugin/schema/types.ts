import { isObject, type PropertyMap } from "../../inputs/propertyMap";
import { described, inner, memberOf, type Shape } from "./declared";

/** A type of Pulumi's package schema, or a property, which has a description beside it. */
export type Spec = Record<string, unknown>;

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const singular = (name: string): string => name.replace(/s$/, "");
const TOKEN = "cavatica:index:";

/** Named types of the package; those that are equal in all parts are one. */
export class Types {
  readonly named: Record<string, Spec> = {};
  private readonly byShape = new Map<string, string>();

  /** The type of an input, of its JSON Schema; `shape` has the doc comments. */
  ofJson(node: Spec, name: string, shape: Shape | undefined): Spec {
    if (node["const"] !== undefined) return { type: "string", const: node["const"] };
    const forms = ((node["anyOf"] ?? node["oneOf"]) as Spec[] | undefined)?.filter(
      (form) => form["type"] !== "null",
    );
    if (forms) return this.ofForms(forms, name, shape);
    const type = [node["type"]].flat().find((one) => one !== "null") as string | undefined;
    const values = (node["enum"] as (string | null)[] | undefined)?.filter((value) => value !== null);
    if (values) return this.ofValues(values, name, shape);
    if (type === "array")
      return { type, items: this.ofJson(node["items"] as Spec, singular(name), inner(shape)) };
    if (type === "object") return this.ofObject(node, name, shape);
    return type === undefined ? ANY : { type };
  }

  private ofObject(node: Spec, name: string, shape: Shape | undefined): Spec {
    if (node["properties"]) return this.refer(name, this.object(node, name, shape));
    const member = isObject(node["additionalProperties"]) ? node["additionalProperties"] : {};
    return { type: "object", additionalProperties: this.ofJson(member, singular(name), inner(shape)) };
  }

  /** An object's members, described. */
  object(node: Spec, name: string, shape: Shape | undefined): Spec & { properties: Record<string, Spec> } {
    const members = Object.entries(node["properties"] as Record<string, Spec>);
    const properties = members.map(([key, member]) => {
      const declared = memberOf(shape, key);
      const doc = declared?.doc || (member["description"] as string | undefined) || firstDescription(member);
      const type = this.ofJson(member, name + upper(key), declared?.shape);
      const isSecret = key === "credentials";
      return [key, { ...type, description: described(name, key, doc), ...(isSecret && { secret: true }) }];
    });
    return {
      type: "object",
      properties: Object.fromEntries(properties) as Record<string, Spec>,
      required: (node["required"] ?? []),
    };
  }

  /** The type of an output, of its declaration. */
  ofShape(shape: Shape, name: string): Spec {
    switch (shape.kind) {
      case "array":
        return { type: "array", items: this.ofShape(shape.of ?? { kind: "any" }, singular(name)) };
      case "map":
        return { type: "object", additionalProperties: this.ofShape(shape.of ?? { kind: "any" }, name) };
      case "object":
        return this.refer(shape.name ?? name, this.outputs(shape, shape.name ?? name));
      case "any":
      case "nothing":
        return ANY;
      default:
        return { type: shape.kind };
    }
  }

  outputs(shape: Shape, name: string): Spec & { properties: Record<string, Spec> } {
    const members = Object.entries(shape.members ?? {});
    const properties = members.map(([key, { doc, shape: of }]) => [
      key,
      { ...this.ofShape(of, name + upper(key)), description: described(name, key, doc) },
    ]);
    return {
      type: "object",
      properties: Object.fromEntries(properties) as Record<string, Spec>,
      required: members.flatMap(([key, { optional }]) => (optional ? [] : [key])),
    };
  }

  /** Text in place of an object is what `check` itself has written: users write the object. */
  private ofForms(forms: Spec[], name: string, shape: Shape | undefined): Spec {
    const objects = forms.filter((form) => form["properties"]);
    if (objects.length === 1) return this.ofJson(objects[0]!, name, shape);
    if (objects.length > 1) return this.union(objects, name, shape);
    const specs = forms.map((form, i) => this.ofJson(form, `${name}${i || ""}`, shape));
    const distinct = [...new Map(specs.map((spec) => [JSON.stringify(spec), spec])).values()];
    return distinct.length === 1 ? distinct[0]! : { oneOf: distinct };
  }

  private union(objects: Spec[], name: string, shape: Shape | undefined): Spec {
    const keys = Object.keys(objects[0]!["properties"] as PropertyMap);
    const tag = keys.find((key) => objects.every((one) => tagOf(one, key) !== undefined));
    const suffix = (one: Spec) =>
      upper(tag ? tagOf(one, tag)! : Object.keys(one["properties"] as PropertyMap)[0]!);
    const oneOf = objects.map((one) => this.ofJson(one, name + suffix(one), shape));
    if (!tag) return { oneOf };
    const mapping = objects.map((one, i) => [tagOf(one, tag), oneOf[i]!["$ref"]]);
    return { oneOf, discriminator: { propertyName: tag, mapping: Object.fromEntries(mapping) as Spec } };
  }

  /** Spellings that are taken as well aren't offered: the first of each stands for all. */
  private ofValues(values: string[], name: string, shape: Shape | undefined): Spec {
    const usual = [...new Map(values.toReversed().map((value) => [value.toLowerCase(), value])).values()];
    if (usual.length === 1) return { type: "string", const: usual[0] };
    const named = usual.reverse().map((value) => ({ value, name: valueName(value) }));
    return this.refer(shape?.name ?? name, { type: "string", enum: named });
  }

  /** A named type with this content. */
  refer(name: string, spec: Spec): Spec {
    const key = JSON.stringify(spec);
    const known = this.byShape.get(key) ?? this.free(name);
    this.byShape.set(key, known);
    this.named[TOKEN + known] = spec;
    return { $ref: `#/types/${TOKEN}${known}` };
  }

  private free(name: string): string {
    return `${TOKEN}${name}` in this.named ? this.free(`${name}Info`) : name;
  }
}

const ANY: Spec = { $ref: "pulumi.json#/Any" };

/** "s3" of a member that can be nothing else, whichever way it is spelled. */
function tagOf(object: Spec, key: string): string | undefined {
  const member = (object["properties"] as Record<string, Spec>)[key];
  const values = (member?.["enum"] ?? [member?.["const"]]) as unknown[];
  const spelled = new Set(values.map((value) => String(value).toLowerCase()));
  return spelled.size === 1 && typeof values[0] === "string" ? values[0] : undefined;
}

const firstDescription = (node: Spec): string | undefined =>
  ((node["anyOf"] ?? []) as Spec[]).map((form) => form["description"] as string | undefined).find(Boolean);

/** "awsKms" of "aws:kms". */
const valueName = (value: string): string =>
  value.replace(/[^A-Za-z0-9]+(.)/g, (_, next: string) => next.toUpperCase());
