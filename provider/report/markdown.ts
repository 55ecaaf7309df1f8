import { Page } from "./boundedLines";
import { causesOf, caveats, type Report, totalsOf } from "./report";
import { type Row, type Verdict, verdictOf } from "./row";
import { bytesText, countText, headline, secondsText, subjectOf, sumText, timeText, visible } from "./texts";

/** The size limit of a job summary on GitHub is 1 MiB. */
export const MOST_BYTES = 1_000_000;

/** More rows than this are folded. */
const SHORT = 25;

/** A summary for readers, failures first. What doesn't fit is left out at the end, and counted. */
export function toMarkdown(report: Report, mostBytes = MOST_BYTES): string {
  const page = new Page(mostBytes);
  page.add(...summary(report));
  let shown = 0;
  for (const section of sections(report.rows)) shown += addSection(page, section);
  const missing = report.rows.length - shown;
  if (missing > 0)
    page.close(
      "",
      `${countText(missing)} of ${countText(report.rows.length)} files are left out to keep this short; ` +
        "`npx pulumi-cavatica report --format html` (or `tsv`) has them all.",
    );
  return page.text;
}

function summary(report: Report): string[] {
  const { rows, project, stack, time } = report;
  const totals = totalsOf(rows);
  const states = [...totals.byState].map(([state, sum]) => [code(state), sumText(sum)]);
  return [
    `## ${subjectOf(rows)} of ${code(project)}, stack ${code(stack)}`,
    "",
    `**${headline(totals)}**${time === undefined ? "" : ` State as of ${code(timeText(time))} UTC.`}`,
    "",
    ...(rows.length > 0 ? [...table(["state", "files"], states), ""] : []),
    ...caveats(rows).map((text) => `- ${text}`),
  ];
}

interface Section {
  heading: string;
  text?: string[];
  rows: Row[];
}

/** One section for each cause of failures, then what is under way, then what is done. */
function sections(all: readonly Row[]): Section[] {
  const of = (verdict: Verdict, withError: boolean) =>
    all.filter((row) => verdictOf(row) === verdict && (row.error !== undefined) === withError);
  const byCause = (heading: string, rows: Row[]): Section[] =>
    causesOf(rows).map(({ error, remedy, rows }) => ({
      heading,
      text: [code(error), ...(remedy === undefined ? [] : ["", `What to do: ${remedy}`]), ""],
      rows,
    }));
  return [
    ...byCause("Failed", [...of("failed", true), ...of("failed", false)]),
    ...byCause("Not finished", of("open", true)),
    { heading: "Under way", rows: of("open", false) },
    { heading: "Done", rows: of("done", false) },
  ].filter(({ rows }) => rows.length > 0);
}

/** Returns how many of the rows have fitted. */
function addSection(page: Page, { heading, text = [], rows }: Section): number {
  const isFolded = rows.length > SHORT;
  const opening = isFolded ? ["<details><summary>Show them</summary>", ""] : [];
  const head = ["", `### ${heading}: ${sumText(totalsOf(rows))}`, "", ...text, ...opening];
  if (!page.add(...head, ...table(HEADERS, []))) return 0;
  const misfit = rows.findIndex((row) => !page.add(line(cellsOf(row))));
  if (isFolded) page.close("", "</details>");
  return misfit === -1 ? rows.length : misfit;
}

const HEADERS = ["resource", "file", "place", "job", "took", "size"];

const cellsOf = ({ resource, file, name, place, job, seconds, bytes }: Row): string[] => [
  code(resource),
  [code(file), code(name)].filter(Boolean).join("<br>"),
  code(place),
  code(job),
  seconds === undefined ? "" : secondsText(seconds),
  bytes === undefined ? "" : bytesText(bytes),
];

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (headers: readonly string[], rows: readonly string[][]): string[] => [
  line(headers),
  line(headers.map(() => "---")),
  ...rows.map(line),
];

/** Ordinary dots stay, to save space; those of an address don't. */
const MEANINGFUL = /[^\p{L}\p{N} ./-]|(?<=www)\./giu;

/** Escapes the text so that nothing in it acts as Markdown, HTML, a mention or a link. */
function code(text: string | undefined): string {
  if (text === undefined || text === "") return "";
  return `<code>${visible(text).replace(MEANINGFUL, entity)}</code>`;
}

const entity = (character: string): string => `&#${character.codePointAt(0)};`;
