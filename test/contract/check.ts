import type { z } from "zod";
import { accountCalls } from "./table/account";
import { type ContractCall, error } from "./table/call";
import { fileCalls } from "./table/files";
import { exportCalls, importCalls } from "./table/jobs";
import { volumeCalls } from "./table/volumes";

/** Every part of the platform's API that this package uses. */
export const CONTRACT: readonly ContractCall[] = [
  ...accountCalls,
  ...fileCalls,
  ...volumeCalls,
  ...exportCalls,
  ...importCalls,
];

/** One request and its response, as they were sent. */
export interface Exchange {
  method: string;
  /** Includes the query; relative to the API's base URL. */
  path: string;
  body: unknown;
  status: number;
  answer: unknown;
}

const segments = (path: string): string[] =>
  path
    .replace("{volume}", "{owner}/{name}")
    .split("/")
    .map((part) => (part.startsWith("{") ? "[^/]+" : part.replaceAll(".", "\\.")));

const matches = (call: ContractCall, method: string, path: string): boolean =>
  call.method === method && new RegExp(`^${segments(call.path).join("/")}$`).test(path);

export const callOf = ({ method, path }: Pick<Exchange, "method" | "path">): ContractCall | undefined =>
  CONTRACT.find((call) => matches(call, method, path.split("?")[0]!));

/** Deviations of an exchange from the contract, each with its location and the page to consult. */
export function deviations(exchange: Exchange): string[] {
  const { method, path, status } = exchange;
  const call = callOf(exchange);
  const named = (text: string) => `${method} ${path.split("?")[0]}: ${text} (${call?.page ?? "no page"})`;
  if (!call) return [named("no such call")];
  const isRefused = status >= 400;
  return [
    ...queryDeviations(call, path),
    ...bodyDeviations(call, exchange.body),
    ...deviationsOf("answer", isRefused ? error : call.answer, exchange.answer),
  ].map(named);
}

function queryDeviations({ query = [] }: ContractCall, path: string): string[] {
  const given = [...new URLSearchParams(path.split("?")[1] ?? "").keys()];
  const isKnown = (name: string) =>
    query.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : one === name));
  return given.filter((name) => !isKnown(name)).map((name) => `query has ${name}`);
}

function bodyDeviations({ body }: ContractCall, given: unknown): string[] {
  if (body === undefined) return given === undefined ? [] : ["a body is sent"];
  return deviationsOf("body", body, given);
}

function deviationsOf(what: string, schema: z.ZodType | undefined, value: unknown): string[] {
  const issues = schema?.safeParse(value).error?.issues ?? [];
  return issues.map(
    ({ path, message }) => `${what}${path.length ? ` at ${path.join(".")}` : ""}: ${message}`,
  );
}
