import { ApiError } from "../errors";
import type { Switches } from "../switches";

/** The part of a collection that a request asks for. */
export interface Window {
  offset: number;
  limit: number;
}

/** Members of a query string; a repeated one is an array. */
export type Query = Record<string, string | string[] | undefined>;

/** A link to another page (documented: the api's overview of paging). */
export interface PageLink {
  href: string;
  rel: "next" | "prev";
  method: "GET";
}

/** All values of a parameter: repeating one means "or" (documented: list-files-primary-method). */
export function queryValues(query: Query, name: string): string[] {
  const value = query[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The single value of a parameter; the last one if it is repeated. */
export function queryValue(query: Query, name: string): string | undefined {
  return queryValues(query, name).at(-1);
}

function wholeNumber(query: Query, name: string, fallback: number, least: number): number {
  const text = queryValue(query, name);
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new ApiError(90000, `Invalid ${name}.`);
  return value;
}

/** Reads `offset` and `limit`: 1–100, default 50 (over 100 is not documented: switch limitOver100). */
export function readWindow(query: Query, switches: Switches): Window {
  const offset = wholeNumber(query, "offset", 0, 0);
  const limit = wholeNumber(query, "limit", 50, 1);
  if (limit <= 100 || switches.limitOver100 === "allow") return { offset, limit };
  if (switches.limitOver100 === "refuse") throw new ApiError(90000, "Invalid limit.");
  return { offset, limit: 100 };
}

/** The same URL with other paging parameters. */
export function withQuery(href: string, changes: Record<string, string | number>): string {
  const url = new URL(href);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, String(value));
  return url.href;
}

/** Links to the neighbouring pages, absolute. */
export function pageLinks(href: string, window: Window, total: number): PageLink[] {
  const { offset, limit } = window;
  const links: PageLink[] = [];
  const link = (rel: PageLink["rel"], to: number): void => {
    links.push({ href: withQuery(href, { offset: to, limit }), rel, method: "GET" });
  };
  if (offset + limit < total) link("next", offset + limit);
  if (offset > 0) link("prev", Math.max(0, offset - limit));
  return links;
}

/** The requested part of a list, without copying the rest; reversed for "newest first". */
export function slice<T>(items: readonly T[], window: Window, newestFirst: boolean): T[] {
  if (!newestFirst) return items.slice(window.offset, window.offset + window.limit);
  const end = Math.max(0, items.length - window.offset);
  return items.slice(Math.max(0, end - window.limit), end).reverse();
}

/** Reduces an object to what `fields` names; without it to the stub's members; `_all` keeps everything. */
export function selectFields(
  object: Record<string, unknown>,
  fields: string | undefined,
  stub: readonly string[] | "all",
): Record<string, unknown> {
  const wanted = fields === undefined || fields === "" ? stub : fields.split(",").map((name) => name.trim());
  if (wanted === "all" || wanted.includes("_all")) return object;
  return Object.fromEntries(Object.entries(object).filter(([name]) => wanted.includes(name)));
}
