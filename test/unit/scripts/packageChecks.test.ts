import { expect, it } from "vitest";
import {
  contents,
  deadLinks,
  librariesIn,
  lockfileHosts,
  tracesIn,
} from "../../../scripts/lib/packageChecks.mjs";

it("requires the whole package and nothing else in the tarball", () => {
  expect(contents([])).toContain("dist/provider/index.js is missing");
  const extra = contents([
    "dist/provider/index.js",
    "dist/test/unit/a.js",
    "dist/simulator/index.js",
    ".env",
  ]);
  expect(extra).toContain("dist/test/unit/a.js doesn't belong in the package");
  expect(extra).toContain(".env doesn't belong in the package");
  expect(extra.join()).not.toContain("simulator/index.js doesn't");
});

it("finds links of packed pages to what isn't packed", async () => {
  const packed = ["README.md", "docs/concepts.md", "dist/index.js"];
  const dead = await deadLinks(packed);
  expect(dead).toContain("README.md links to docs/limits.md, which isn't packed");
  expect(dead.join()).not.toMatch(/README.md links to (docs\/concepts|https)/);
});

it("finds the libraries that declarations need", () => {
  const fine = `import * as pulumi from '@pulumi/pulumi';\nimport { a } from "@pulumi/pulumi/automation";\nexport * from './b';`;
  const foreign = `import { z } from "zod";\ntype A = import("fastify").B;\ndeclare module "node-fetch" {}`;
  expect(librariesIn(`${fine}\n${foreign}`)).toEqual(["zod", "fastify", "node-fetch"]);
});

it("finds a host in a lockfile", () => {
  expect(lockfileHosts(`"resolved": "https://packages.example.org/a.tgz"`)).toHaveLength(1);
  expect(lockfileHosts(`"version": "1.0.0", "integrity": "sha512-x", "resolved": "file:../a"`)).toEqual([]);
});

it("finds paths and hosts that only work on one machine", () => {
  const machine = ["/wo", "rk/main/x"].join("");
  const host = ["https://regis", "try.npmjs.org/a"].join("");
  expect(tracesIn("a.md", `fine\ncd ${machine}\n${host}`)).toEqual([
    `a.md:2: cd ${machine}`,
    `a.md:3: ${host}`,
  ]);
  const [work, home] = ["work", "root"];
  const fine = [
    `/v2/${work}/items`,
    `~/${home}/x`,
    `./${work}/x`,
    `volumes/${home}/`,
    `https://example.org/${work}/`,
  ];
  expect(fine.flatMap((line) => tracesIn("a.md", line))).toEqual([]);
});
