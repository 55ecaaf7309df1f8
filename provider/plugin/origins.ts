import type { Origin } from "../resources/declarations";

/** Where resources are written that a manifest declares; the engine asks for each by its URN. */
const origins = new Map<string, Origin>();

export const originOf = (urn: string): Origin | undefined => origins.get(urn);

export const setOrigin = (urn: string, origin: Origin): unknown => origins.set(urn, origin);
