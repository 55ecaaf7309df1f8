import { type Bin, type Lane, lanesOf, type Run } from "../runs";
import { bytesText, countText, secondsText } from "../texts";
import { across, type Axis, axisOf, grid, LABELS } from "./axis";
import { html, type Markup } from "./template";

const BARS = 72;
/** The minimum height, so that one among many is still visible. */
const LEAST = 3;

interface Measure {
  /** For the title: "Files ended". */
  what: string;
  value: (bin: Bin) => number;
  /** The part of the value drawn hatched, on top. */
  hatched?: (bin: Bin) => number;
  text: (value: number) => string;
}

export const FILES: Measure = {
  what: "Files ended",
  value: ({ done, failed }) => done + failed,
  hatched: ({ failed }) => failed,
  text: countText,
};

export const BYTES: Measure = { what: "Data exported", value: ({ bytes }) => bytes, text: bytesText };

/** How much ended in each part of the run. */
export function bars(bins: readonly Bin[], measure: Measure): Markup {
  const axis = axisOf(bins);
  const step = secondsText((bins[0]!.to - bins[0]!.from) / 1000);
  const most = Math.max(...bins.map(measure.value));
  const hasHatched = bins.some((bin) => (measure.hatched?.(bin) ?? 0) > 0);
  const title = `${measure.what} per ${step}; at most ${measure.text(most)}${hasHatched ? " (hatched: failed)" : ""}`;
  const drawn = bins.flatMap((bin) => (measure.value(bin) === 0 ? [] : [bar(axis, bin, measure, most)]));
  return html`<p class="chart">${title}</p>
    <svg role="img" aria-label="${title}" height="${BARS + LABELS}">${grid(axis, BARS)}${drawn}</svg>`;
}

function bar(axis: Axis, bin: Bin, { value, hatched }: Measure, most: number): Markup {
  const height = (part: number) => Math.max(LEAST, (part / most) * BARS);
  const [x, width] = [
    across(axis, bin.from),
    across({ ...axis, from: 0, to: axis.to - axis.from }, bin.to - bin.from),
  ];
  const rect = (look: string, y: number, high: number) =>
    html`<rect class="${look}" x="${x}" width="${width}" y="${y.toFixed(1)}" height="${high.toFixed(1)}" />`;
  const whole = height(value(bin));
  const bad = hatched?.(bin) ?? 0;
  return html`${rect("done", BARS - whole, whole)}${bad > 0 && rect("failed", BARS - whole, height(bad))}`;
}

const MOST_LANES = 100;

/** The jobs of a run, one per line, or several per line if there are many. */
export function timeline(run: Run, bins: readonly Bin[]): Markup {
  const lanes = lanesOf(run, MOST_LANES);
  const axis = axisOf(bins);
  const pitch = lanes.length > 40 ? 5 : 9;
  const height = lanes.length * pitch + 6;
  const each = lanes[0]!.jobs;
  const title =
    each === 1
      ? `${countText(run.spans.length)} jobs, one per line, from start to end`
      : `${countText(run.spans.length)} jobs, ${each} per line: thin from the first start to the last end, thick for their middle`;
  const drawn = lanes.map((lane, i) => drawLane(axis, lane, i * pitch + pitch / 2 + 3));
  return html`<p class="chart">${title}${marks(lanes)}</p>
    <svg role="img" aria-label="${title}" height="${height + LABELS}">${grid(axis, height)}${drawn}</svg>`;
}

function marks(lanes: readonly Lane[]): string {
  const failed = lanes.some(({ failures }) => failures.length > 0) ? ["✕ failed"] : [];
  const open = lanes.some(({ isOpen }) => isOpen) ? ["▸ not finished"] : [];
  const all = [...failed, ...open];
  return all.length === 0 ? "" : ` (${all.join(", ")})`;
}

function drawLane(axis: Axis, { from, to, midFrom, midTo, failures, isOpen, jobs }: Lane, y: number): Markup {
  const stroke = (look: string, start: number, end: number) =>
    html`<line class="${look}" x1="${across(axis, start)}" x2="${across(axis, end)}" y1="${y}" y2="${y}" />`;
  const mark = (look: string, at: number, sign: string) =>
    html`<text class="${look}" x="${across(axis, at)}" y="${y + 4}" text-anchor="middle">${sign}</text>`;
  return html`${jobs > 1 && stroke("spread", from, to)}${stroke("job", midFrom, midTo)}${isOpen && mark("openMark", to, "▸")}${failures.map((at) => mark("failedMark", at, "✕"))}`;
}
