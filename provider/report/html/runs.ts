import type { Report } from "../report";
import { type Bin, binsOf, type Run, runsOf } from "../runs";
import { bytesText, countText, secondsText, timeText } from "../texts";
import { bars, BYTES, FILES, timeline } from "./charts";
import { html, type Markup } from "./template";

/** The most runs shown with charts; earlier ones get a line in a table. */
const MOST_DRAWN = 10;

/** The timeline: a chart for each of the latest runs, the latest one open. */
export function runsSection({ rows }: Report): Markup {
  const runs = runsOf(rows);
  if (runs.length === 0) return html``;
  const earlier = runs.slice(MOST_DRAWN);
  return html`<section>
    <h2>Runs</h2>
    <p class="note">Jobs that ran within half an hour of each other; times are UTC.</p>
    ${runs.slice(0, MOST_DRAWN).map(drawRun)}
    ${
      earlier.length > 0 &&
      html`<details>
        <summary>${countText(earlier.length)} earlier runs</summary>
        ${listOf(earlier)}
      </details>`
    }
  </section>`;
}

function drawRun(run: Run, index: number): Markup {
  const bins = binsOf(run);
  const hasBytes = bins.some(({ bytes }) => bytes > 0);
  return html`<details class="run" ${index === 0 && html` open`}>
    <summary>${summaryOf(run)}</summary>
    <figure>${bars(bins, FILES)}${hasBytes && bars(bins, BYTES)}${timeline(run, bins)}</figure>
    <details>
      <summary>The same in numbers</summary>
      ${numbers(bins)}
    </details>
  </details>`;
}

function summaryOf({ from, to, spans }: Run): string {
  const failed = spans.filter(({ verdict }) => verdict === "failed").length;
  const parts = [
    spans.length === 1 ? "1 job" : `${countText(spans.length)} jobs`,
    ...(failed > 0 ? [`${countText(failed)} failed`] : []),
  ];
  return `${clock(from)}, ${secondsText((to - from) / 1000)}: ${parts.join(", ")}`;
}

const clock = (ms: number): string => timeText(new Date(ms).toISOString());

const listOf = (runs: readonly Run[]): Markup =>
  html`<ul>
    ${runs.map((run) => html`<li>${summaryOf(run)}</li>`)}
  </ul>`;

const numbers = (bins: readonly Bin[]): Markup =>
  html`<table class="numbers">
    <thead>
      <tr>
        <th scope="col">From</th>
        <th scope="col">Done</th>
        <th scope="col">Failed</th>
        <th scope="col">Data</th>
      </tr>
    </thead>
    <tbody>
      ${bins.map(
        ({ from, done, failed, bytes }) =>
          html`<tr>
            <th scope="row">${clock(from)}</th>
            <td>${done}</td>
            <td>${failed}</td>
            <td>${bytesText(bytes)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
