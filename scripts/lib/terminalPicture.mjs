// Draws a terminal's text, with its colours, as an SVG.

const COLUMNS = 116;
const CHARACTER = 7.83; // of a monospaced font of 13 px; no common one is wider
const LINE = 18;
const MARGIN = 20;
const BAR = 34;

const BACKGROUND = "#161b22";
const TEXT = "#e6edf3";
/** The colours that Pulumi uses, by their numbers among the terminal's 256. */
const COLOURS = { 1: "#ff7b72", 2: "#7ee787", 3: "#e3b341", 5: "#d2a8ff", 12: "#79c0ff", 13: "#d2a8ff" };
const BUTTONS = ["#ff5f57", "#febc2e", "#28c840"];

// eslint-disable-next-line no-control-regex -- what terminals understand
const STYLE = /\u001b\[([\d;]*)m/g;

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** What a style sequence changes, such as "1" (bold) or "38;5;2" (the second colour). */
function styleAfter(style, codes) {
  if (codes === "1") return { ...style, bold: true };
  const [, number] = /^38;5;(\d+)$/.exec(codes) ?? [];
  if (number === undefined) return {};
  if (!COLOURS[number]) throw new Error(`the picture has no colour for number ${number}`);
  return { ...style, fill: COLOURS[number] };
}

/** A line's characters, each with its style. */
function charactersOf(line) {
  const parts = line.split(STYLE);
  let style = {};
  return parts.flatMap((part, i) => {
    if (i % 2 === 0) return [...part].map((text) => ({ text, style }));
    style = styleAfter(style, part);
    return [];
  });
}

/** A line that is too long continues on the next, at a space and as far indented as it is. */
function wrapped(characters) {
  if (characters.length <= COLUMNS) return [characters];
  const indent = characters.findIndex(({ text }) => text !== " ");
  const head = characters.slice(0, COLUMNS + 1);
  const end = head.findLastIndex(({ text }, i) => text === " " && i > indent);
  const rest = [...characters.slice(0, indent), ...characters.slice(end + 1)];
  return [characters.slice(0, end), ...wrapped(rest)];
}

/** Neighbours of the same style together. */
function spansOf(characters) {
  const spans = [];
  for (const { text, style } of characters) {
    if (spans.at(-1)?.style === style) spans.at(-1).text += text;
    else spans.push({ text, style });
  }
  return spans;
}

function drawnSpan({ text, style: { fill, bold } }) {
  const attributes = `${fill ? ` fill="${fill}"` : ""}${bold ? ' font-weight="bold"' : ""}`;
  return attributes ? `<tspan${attributes}>${escaped(text)}</tspan>` : escaped(text);
}

const drawnLine = (characters, i) =>
  `  <text x="${MARGIN}" y="${BAR + LINE * (i + 1)}" xml:space="preserve">${spansOf(characters).map(drawnSpan).join("")}</text>`;

const drawnButton = (fill, i) => `  <circle cx="${MARGIN + 6 + 20 * i}" cy="18" r="6" fill="${fill}"/>`;

/** The commands typed, for readers who can't see the picture. */
const titleOf = (text) =>
  `A terminal: ${[...text.replace(STYLE, "").matchAll(/^\$ (.*)$/gm)].map(([, typed]) => typed).join(", then ")}`;

/** The SVG of a text whose colours are terminal sequences. */
export function pictureOf(text) {
  const lines = text.trimEnd().split("\n").map(charactersOf).flatMap(wrapped);
  const width = Math.ceil(2 * MARGIN + COLUMNS * CHARACTER);
  const height = BAR + LINE * lines.length + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="${TEXT}">
  <title>${escaped(titleOf(text))}</title>
  <rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>
${[...BUTTONS.map(drawnButton), ...lines.map(drawnLine)].join("\n")}
</svg>
`;
}
