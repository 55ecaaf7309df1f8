import { type ErrorBody, errorBody } from "../errors";
import type { RateStatus } from "../rules/rateWindow";
import { type Bag, type Distortion, isBag, JOB_DISTORTIONS } from "./jobAnswers";
import type { FaultKind, FaultOptions } from "./kinds";

const HTML = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

/** Replaces the real response. */
export interface Substitute {
  status: number;
  body: ErrorBody | string;
  reset?: number | "missing";
}

/** The faults of one kind that strike a request: the first one is used. */
export function faultOf(faults: readonly FaultOptions[], kind: FaultKind): FaultOptions | undefined {
  return faults.find((fault) => fault.kind === kind);
}

/** Value of the reset header of an injected 429. */
function resetOf(fault: FaultOptions, status: RateStatus): number | "missing" {
  switch (fault.reset ?? "right") {
    case "right":
      return status.reset;
    case "missing":
      return "missing";
    case "past":
      return status.reset - 86_400;
    case "far":
      return status.reset + 86_400;
    case "skewed":
      return status.reset + (fault.seconds ?? 3600);
  }
}

type Maker = (fault: FaultOptions, rate: RateStatus) => Substitute;

/** Kinds that replace the platform's response. */
const SUBSTITUTES: Partial<Record<FaultKind, Maker>> = {
  "429": (fault, rate) => ({ status: 429, body: errorBody(1000), reset: resetOf(fault, rate) }),
  maintenance: () => ({ status: 503, body: errorBody(0) }),
  "503": (fault) => ({ status: 503, body: errorBody(fault.code ?? 9100, undefined, 503) }),
  "500": (fault) => ({ status: 500, body: errorBody(fault.code ?? 90004, undefined, 500) }),
  "502": () => ({ status: 502, body: HTML }),
  "error-in-200": (fault) => ({ status: 200, body: errorBody(fault.code ?? 9006) }),
};

/** A fault's replacement for the real response, if it is of such a kind and applies at this point in time. */
export function substitute(
  fault: FaultOptions,
  when: "before" | "after",
  rate: RateStatus,
): Substitute | undefined {
  return (fault.when ?? "before") === when ? SUBSTITUTES[fault.kind]?.(fault, rate) : undefined;
}

/** The error of one item of a bulk call, if a fault strikes it. */
export function itemError(
  faults: readonly FaultOptions[],
  when: "before" | "after",
  position: number,
  random: () => number,
): ErrorBody | undefined {
  const fault = faultOf(faults, "item-errors");
  if (!fault || (fault.when ?? "before") !== when) return undefined;
  const struck = fault.items ? fault.items.includes(position) : random() < (fault.fraction ?? 1);
  return struck ? errorBody(fault.code ?? 9100) : undefined;
}

function shuffle(items: unknown[], random: () => number): unknown[] {
  const order = items.map((item) => ({ item, key: random() }));
  const shuffled = order.sort((a, b) => a.key - b.key).map(({ item }) => item);
  // A shuffle that changes nothing would test nothing.
  const unchanged = items.length > 1 && shuffled.every((item, index) => item === items[index]);
  return unchanged ? shuffled.reverse() : shuffled;
}

function withState(value: unknown, state: string): unknown {
  if (!isBag(value)) return value;
  if ("resource" in value) return { ...value, resource: withState(value["resource"], state) };
  return "state" in value ? { ...value, state } : value;
}

function samePageAgain(links: unknown, href: unknown): unknown {
  if (!Array.isArray(links) || typeof href !== "string") return links;
  return links.map((link: unknown) => {
    if (isBag(link) && link["rel"] === "next") return { ...link, href };
    return isBag(link) && "next" in link ? { ...link, next: href } : link;
  });
}

const mapItems = (body: Bag, change: (items: unknown[]) => unknown[]): Bag =>
  Array.isArray(body["items"]) ? { ...body, items: change(body["items"] as unknown[]) } : body;

/** Kinds that change the platform's response but leave it valid JSON. */
const DISTORTIONS: Partial<Record<FaultKind, Distortion>> = {
  "unknown-state": (body, { state = "QUEUED" }) =>
    mapItems(withState(body, state) as Bag, (items) => items.map((item) => withState(item, state))),
  shuffled: (body, _fault, random) => mapItems(body, (items) => shuffle(items, random)),
  "missing-items": (body, { count = 1 }) => mapItems(body, (items) => items.slice(count)),
  ...JOB_DISTORTIONS,
  "repeated-page": (body) => ({ ...body, links: samePageAgain(body["links"], body["href"]) }),
};

/** Changes a whole response as the faults specify. */
export function distort(payload: unknown, faults: readonly FaultOptions[], random: () => number): unknown {
  if (!isBag(payload)) return payload;
  return faults.reduce<Bag>((body, fault) => DISTORTIONS[fault.kind]?.(body, fault, random) ?? body, payload);
}

/** Changes the text of a response as the faults specify. */
export function garble(text: string, faults: readonly FaultOptions[]): string {
  if (faultOf(faults, "malformed-json")) return `${text.slice(0, -1)},,`;
  if (faultOf(faults, "empty")) return "";
  const huge = faultOf(faults, "huge");
  if (!huge || !text.endsWith("}")) return text;
  return `${text.slice(0, -1)},"padding":"${"x".repeat(huge.bytes ?? 64_000_000)}"}`;
}
