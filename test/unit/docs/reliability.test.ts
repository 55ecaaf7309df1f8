import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultKinds } from "../../../simulator";
import { ACTS } from "../../chaos/scenario/acts";
import { checkout } from "../../support/project";

const page = readFileSync(join(checkout, "docs/reliability.md"), "utf8");
/** `level/file.test.ts`: the title of a test in it */
const proofs = [...page.matchAll(/`([\w/]+\.test\.ts)`: ([^|]+?) +\|/g)].map(
  ([, file, title]) => [file!, title!] as const,
);

describe("the page on what happens when something goes wrong", () => {
  it("names every fault of the simulator, and everything that happens in the campaign", () => {
    // A token that ends is an act of the campaign; others of its acts add faults.
    const known = [...faultKinds.filter((kind) => kind !== "expired-token"), ...Object.keys(ACTS)];
    expect(known.filter((name) => name !== "fault" && !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("names tests for its claims", () => expect(proofs.length).toBeGreaterThan(25));

  it.each(proofs)("names a test that exists: %s, %s", (file, title) => {
    const path = join(checkout, "test", file);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, "utf8")).toContain(title);
  });
});
