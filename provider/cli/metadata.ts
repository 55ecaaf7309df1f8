import { lookUpFiles } from "../platform/api/files";
import { isPlatformError } from "../platform/errors/errors";
import type { Client } from "../platform/http/client";
import type { Report } from "../report/report";

const FILE_ID = /^[0-9a-f]{24}$/i;

/** The report with its files' current metadata from the platform: one request per hundred files. */
export async function withMetadata(report: Report, keys: string, client: Client): Promise<Report> {
  const wanted = keys === "all" ? undefined : new Set(keys.split(",").map((key) => key.trim()));
  const ids = report.rows.flatMap(({ file }) => (file !== undefined && FILE_ID.test(file) ? [file] : []));
  const files = await lookUpFiles(client, [...new Set(ids)]);
  const rows = report.rows.map((row) => {
    const file = files.get(row.file ?? "");
    return file && !isPlatformError(file) ? { ...row, metadata: textsOf(file.metadata, wanted) } : row;
  });
  return { ...report, rows };
}

function textsOf(
  metadata: Readonly<Record<string, unknown>>,
  wanted: ReadonlySet<string> | undefined,
): Record<string, string> {
  const entries = Object.entries(metadata).filter(
    ([key, value]) => (wanted?.has(key) ?? true) && value !== null && value !== undefined,
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
