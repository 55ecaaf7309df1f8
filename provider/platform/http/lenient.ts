import { z } from "zod";

/**
 * A member that may be missing: if it is absent, null or of an unexpected form, it is undefined. One odd member must not
 * invalidate a response about a hundred jobs.
 */
export const maybe = <S extends z.ZodType>(schema: S) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined);

export const maybeText = maybe(z.string());

/** Some servers send numbers as strings; error codes drive decisions, so they must not be lost. */
export const maybeNumber = maybe(z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]));

/** The documentation's tables say string, its samples show booleans. */
export const maybeFlag = maybe(z.union([z.boolean(), z.stringbool({ truthy: ["true"], falsy: ["false"] })]));

/** An id or name that must be there. Not `min(1)`, which compares the `length` of whatever has one, even of an odd object. */
export const filledText = z.string().refine((text) => text !== "", "must not be empty");
