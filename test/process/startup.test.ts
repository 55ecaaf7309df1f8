import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stub } from "../../provider/resources/stub";
import { cleanEnvironment, newProject, removeProject } from "../support/project";

/** The modules that this package loads in a program that has already loaded the SDK, except for ES modules. */
const LOADED = `
  const before = new Set(Object.keys(require.cache));
  const index = require("pulumi-cavatica");
  const own = require("path").dirname(require.resolve("pulumi-cavatica/package.json"));
  const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
  console.log(JSON.stringify(loaded.map((file) => require("path").relative(own, file))));`;

describe("the package in a user's program", () => {
  let dir: string;
  const node = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: dir,
      env: cleanEnvironment(dir),
    });
    return stdout;
  };
  beforeAll(async () => {
    dir = await newProject({ "package.json": "{}" });
  });
  afterAll(() => removeProject(dir));

  it("loads declarations only: no library, no platform client and no part of the simulator", async () => {
    const loaded = JSON.parse(await node("-e", `require("@pulumi/pulumi"); ${LOADED}`)) as string[];
    expect(loaded).toContain("dist/provider/resources/fileExport.js");
    const allowed =
      /^dist\/provider\/(index|resources\/\w+|functions\/\w+|components\/projectExport|preflight\/(start|mode)|manifest\/fromManifest|inputs\/(account|echoes|propertyMap|unknowns|warnings)|model\/(export|exportSettings|import|itemResults|line|result)|platform\/(account\/endpoints|errors\/shownText))\.js$/;
    expect(loaded.filter((file) => !allowed.test(file.replaceAll("\\", "/")))).toEqual([]);
  });

  it("provides its names to ES modules as well", async () => {
    const names = "FileExport, BulkFileExport, Provider, getFile, getFilesOutput, fromManifest";
    const program = `import { ${names} } from "pulumi-cavatica"; console.log([${names}].map((one) => typeof one).join());`;
    expect((await node("--input-type=module", "-e", program)).trim()).toBe(Array(6).fill("function").join());
  });

  it("contains in its build the string that its sources write into state", async () => {
    const built = await node(
      "-p",
      `require(require("path").join(require.resolve("pulumi-cavatica"), "../resources/stub.js")).stub("FileExport")`,
    );
    expect(built).toBe(`${stub("FileExport")}\n`);
  });
});
