import { z } from "zod";

/** A member that may be absent or null on the wire, and is then undefined. */
export const maybe = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value) => value ?? undefined);

export const maybeText = maybe(z.string());
