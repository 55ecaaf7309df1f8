import { ApiError } from "../errors";
import { fileFilter, readableFile, scopeFolder } from "../rules/fileQueries";
import { queryValue, readWindow, withQuery } from "../rules/paging";
import type { FileRecord } from "../world/records";
import { bulkAnswer, bulkIds } from "./bulk";
import type { Call, Route } from "./call";
import { readable, showWhole, writable } from "./fileAccess";
import { fileChangeRoutes } from "./fileChanges";
import { stubs, timeText } from "./show";

function foundIn(call: Call, folder: string): readonly FileRecord[] {
  const filter = fileFilter(call.query);
  const lags = call.listTime < call.now;
  const name = queryValue(call.query, "name");
  const children = call.world.files.childrenOf(folder);
  if (!filter && name === undefined && !lags) return children;
  return children.filter((file) => (filter?.(file) ?? true) && (!lags || file.createdAt <= call.listTime));
}

/** One level of a project or folder (documented: list-files-primary-method). */
function listFolder(call: Call, folder: string): Record<string, unknown> {
  return call.page(foundIn(call, folder), (file) => showWhole(call, file, call.listTime), stubs.file);
}

/** The same with continuation: the token is the position to continue from. */
function scroll(call: Call, folder: string): Record<string, unknown> {
  const token = queryValue(call.query, "token") ?? "init";
  const { limit } = readWindow(call.query, call.world.switches);
  const files = foundIn(call, folder);
  const start = token === "init" ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"));
  if (!Number.isInteger(start) || start < 0) throw new ApiError(90000, "Invalid token.");
  const href = new URL(call.request.url, call.base).href;
  const next = Buffer.from(String(start + limit)).toString("base64url");
  const items = files
    .slice(start, start + limit)
    .map((file) => call.select(showWhole(call, file), stubs.file));
  const isLast = start + limit >= files.length;
  void call.reply.header("X-Total-Matching-Query", String(files.length));
  return {
    href,
    items,
    links: isLast ? [] : [{ href: withQuery(href, { token: next }), rel: "next", method: "GET" }],
  };
}

function remove(call: Call, id: string): Record<string, unknown> {
  const file = writable(call, id);
  call.world.files.remove(file);
  return { ...showWhole(call, file), deleted_on: timeText(call.now) };
}

/** Files and folders. */
export function fileRoutes(route: Route): void {
  const scope = (call: Call): string =>
    scopeFolder(call.world, call.user, queryValue(call.query, "project"), queryValue(call.query, "parent"));
  route("GET", "/files", (call) => listFolder(call, scope(call)));
  route("GET", "/files/scroll", (call) => scroll(call, scope(call)));
  route("GET", "/files/:id", (call) => call.select(showWhole(call, readable(call))));
  route("GET", "/files/:id/list", (call) =>
    listFolder(call, scopeFolder(call.world, call.user, undefined, call.param("id"))),
  );
  route("GET", "/files/:id/scroll", (call) =>
    scroll(call, scopeFolder(call.world, call.user, undefined, call.param("id"))),
  );
  route("DELETE", "/files/:id", (call) => void remove(call, call.param("id")));
  route("POST", "/bulk/files/get", (call) =>
    bulkAnswer(call, bulkIds(call, "file_ids"), (id) =>
      showWhole(call, readableFile(call.world, call.user, id)),
    ),
  );
  route("POST", "/bulk/files/delete", (call) =>
    bulkAnswer(call, bulkIds(call, "file_ids"), (id) => remove(call, id)),
  );
  fileChangeRoutes(route);
}
