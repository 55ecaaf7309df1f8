/** What the public classes and interfaces declare (scripts/lib/declared.mjs), reduced to what a package schema can say. */
export interface Shape {
  kind: "string" | "number" | "boolean" | "any" | "array" | "map" | "object" | "nothing";
  /** Of what is declared under a name. */
  name?: string;
  optional?: boolean;
  of?: Shape;
  members?: Record<string, Member>;
}

export interface Member {
  doc: string;
  optional: boolean;
  shape: Shape;
}

export type Declared = Readonly<Record<string, { doc: string; shape: Shape } | undefined>>;

/** A list's or map's member, whatever is in between. */
export function inner(shape: Shape | undefined): Shape | undefined {
  return shape?.of ? inner(shape.of) : shape;
}

export const memberOf = (shape: Shape | undefined, key: string): Member | undefined =>
  inner(shape)?.members?.[key];

/** Members that say the same wherever they stand. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  file: "The file's id (24 hexadecimal characters), or its web address, which is reduced to the id.",
  volume: 'The volume\'s id "owner/name".',
  location: "The object's key below the volume's prefix.",
  accessMode: '"RW" or "RO"; exports need "RW".',
  service: "The store, by its type, and how the platform gets into it.",
  type: "Which kind of store.",
  bucket: "The bucket's name.",
  container: "The container's name.",
  storageAccount: "The storage account's name.",
  endpoint: "The store's address.",
  credentials: "How the platform gets into the store. Secret.",
  accessKeyId: "The id of the user's key.",
  properties: "How exported objects are stored.",
  resourceId: "The storage account's id in Azure Resource Manager.",
  id: "Its id on the platform.",
  name: "Its name.",
  project: '"owner/project".',
  path: "Below the project.",
  state: "PENDING, RUNNING, COMPLETED or FAILED.",
  source: "The file that is exported.",
  destination: "Where it goes to.",
  overwrite: "Whether it may delete an object that is at the place.",
  files: "How many files.",
  bytes: "Their size together, as far as it is known.",
  jobs: "What became of each item, a line an item.",
  tags: "The file's tags.",
  active: "An inactive one can neither be read nor written.",
  description: "For people.",
  prefix: "What stands before every location, as it is.",
  result: "The file that it has dealt with.",
  why: "Why it can't be exported.",
};

/** The doc comment as Markdown, one line a paragraph; throws where nothing describes the member. */
export function described(at: string, key: string, doc: string | undefined): string {
  const text = doc || EVERYWHERE[key];
  if (!text) throw new Error(`${at}.${key} has no description: give its declaration a doc comment`);
  return paragraphs(text);
}

export const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim())
    .join("\n\n");
