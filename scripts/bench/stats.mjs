// Statistics about what the simulated platform has recorded. Pure.

/** The median, which is the mean of the two middle values for an even count, and undefined for an empty list. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const most = (values) => values.reduce((a, b) => (a === undefined || b > a ? b : a), undefined);

const kinds = {
  submissions: /^POST (\/bulk)?\/storage\/exports(\/create)?$/,
  polls: /^(POST \/bulk\/storage\/exports\/get|GET \/storage\/exports\/\w+)$/,
};

/** Requests by purpose; `refused` of them exceeded the rate limit (429). */
export function countRequests(requests) {
  const matching = (pattern) =>
    requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;
  const counts = { submissions: matching(kinds.submissions), polls: matching(kinds.polls) };
  const other = requests.length - counts.submissions - counts.polls;
  const refused = requests.filter(({ status }) => status === 429).length;
  return { all: requests.length, ...counts, other, refused };
}

const share = (values, test) =>
  values.length === 0 ? undefined : values.filter(test).length / values.length;

/**
 * The delay from each job's end until a response first showed it. `prompt`: share of the jobs noticed within 10 % of
 * their length or 5 s; `late`: share noticed later than 25 % of their length or 60 s, whichever is less, but at least 5
 * s.
 */
export function delays(jobs) {
  const seen = jobs
    .filter(({ finishedAt, noticedAt }) => finishedAt !== undefined && noticedAt !== undefined)
    .map(({ createdAt, finishedAt, noticedAt }) => ({
      took: finishedAt - createdAt,
      delay: noticedAt - finishedAt,
    }));
  const each = seen.map(({ delay }) => delay);
  const isPrompt = ({ took, delay }) => delay <= Math.max(5_000, took * 0.1);
  const isLate = ({ took, delay }) => delay > Math.max(5_000, Math.min(60_000, took * 0.25));
  return {
    medianMs: median(each),
    maxMs: most(each),
    prompt: share(seen, isPrompt),
    late: share(seen, isLate),
  };
}

/** Jobs by state at the time when the tool had ended. */
export function countStates(jobs) {
  const of = (...states) => jobs.filter(({ state }) => states.includes(state)).length;
  return { completed: of("COMPLETED"), failed: of("FAILED"), unfinished: of("PENDING", "RUNNING") };
}

/** Picks one representative of several runs: the one with the median time (the lower median of an even number). */
export function typicalRun(runs) {
  const sorted = [...runs].sort((a, b) => a.wallMs - b.wallMs);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
