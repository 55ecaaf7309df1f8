// The machine on which the figures were measured.
import { arch, cpus, platform, totalmem } from "node:os";
import { join } from "node:path";
import { run } from "../lib/run.mjs";

export async function machine({ cli, client, pythonVersion }) {
  const version = await run(join(cli, "pulumi"), ["version"]);
  return {
    date: new Date().toISOString(),
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryGB: Math.round(totalmem() / 1e9),
    system: `${platform()} ${arch()}`,
    node: process.version,
    pulumi: version.trim(),
    client: client && `${client} on Python ${pythonVersion}`,
  };
}

export function describe({ date, cores, processor, memoryGB, system, node, pulumi, client }) {
  const python = client ? `, ${client}` : "";
  return `${date.slice(0, 10)}: ${cores} cores (${processor}), ${memoryGB} GB, ${system}, Node ${node}, Pulumi CLI ${pulumi}${python}`;
}
