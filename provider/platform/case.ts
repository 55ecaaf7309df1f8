/** The platform spells members in snake_case, this package in camelCase; values other than objects are unchanged. */
export const toSnake = (value: unknown): unknown => renamed(value, snake);
export const toCamel = (value: unknown): unknown => renamed(value, camel);

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [rename(name), renamed(member, rename)]),
  );
}
