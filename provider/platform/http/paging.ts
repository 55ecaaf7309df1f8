import { z } from "zod";
import type { Client, Query } from "./client";
import { PlatformError } from "../errors/errors";
import { maybeText } from "./lenient";

const linkSchema = z.looseObject({ rel: maybeText, href: maybeText, next: maybeText });

const pageSchema = <T extends z.ZodType>(item: T) =>
  z.looseObject({ items: z.array(item), links: z.array(linkSchema).nullish() });

export interface Listing<T extends z.ZodType> {
  path: string;
  query?: Query;
  item: T;
  /** Identifies items, so that repeated ones are dropped: the platform's offset paging has been seen to repeat some. */
  key: (item: z.output<T>) => string;
  /** False if the collection changes while it is read (jobs), so that fewer items than its count aren't an error. */
  countsMatch?: boolean;
  /** Items leave the collection while it is read (unfinished jobs), so it is read from the end. */
  shrinks?: boolean;
  signal?: AbortSignal | undefined;
}

/** The largest page the platform returns (limit 1 to 100, default 50). */
export const PAGE_SIZE = 100;

/**
 * Every item of a collection, page by page, each once. Fails rather than dropping a page: a `next` link that leads back,
 * and fewer items than the platform's own count, are errors.
 * Only the next link's query is used, since its host is whatever the platform believes its address to be.
 */
export async function* listAll<T extends z.ZodType>(
  client: Client,
  listing: Listing<T>,
): AsyncGenerator<z.output<T>> {
  const seen = new Set<string>();
  const visited = new Set<string>();
  let query: Query | undefined = { fields: "_all", ...listing.query, limit: PAGE_SIZE };
  let total: number | undefined;
  while (query) {
    const page: Page<T> = await readPage(client, listing, query);
    if (listing.countsMatch !== false) refuseChange(listing.path, total, page.total);
    yield* fresh(page.items, listing.key, seen);
    if (listing.shrinks && page.total !== undefined) {
      yield* restFromEnd(client, listing, page, seen);
      return;
    }
    total = page.total ?? total;
    query = nextQuery(listing.path, page.links ?? []);
    if (query) refuseLoop(listing.path, query, visited);
  }
  if (listing.countsMatch !== false && total !== undefined && seen.size < total)
    throw incomplete(listing.path, `${seen.size} of ${total} items came`);
}

interface Page<T extends z.ZodType> {
  items: z.output<T>[];
  links?: z.output<typeof linkSchema>[] | null | undefined;
  total: number | undefined;
}

async function readPage<T extends z.ZodType>(
  client: Client,
  listing: Listing<T>,
  query: Query,
): Promise<Page<T>> {
  const { path, signal } = listing;
  const { value, total } = await client.answer({ path, query, signal, answer: pageSchema(listing.item) });
  return { ...value, total };
}

/**
 * The pages after the first one, last page first. When an item leaves the list, later items move up, possibly onto a page
 * that has already been read; reading from the end, they move onto pages still to be read.
 */
async function* restFromEnd<T extends z.ZodType>(
  client: Client,
  listing: Listing<T>,
  { items, total = 0 }: Page<T>,
  seen: Set<string>,
): AsyncGenerator<z.output<T>> {
  const size = items.length;
  if (size === 0 || size >= total) return;
  for (let offset = Math.floor((total - 1) / size) * size; offset >= 0; offset -= size) {
    const query = { fields: "_all", ...listing.query, limit: size, offset };
    yield* fresh((await readPage(client, listing, query)).items, listing.key, seen);
  }
}

function* fresh<T>(items: T[], key: (item: T) => string, seen: Set<string>): Generator<T> {
  for (const item of items) {
    const id = key(item);
    if (seen.has(id)) continue;
    seen.add(id);
    yield item;
  }
}

/** `{rel: "next", href}` everywhere except in a volume's contents, which have `{next: href}`. */
function nextQuery(path: string, links: z.output<typeof linkSchema>[]): Query | undefined {
  const href =
    links.find((link) => link.rel?.toLowerCase() === "next")?.href ?? links.find((link) => link.next)?.next;
  if (!href) return undefined;
  if (!URL.canParse(href, ANY_HOST)) throw incomplete(path, "the link to its next page isn't an address");
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URL(href, ANY_HOST).searchParams) (query[name] ??= []).push(value);
  return query;
}

/** Links may be relative; which host they name doesn't matter. */
const ANY_HOST = "https://next.invalid";

function refuseLoop(path: string, query: Query, visited: Set<string>): void {
  const mark = JSON.stringify(query);
  if (visited.has(mark)) throw incomplete(path, "its next page leads back to an earlier one");
  visited.add(mark);
}

/** Pages are addressed by offset: an item added or removed in the meantime shifts the rest, so that some might be missed. */
function refuseChange(path: string, before: number | undefined, now: number | undefined): void {
  if (before !== undefined && now !== undefined && before !== now)
    throw incomplete(path, `it changed while it was read, from ${before} items to ${now}`);
}

/** The platform's pages don't add up to the whole list. */
export class IncompleteList extends PlatformError {}

const incomplete = (path: string, why: string): IncompleteList =>
  new IncompleteList({
    failure: "malformed",
    call: `GET ${path}`,
    message: `the list is incomplete: ${why}`,
  });

/** How often a list is read if it changes while it is read, e.g. a project into which tasks are still writing. */
const MOST_READINGS = 3;

/** `listAll` as one list, read again if it changed in the meantime. */
export async function listWhole<T extends z.ZodType>(
  client: Client,
  listing: Listing<T>,
): Promise<z.output<T>[]> {
  for (let reading = 1; ; reading++) {
    try {
      const items: z.output<T>[] = [];
      for await (const item of listAll(client, listing)) items.push(item);
      return items;
    } catch (error) {
      if (!(error instanceof IncompleteList) || reading >= MOST_READINGS) throw error;
    }
  }
}
