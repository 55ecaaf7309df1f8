export interface Seal {
  /** The value, in which all strings that contain one of the stack's secrets are marked as secret, at any depth. */
  <T>(value: T): T;
  /** Whether the value contains one anywhere. */
  concerns(value: unknown): boolean;
}

/** @param secret marks a string as secret, in the way of the caller that declares the resources */
export function sealer(secrets: ReadonlySet<string>, secret: (text: string) => unknown): Seal {
  const isSecret = (text: string) => [...secrets].some((each) => text.includes(each));
  const seal = (value: unknown): unknown => {
    if (typeof value === "string") return isSecret(value) ? secret(value) : value;
    if (Array.isArray(value)) return value.map(seal);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, seal(member)]));
  };
  const concerns = (value: unknown): boolean => {
    if (typeof value === "string") return isSecret(value);
    return typeof value === "object" && value !== null && Object.values(value).some(concerns);
  };
  // Inputs may be secret wherever they may be plain values, which the type of a plain value can't express.
  const sealed = <T>(value: T): T => (secrets.size === 0 ? value : (seal(value) as T));
  return Object.assign(sealed, { concerns: (value: unknown) => secrets.size > 0 && concerns(value) });
}
