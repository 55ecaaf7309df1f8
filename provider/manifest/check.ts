import type { Document } from "yaml";
import { type Complaint, complaints } from "../inputs/validate";
import { find, spanOf } from "./document";
import type { Problem } from "./problem";
import { manifestSchema } from "./schema";
import type { Source, Span } from "./source";

/** What is wrong with a manifest's values, each at its place in the text. */
export const checkValues = (source: Source, document: Document, values: unknown): Problem[] =>
  complaints(manifestSchema, values).map((complaint) => ({
    source,
    span: spanAt(document, complaint),
    message: `${complaint.path.map(String).join(".") || "the manifest"}: ${complaint.why}`,
  }));

/** The value's place; the key's, where that is what is wrong; what should hold it, where it is missing. */
function spanAt(document: Document, { path, isUnknownKey = false }: Complaint): Span {
  const { key, value, complete } = find(document, path);
  const node = isUnknownKey || !complete ? (key ?? value) : (value ?? key);
  return node ? spanOf(node) : [0, 0];
}
