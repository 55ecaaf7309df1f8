import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defaultSwitches, faultKinds } from "../../../simulator";
import { CONTRACT } from "../../contract/check";

const page = readFileSync(`${__dirname}/../../../docs/platform.md`, "utf8");
const named = (names: readonly string[]) => names.filter((name) => page.includes(`\`${name}\``));

describe("docs/platform.md", () => {
  test("names every switch of the simulator", () => {
    const switches = Object.keys(defaultSwitches);
    expect(switches.filter((name) => !named(switches).includes(name))).toEqual([]);
  });

  test("names no switch or fault that doesn't exist", () => {
    const known = new Set<string>([...Object.keys(defaultSwitches), ...faultKinds, "429", "502"]);
    const rows = page.split("\n").filter((line) => line.startsWith("| "));
    const otherWay = rows.map((row) => row.split("|").at(-2) ?? "");
    const given = otherWay.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!));
    const words = ["code=10371", "bucket-rights"];
    expect(given.filter((name) => !known.has(name) && !words.includes(name))).toEqual([]);
  });

  test("names the pages that the contract is based on", () => {
    const pages = CONTRACT.map(({ page: address }) => address.split("/").at(-1)!);
    expect(named(pages).length).toBeGreaterThan(10);
  });
});
