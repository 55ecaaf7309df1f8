import { type Cause, causesOf, type Report, totalsOf } from "../report";
import { type Row, type Verdict, verdictOf } from "../row";
import { countText, filesText, sumText, visible } from "../texts";
import { rowsTable } from "./rows";
import { html, type Markup, prose } from "./template";

/** Browsers lay out folded content only when it is opened, so long tables are folded in parts of this many rows. */
const PART = 500;
/** Tables with at most this many rows are open. */
const SHORT = 25;

const rowsOf = ({ rows }: Report, verdict: Verdict) => rows.filter((row) => verdictOf(row) === verdict);

/** What needs attention, by cause, so that each remedy appears once. */
export const failedSection = (report: Report): Markup => causes("Failed", rowsOf(report, "failed"), "failed");

export const openSection = (report: Report): Markup => causes("Not finished", rowsOf(report, "open"), "open");

function causes(title: string, rows: Row[], look: string): Markup {
  if (rows.length === 0) return html``;
  const [unexplained, explained] = [rows.filter(({ error }) => !error), rows.filter(({ error }) => error)];
  return html`<section class="${look}">
    <h2>${title} (${countText(rows.length)})</h2>
    ${causesOf(explained).map(causeArticle)}${unexplained.length > 0 && html`<article>${parts(unexplained, title)}</article>`}
  </section>`;
}

const causeArticle = ({ error, remedy, rows }: Cause): Markup =>
  html`<article>
    <h3>${prose(visible(error))}</h3>
    ${remedy !== undefined && html`<p class="remedy"><strong>What to do:</strong> ${prose(remedy)}</p>`}
    ${parts(rows, error)}
  </article>`;

/** What is done, with one section per bulk resource; single exports share one. */
export function doneSection(report: Report): Markup {
  const rows = rowsOf(report, "done");
  if (rows.length === 0) return html``;
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = row.type.startsWith("Bulk") ? `${row.resource} (${row.type})` : `Single ${row.type}s`;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(row);
  }
  return html`<section>
    <h2>Done (${countText(rows.length)})</h2>
    ${[...groups].map(
      ([name, rows]) =>
        html`<h3>${visible(name)}: ${sumText(totalsOf(rows))}</h3>
          ${parts(rows, name, 0)}`,
    )}
  </section>`;
}

/** One open table if it is short; otherwise folded tables, each named by its first and last row. */
function parts(rows: readonly Row[], caption: string, short = SHORT): Markup {
  if (rows.length <= short) return rowsTable(rows, caption);
  const firsts = Array.from({ length: Math.ceil(rows.length / PART) }, (_, i) => i * PART);
  return html`${firsts.map((first) => {
    const part = rows.slice(first, first + PART);
    const name = part.length === rows.length ? filesText(rows.length) : `${first + 1}–${first + part.length}`;
    return fold(name, part, caption);
  })}`;
}

function fold(name: string, rows: readonly Row[], caption: string): Markup {
  const ends = [...new Set([rows[0]!, rows.at(-1)!])].map(
    ({ place, file, resource }) => place ?? file ?? resource,
  );
  return html`<details>
    <summary>${name} <i>${visible(ends.join(" … "))}</i></summary>
    ${rowsTable(rows, caption)}
  </details>`;
}
