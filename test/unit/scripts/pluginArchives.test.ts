import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VERSION } from "../../../provider/platform/http/version";
import { archiveName, checksumsName, machines, systems } from "../../../scripts/lib/pluginArchives.mjs";
import { checkout } from "../../support/project";

it("makes an archive of the plugin for every system that the CLI runs on", () => {
  const names = systems.flatMap((system) => machines.map((machine) => archiveName("1.2.3", system, machine)));
  expect(names).toEqual([
    "pulumi-resource-cavatica-v1.2.3-linux-amd64.tar.gz",
    "pulumi-resource-cavatica-v1.2.3-linux-arm64.tar.gz",
    "pulumi-resource-cavatica-v1.2.3-darwin-amd64.tar.gz",
    "pulumi-resource-cavatica-v1.2.3-darwin-arm64.tar.gz",
    "pulumi-resource-cavatica-v1.2.3-windows-amd64.tar.gz",
    "pulumi-resource-cavatica-v1.2.3-windows-arm64.tar.gz",
  ]);
});

it("names the archives of this version in the page on languages, and the address where the engine looks for them", () => {
  const page = readFileSync(join(checkout, "docs/languages.md"), "utf8");
  const schema = JSON.parse(readFileSync(join(checkout, "schema/pulumi.json"), "utf8")) as object;
  expect(page).toContain(`--file ${archiveName(VERSION, "linux", "amd64")}`);
  expect(page).toContain(checksumsName(VERSION));
  const address = /--server (\S+)/.exec(page)![1];
  expect(schema).toMatchObject({ pluginDownloadURL: address, version: VERSION });
});
