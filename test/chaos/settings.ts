// Which seeds to run: a few fixed ones, or as many as `npm run test:chaos` asks for.
import { writeFile } from "node:fs/promises";
import { metTable, newTotals } from "./campaign";

interface Range {
  seeds: number;
  from: number;
}

const asked = (name: string): number | undefined => {
  const text = process.env[name];
  return text === undefined ? undefined : Number(text);
};

/** The seeds of one level, and where their totals are written after each of them. */
export function campaignOf(level: string, usual: Range) {
  const count = asked("CHAOS_SEEDS") ?? usual.seeds;
  const from = asked("CHAOS_FROM") ?? usual.from;
  const isMeant = (process.env["CHAOS_LEVEL"] ?? level) === level;
  const totals = newTotals();
  const file = process.env["CHAOS_REPORT"];
  const began = Date.now();
  return {
    seeds: isMeant ? Array.from({ length: count }, (_, i) => from + i) : [],
    totals,
    report: async () => {
      if (file === undefined) return;
      const { seeds, requests, hours, failures } = totals;
      const minutes = (Date.now() - began) / 60_000;
      const line =
        `${level} level: ${seeds} seeds, ${failures.length} with a violation, ${requests} requests, ` +
        `${hours.toFixed(0)} hours of platform time, ${(seeds / minutes).toFixed(1)} seeds a minute`;
      const texts = [line, ...failures.map(({ text }) => text), metTable(totals)];
      await writeFile(file, `${texts.join("\n\n")}\n`);
    },
  };
}
