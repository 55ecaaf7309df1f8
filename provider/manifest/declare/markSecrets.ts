export interface Seal {
  /** The value, with secrets made of all texts that hold one of the stack's, however deep they stand. */
  <T>(value: T): T;
  /** Whether one stands anywhere in the value. */
  concerns(value: unknown): boolean;
}

/** @param secret marks a text as secret, in the way of whoever declares the resources */
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
  // Inputs may be secret wherever they may be plain, which the type of a plain value can't say.
  const sealed = <T>(value: T): T => (secrets.size === 0 ? value : (seal(value) as T));
  return Object.assign(sealed, { concerns: (value: unknown) => secrets.size > 0 && concerns(value) });
}
