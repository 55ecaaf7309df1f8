/** A piece of HTML that is known to be well-formed. Anything else in a template is treated as text. */
export class Markup {
  constructor(readonly html: string) {}
}

export type Piece = Markup | string | number | false | undefined | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** The only way to make HTML here: values are escaped unless they come from a template themselves. */
export function html(fixed: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(lean(fixed).reduce((made, part, i) => made + render(pieces[i - 1]) + part));
}

const leanParts = new WeakMap<TemplateStringsArray, string[]>();

/** The fixed parts without their indentation in the source code. */
function lean(fixed: TemplateStringsArray): string[] {
  const known = leanParts.get(fixed) ?? fixed.map((part) => part.replace(/\n\s*/g, "\n"));
  leanParts.set(fixed, known);
  return known;
}

function render(piece: Piece): string {
  if (piece instanceof Markup) return piece.html;
  if (piece === false || piece === undefined) return "";
  return typeof piece === "object" ? piece.map(render).join("") : escapeHtml(String(piece));
}

/** A text with commands in backticks, as in messages for terminals. */
export const prose = (text: string): Markup =>
  html`${text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
