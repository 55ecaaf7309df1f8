import type { Row } from "./row";

/** The last part of a type token. */
/** A type token of this package: of the dynamic resources, or of the native plugin. */
export const isOwnType = (type: string): boolean =>
  /^(pulumi-nodejs:dynamic\/cavatica|cavatica:index):\w+$/.test(type);

export const shortType = (type: string): string => type.slice(type.lastIndexOf(":") + 1);

export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

export const label = ({ urn, type }: { urn: string; type: string }): Pick<Row, "resource" | "type"> => ({
  resource: nameOf(urn),
  type: shortType(type),
});
