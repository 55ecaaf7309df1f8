// Random texts that get further into a parser than pure noise does.
import fc from "fast-check";

/** Texts that have broken parsers before: prototypes, numbers, control characters, halves of characters, markup, formulas. */
const ODD = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "then", "length", ""],
  ...["null", "undefined", "NaN", "Infinity", "-0", "1e999", "9007199254740993", "0x10", "1_000", "true"],
  ...["\u0000", "\t", "\r", "\n", "\u2028", "\u202e", "\ufeff", "\ud800", "\udc00", "\u001b[31m", "é", "𝒳"],
  ...["../", "..", ".", "//", "\\", "'", '"', "`", "$", "${", "}", "%", "%00", "%zz", "&amp;", "<img>"],
  ...["=cmd()", "+1", "-1", "@x", "#", ";", ",", ":", "=", "|", "*", "**", "?", "!", "[", "]", "{", "(", ")"],
];

export const odd = fc.constantFrom(...ODD);

/** A text of the parser's own words, odd ones, and noise. */
export const textOf = (...words: string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...words) },
        { weight: 2, arbitrary: odd },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(""));

/** A valid text with some of it cut out, repeated, or replaced. */
export const mutated = (valid: string, ...words: string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(valid.length), fc.nat(12), fc.oneof(odd, fc.constantFrom("", ...words))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((cuts) =>
      cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), valid),
    );

/** Any JSON value, with odd keys and texts. */
export const json: fc.Arbitrary<unknown> = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.oneof(odd, fc.string(), fc.double(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 2 }),
      fc.dictionary(fc.oneof(odd, fc.string({ maxLength: 6 })), tie("value"), { maxKeys: 2 }),
    ),
  }))
  .value.map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** A value whose members are of the right kind, missing, or anything. */
export const objectOf = (
  members: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(members).map(([name, right]) => [
        name,
        fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: json }),
      ]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  );
