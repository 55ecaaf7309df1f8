// How long the jobs run. Pure and deterministic, so that all tools get the same jobs.

/**
 * Splitmix in 32 bits: evenly distributed numbers below 1, the same ones for the same seed. Math.random takes no seed.
 */
function* uniform(seed) {
  for (let state = seed | 0; ;) {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    yield ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }
}

const MIDDLE_SECONDS = 120;
const SPREAD = 1.4;
const [SHORTEST, LONGEST] = [3, 3600];

/**
 * File sizes, and so the times to copy the files, are spread over orders of magnitude: half take less than two minutes,
 * one in ten over twelve, some an hour.
 */
export function realisticSeconds(count, seed = 1) {
  const chance = uniform(seed);
  const next = () => chance.next().value;
  // The Box-Muller transform to a normal distribution.
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const seconds = () => MIDDLE_SECONDS * Math.exp(SPREAD * normal());
  return Array.from({ length: count }, () => Math.min(LONGEST, Math.max(SHORTEST, seconds())));
}
