import { status } from "@grpc/grpc-js";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ANY_UNKNOWN } from "../../provider/inputs/unknowns";
import { type FakeMonitor, type MonitorOptions, startFakeMonitor } from "../support/fakeMonitor";
import { outputValue, secret } from "../support/oddValues";
import { newPluginWorld, type PluginWorld } from "../support/pluginWorld";
import { writeFiles } from "../support/project";
import type { CallError, PropertyMap } from "../support/wire";

let world: PluginWorld;
let monitor: FakeMonitor;
beforeAll(async () => {
  world = await newPluginWorld();
  for (const path of ["aligned/a.cram", "aligned/b.cram"]) world.file(path);
});
afterAll(() => world.stop());
afterEach(() => monitor.stop());

async function construct(
  type: string,
  inputs: PropertyMap,
  options: MonitorOptions = {},
  more?: (request: ConstructRequest) => unknown,
) {
  monitor = await startFakeMonitor(options);
  return world.plugin.construct(type, inputs, monitor.address, more);
}

const registered = (name: string) => monitor.registered.find((one) => one.name === name && one.custom);
const dependenciesOf = (name: string) =>
  Object.fromEntries(
    [...registered(name)!.request.getPropertydependenciesMap().entries()].map(([key, urns]) => [
      key,
      urns.getUrnsList(),
    ]),
  );
const MANIFEST = "urn:pulumi:test::test::cavatica:index:Manifest";

describe("the component Manifest", () => {
  const write = (text: string) => writeFiles(world.plugin.dir, { "exports.yaml": text });

  it.each([
    [{}, "path: is missing; must be a string"],
    [{ path: null }, "path: null must be a string"],
    [{ path: 17 }, "path: 17 must be a string"],
    [{ path: "" }, 'path: "" must not be empty'],
    [{ path: "exports.yaml", paths: "x" }, 'paths: there is no such property; did you mean "path"?'],
    [{ path: "nowhere.yaml" }, 'the manifest "nowhere.yaml" can\'t be read in '],
  ])("refuses %j and declares nothing", async (inputs, text) => {
    await expect(construct("Manifest", inputs)).rejects.toThrow(text);
    expect(monitor.registered).toEqual([]);
  });

  it("declares only itself while its path is unknown", async () => {
    const { outs } = await construct("Manifest", { path: outputValue({}) }, { preview: true });
    expect(monitor.registered.map(({ type }) => type)).toEqual(["cavatica:index:Manifest"]);
    expect(new Set(Object.values(outs))).toEqual(new Set([ANY_UNKNOWN]));
  });

  const text = `
volumes:
  archive: { name: fresh, accessMode: RW, service: { type: s3, bucket: b-1, credentials: { accessKeyId: AKIALAB0000000000001, secretAccessKey: "\${config.key}" } } }
exports:
  one: { source: { file: 65a1f0c2e4b0a1b2c3d4e5f6 }, destination: { volume: archive, location: "\${config.other:place}/one.bam" } }
bulkExports:
  many: { items: [{ source: { file: 65a1f0c2e4b0a1b2c3d4e5f6 }, destination: { location: a.bam } }], volume: archive }
projectExports:
  whole: { project: lab/run7, volume: archive }
`;
  const configured = (request: ConstructRequest) => {
    request.getConfigMap().set("test:key", "a-secret-access-key").set("other:place", "run7");
    request.setConfigsecretkeysList(["test:key"]).setDependenciesList(["urn:of:another"]).setProtect(true);
    request.getProvidersMap().set("cavatica", "urn:of:provider::id");
  };
  const outs = ({ type, name }: { type: string; name: string }): PropertyMap =>
    type.endsWith(":FileExport") ? { uri: `s3://b-1/${name}` } : { summary: {}, failed: [], jobs: [] };

  it("reads the configuration, and makes each resource depend on the ones that it names", async () => {
    await write(text);
    const answer = await construct("Manifest", { path: "exports.yaml" }, { outs }, configured);
    expect(answer).toEqual({
      urn: `${MANIFEST}::it`,
      outs: {
        volumes: { archive: "id-of-archive" },
        exports: { one: "s3://b-1/one" },
        bulkExports: { many: { summary: {}, failed: [] } },
        projectExports: { whole: { summary: {}, failed: [] } },
      },
    });
    expect(monitor.outputs[`${MANIFEST}::it`]).toEqual(answer.outs);
    const volume = `${MANIFEST}$cavatica:index:Volume::archive`;
    expect(registered("archive")?.props).toMatchObject({
      service: { credentials: { secretAccessKey: secret("a-secret-access-key") } },
    });
    expect(registered("one")?.props).toEqual({
      source: { file: "65a1f0c2e4b0a1b2c3d4e5f6" },
      destination: { volume: "id-of-archive", location: "run7/one.bam" },
    });
    expect(dependenciesOf("one")).toEqual({ source: [], destination: [volume] });
    expect(dependenciesOf("many")).toMatchObject({ volume: [volume], items: [] });
    expect(dependenciesOf("whole")).toMatchObject({ volume: [volume], items: [volume] });
    for (const name of ["archive", "one", "many", "whole"]) {
      const { request } = registered(name)!;
      expect(request.getDependenciesList()).toContain("urn:of:another");
      expect(request.getProtect()).toBe(true);
      expect(request.getProvider()).toBe("urn:of:provider::id");
    }
  });

  it("passes on that a volume's ID is unknown", async () => {
    await write(text);
    const answer = await construct("Manifest", { path: "exports.yaml" }, { outs, preview: true }, configured);
    expect(answer.outs["volumes"]).toEqual({ archive: ANY_UNKNOWN });
    expect(registered("one")?.props["destination"]).toMatchObject({ volume: ANY_UNKNOWN });
    expect(registered("whole")?.props["items"]).toHaveLength(2);
  });

  it("aliases each resource to the one that fromManifest declares", async () => {
    await write(text);
    await construct("Manifest", { path: "exports.yaml" }, { outs }, configured);
    const aliases = monitor.registered.map(({ name, type, request }) => {
      const spec = request.getAliasesList()[0]?.getSpec();
      return [type.split(":")[2], name, spec?.getType(), spec?.getNoparent()];
    });
    expect(aliases).toEqual(
      expect.arrayContaining([
        ["Volume", "archive", "pulumi-nodejs:dynamic/cavatica:Volume", true],
        ["FileExport", "one", "pulumi-nodejs:dynamic/cavatica:FileExport", true],
        ["ProjectExport", "whole", "", true],
        ["BulkFileExport", "whole", "pulumi-nodejs:dynamic/cavatica:BulkFileExport", false],
      ]),
    );
  });

  it("reports one resource's problem after declaring the others", async () => {
    await write(`${text}  none: { project: lab/run7, include: ["nothing/*"], volume: lab/archive }\n`);
    const error = construct("Manifest", { path: "exports.yaml" }, { outs }, configured);
    await expect(error).rejects.toThrow(/^no file meets the criteria/);
    expect(registered("one")).toBeDefined();
    expect(registered("many")).toBeDefined();
  });

  it("reports no error of its own if the deployment failed elsewhere", async () => {
    await write(text);
    const failing = { archive: status.UNAVAILABLE };
    const { urn, outs: told } = await construct(
      "Manifest",
      { path: "exports.yaml" },
      { outs, failing },
      configured,
    );
    expect(urn).toBe(`${MANIFEST}::it`);
    expect(told["exports"]).toBe(ANY_UNKNOWN);
    expect(registered("one")).toBeUndefined();
  });

  it("reports the engine's error if the deployment continues after a failure", async () => {
    await write(text);
    const failing = { archive: status.INTERNAL };
    const error = await construct("Manifest", { path: "exports.yaml" }, { outs, failing }, configured).catch(
      (thrown: unknown) => thrown as CallError,
    );
    expect((error as CallError).message).toBe("archive can't be made");
  });
});

