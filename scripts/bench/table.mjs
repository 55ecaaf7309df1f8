// Formats figures as text. Pure.
const nothing = "–";
const number =
  (digits, per = 1) =>
  (value) =>
    value === undefined ? nothing : (value / per).toFixed(digits);

const memory = number(0, 1e6);
const seconds = number(1, 1000);
const kilobytes = number(2, 1000);

function kindsOfRequests({ submissions, polls, other }) {
  return `${submissions} + ${polls} + ${other}`;
}

function delay({ medianMs, maxMs }) {
  return medianMs === undefined ? nothing : `${seconds(medianMs)} / ${seconds(maxMs)}`;
}

/** The outcome in words: what was exported, and what a failure leaves behind. */
export function outcome({ n, code, jobs, state, needsJobs = true }) {
  const inState = state === undefined ? "" : `, ${state.resources} resources in state`;
  if (code === 0 && (!needsJobs || jobs.completed === n)) return needsJobs ? `${n} exported` : "done";
  const left = `${jobs.completed} of ${n} exported, ${jobs.unfinished} jobs left running`;
  return `FAILED (${code}): ${left}${inState}`;
}

const sum = (figures) => Object.values(figures).reduce((all, one) => all + one, 0);

/** A refresh or a second `up`: its number of requests and its duration. */
const again = (step) => (step === undefined ? nothing : `${step.requests} in ${seconds(step.ms)}`);

const columns = [
  ["tool", (row) => row.title, "left"],
  ["n", (row) => String(row.n)],
  ["requests", (row) => String(row.requests.all)],
  ["submit + poll + other", (row) => kindsOfRequests(row.requests)],
  ["429", (row) => String(row.requests.refused)],
  ["wall s", (row) => seconds(row.wallMs)],
  ["processor s", (row) => seconds(sum(row.cpuMs) || undefined)],
  ["noticed after s (median / max)", (row) => delay(row.delays)],
  ["memory MB", (row) => memory(row.memory.provider ?? row.memory.client)],
  ["program MB", (row) => memory(row.memory.program)],
  ["state kB a file", (row) => kilobytes(row.state && row.state.bytes / row.n)],
  ["second up: requests in s", (row) => again(row.secondUp)],
  ["refresh: requests in s", (row) => again(row.refresh)],
  ["outcome", outcome, "left"],
];

/** A Markdown table, padded so that it is readable as plain text too. */
export function table(rows) {
  const cells = rows.map((row) => columns.map(([, text]) => text(row)));
  const lines = [columns.map(([title]) => title), ...cells];
  const widths = columns.map((_, i) => Math.max(3, ...lines.map((line) => line[i].length)));
  const pad = (text, i) => (columns[i][2] === "left" ? text.padEnd(widths[i]) : text.padStart(widths[i]));
  const format = (line) => `| ${line.map(pad).join(" | ")} |`;
  const rule = widths.map((width, i) =>
    columns[i][2] === "left" ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [format(lines[0]), `| ${rule.join(" | ")} |`, ...lines.slice(1).map(format)].join("\n");
}
