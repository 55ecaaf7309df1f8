import { caveats, type Report, type Sum, totalsOf } from "../report";
import { bytesText, countText, headline, subjectOf, timeText, visible } from "../texts";
import { runsSection } from "./runs";
import { doneSection, failedSection, openSection } from "./sections";
import { STYLE } from "./style";
import { html, Markup, prose } from "./template";

/** Nothing may be loaded, run or sent, whatever the page contains: anybody may choose file names. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A self-contained file: no scripts, fonts or network. */
export function toHtml(report: Report): string {
  const { project, stack, time, rows } = report;
  const name = visible([project, stack].filter(Boolean).join(" / "));
  const subject = subjectOf(rows);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${subject} of ${name}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        ${PATTERNS}
        <header>
          <p>${subject} of <b>${name}</b></p>
          <h1>${headline(totalsOf(rows))}</h1>
          ${time !== undefined && html`<p class="note">State as of ${timeText(time)} UTC</p>`}
        </header>
        <main>
          ${rows.length > 0 && tiles(report)} ${failedSection(report)} ${openSection(report)}
          ${runsSection(report)} ${doneSection(report)}
          <section>
            <h2>What this report can’t know</h2>
            <ul class="note">
              ${caveats(rows).map((text) => html`<li>${prose(text)}</li>`)}
            </ul>
          </section>
        </main>
      </body>
    </html> `;
  return page.html;
}

/** Hatching, so that failures aren't distinguished by colour alone. */
const PATTERNS = html`<svg class="unseen" aria-hidden="true" width="0" height="0">
  <defs>
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatchBack" width="6" height="6" />
      <rect class="hatchLine" width="3" height="6" />
    </pattern>
  </defs>
</svg>`;

function tiles({ rows }: Report): Markup {
  const { failed, open, done } = totalsOf(rows).byVerdict;
  const of =
    done.sized === done.files
      ? "of what is done"
      : `of ${countText(done.sized)} done files; others have no known size`;
  return html`<dl class="tiles">
    ${tile("✕", "Failed", failed, failed.files > 0 && "failed")}
    ${tile("▸", "Not finished", open, open.files > 0 && "open")} ${tile("✓", "Done", done, false)}
    ${
      done.sized > 0 &&
      html`<div>
        <dt>Data</dt>
        <dd>${bytesText(done.bytes)}<small>${of}</small></dd>
      </div>`
    }
  </dl>`;
}

const tile = (sign: string, label: string, { files }: Sum, look: string | false): Markup =>
  html`<div class="${look}">
    <dt><span aria-hidden="true">${sign}</span> ${label}</dt>
    <dd>${countText(files)}<small>${files === 1 ? "file" : "files"}</small></dd>
  </div>`;