describe("the component ProjectExport", () => {
  const lines = [
    "65a1f0c2e4b0a1b2c3d4e5f6 -> lab/archive/a.cram\t\tj1\tCOMPLETED\t2026-01-12T09:31:40Z\t1000",
  ];
  const outs = () => ({ summary: {}, failed: [], jobs: lines });
  const given = { project: "lab/run7", include: ["aligned/*"] };

  it("unwraps output values", async () => {
    const volume = outputValue({ value: "lab/archive", dependencies: ["urn:of:volume"] });
    const { outs: told } = await construct("ProjectExport", { ...given, volume }, { outs }, (request) => {
      const dependencies = new ConstructRequest.PropertyDependencies();
      request.getInputdependenciesMap().set("volume", dependencies.setUrnsList(["urn:of:volume"]));
    });
    expect(registered("it")?.props).toMatchObject({ volume: "lab/archive", items: [{}, {}] });
    expect(dependenciesOf("it")["items"]).toEqual(["urn:of:volume"]);
    expect(told["results"]).toEqual({
      "lab/archive/a.cram": {
        file: "65a1f0c2e4b0a1b2c3d4e5f6",
        job: "j1",
        state: "COMPLETED",
        finishedOn: "2026-01-12T09:31:40Z",
      },
    });
  });

  it("keeps its results out of the state", async () => {
    await construct("ProjectExport", { ...given, volume: "lab/archive" }, { outs });
    const told = monitor.outputs["urn:pulumi:test::test::cavatica:index:ProjectExport::it"];
    expect(Object.keys(told!).sort()).toEqual(["failed", "jobs", "leftOut", "summary"]);
  });

  it("selects files without a volume that doesn't exist yet, but not with unknown criteria", async () => {
    await construct("ProjectExport", { ...given, volume: outputValue({}) }, { outs, preview: true });
    expect(registered("it")?.props).toMatchObject({ volume: ANY_UNKNOWN, items: [{}, {}] });
    monitor.stop();
    const criteria = { project: outputValue({}), volume: "lab/archive" };
    await construct("ProjectExport", criteria, { outs, preview: true });
    expect(registered("it")?.props).toMatchObject({ items: ANY_UNKNOWN });
  });

  it("keeps values derived from a secret prefix secret", async () => {
    const inputs = {
      ...given,
      volume: "lab/archive",
      prefix: outputValue({ value: "hidden/", secret: true }),
    };
    const sealedOuts = () => ({ summary: {}, failed: secret([]), jobs: secret(lines) });
    const { outs: told } = await construct("ProjectExport", inputs, { outs: sealedOuts });
    expect(registered("it")?.props["items"]).toEqual(
      secret([
        expect.anything(),
        expect.objectContaining({ destination: { location: "hidden/aligned/b.cram" } }),
      ]),
    );
    expect(told).toMatchObject({
      jobs: secret(lines),
      results: secret(expect.anything()),
      leftOut: secret([]),
    });
  });

  it("shows no secret in an error", async () => {
    const inputs = { ...given, project: secret("lab/hidden-project"), volume: "lab/archive" };
    const error = await construct("ProjectExport", inputs, { outs }).catch(String);
    expect(error).toContain("[secret]");
    expect(error).not.toContain("hidden-project");
  });

  it("rejects unknown components", async () => {
    await expect(construct("Unheard", {})).rejects.toThrow('has no component "cavatica:index:Unheard"');
  });
});
