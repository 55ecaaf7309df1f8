import { type Bin, stepFor } from "../runs";
import { timeText } from "../texts";
import { html, type Markup } from "./template";

/**
 * A chart's time axis, from left to right. Positions are percentages and heights are pixels, so that a chart fills any width
 * while its text keeps its size.
 */
export interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

/** As many time labels as fit side by side on a phone. */
const MOST_TICKS = 4;

export function axisOf(bins: readonly Bin[]): Axis {
  const [from, to] = [bins[0]!.from, bins.at(-1)!.to];
  const step = stepFor(to - from, MOST_TICKS);
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return { from, to, ticks };
}

export const across = ({ from, to }: Axis, at: number): string =>
  `${(((at - from) / (to - from)) * 100).toFixed(2)}%`;

/** Vertical lines at the ticks, with their times below. */
export function grid(axis: Axis, height: number): Markup[] {
  return axis.ticks.map((at) => {
    const x = across(axis, at);
    return html`<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height}" /><text
        class="tick"
        x="${x}"
        y="${height + 14}"
        text-anchor="${anchor(axis, at)}"
        >${label(axis, at)}</text
      >`;
  });
}

/** The space for labels below a chart, in pixels. */
export const LABELS = 18;

function anchor({ from, to }: Axis, at: number): string {
  const part = (at - from) / (to - from);
  if (part < 0.1) return "start";
  return part > 0.9 ? "end" : "middle";
}

const DAY = 86_400_000;

/** As much of the time as distinguishes the ticks. */
function label({ from, to, ticks: [first = from, second = to] }: Axis, at: number): string {
  const text = timeText(new Date(at).toISOString());
  if (to - from > 2 * DAY) return text.slice(0, 10);
  return (second - first) % 60_000 === 0 ? text.slice(11, 16) : text.slice(11);
}
