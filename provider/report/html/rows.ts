import { isImport, type Row, verdictOf } from "../row";
import { bytesText, secondsText, timeText, visible } from "../texts";
import { html, Markup, type Piece } from "./template";

/** A table of files and their outcomes. Two columns, since a phone has no room for more. */
export const rowsTable = (rows: readonly Row[], caption: string): Markup =>
  html`<table class="files">
    <caption class="unseen">
      ${visible(caption)}
    </caption>
    <thead>
      <tr>
        <th scope="col">File</th>
        <th scope="col">Job</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(rowOf)}
    </tbody>
  </table>`;

function rowOf(row: Row): Markup {
  const { place, file, resource, uri, job, started, seconds, bytes } = row;
  return html`<tr>
    <th scope="row">
      ${strong(place ?? file ?? resource)}${soft(about(row))}${soft(job && `job ${job}`)}${soft(uri)}
    </th>
    <td>
      ${verdictOf(row) !== "done" && strong(row.state)}${plain(seconds, secondsText)}${plain(bytes, bytesText)}${soft(started && timeText(started))}
    </td>
  </tr>`;
}

// The shortest elements, since a page contains tens of thousands of them.
const strong = (text: string): Markup =>
  html`<b
    >${visible(text)
      .split(/(?=\/)/)
      .map(breakable)}</b
  >`;
const SLASH = new Markup("/<wbr>");
const breakable = (part: string): Piece => (part.startsWith("/") ? [SLASH, part.slice(1)] : part);
const soft = (text: string | undefined): Markup | false => !!text && html`<i>${visible(text)}</i>`;
const plain = (value: number | undefined, text: (value: number) => string): Markup | false =>
  value !== undefined && html`<u>${text(value)}</u>`;

/** Which file it is, or has become; for problems, also where it is declared. */
function about(row: Row): string {
  const { type, resource, file, name, project } = row;
  const declared = verdictOf(row) !== "done" && `${type} ${resource}`;
  const known = isImport(row)
    ? [[project, name].filter(Boolean).join("/"), file && `file ${file}`]
    : [file && `file ${file}`, name, project];
  return [declared, ...known].filter(Boolean).join(" · ");
}
