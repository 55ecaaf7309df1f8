/** What Pulumi's wire format (protobuf Struct) can represent. */
export type Wire = null | string | number | boolean | Wire[] | { [key: string]: Wire };

/**
 * Converts properties to the wire format: a single `undefined`, bigint, function or Date would make the whole response fail
 * after the job was started ("Unexpected struct type", https://github.com/pulumi/pulumi/issues/2205).
 */
export function toWire(value: unknown, at = "$"): Wire | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return finite(value, at);
  if (typeof value !== "object") return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item, i) => toWire(item, `${at}[${i}]`) ?? null);
  const members: { [key: string]: Wire } = {};
  for (const [key, member] of Object.entries(value)) {
    const wire = toWire(member, `${at}.${key}`);
    if (wire !== undefined) members[key] = wire;
  }
  return members;
}

function finite(value: number, at: string): number {
  if (!Number.isFinite(value)) throw new TypeError(`${at}: ${value} can't be stored in Pulumi's state`);
  return value;
}
