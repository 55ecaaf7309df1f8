import { z } from "zod";

/**
 * A member that isn't promised: absent, null or of another form than expected, it is undefined. One odd member must not
 * spoil an answer about a hundred jobs.
 */
export const maybe = <S extends z.ZodType>(schema: S) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined);

export const maybeText = maybe(z.string());

/** Numbers come as texts from some servers; codes are decided upon, so they must not get lost by that. */
export const maybeNumber = maybe(z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]));

/** The platform's tables say text, its samples show booleans. */
export const maybeFlag = maybe(z.union([z.boolean(), z.stringbool({ truthy: ["true"], falsy: ["false"] })]));
