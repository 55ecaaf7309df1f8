import type { FastifyInstance } from "fastify";
import type { Faults } from "./faults/registry";
import { buildApp } from "./http/app";
import type { RequestRecord } from "./http/requestRecord";
import { inProcessFetch } from "./http/inProcess";
import type { SimulatorOptions } from "./options";
import { buildPlatform } from "./platform";
import { plant } from "./seeds";
import { WorldControls } from "./worldControls";

/** The platform on this machine: its URL, its requests, its faults, and its world (see `WorldControls`). */
export class Simulator extends WorldControls {
  /** The API's URL, as a client expects it. */
  url = "http://127.0.0.1/v2";
  /** The faults, and the requests that they strike. */
  readonly faults: Faults;
  /** All API requests so far, in the order of arrival. */
  readonly requests: RequestRecord[];
  /** In-process use without sockets: returns the API's response to a request, as `fetch` does. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** @internal */
  readonly app: FastifyInstance;

  constructor(options: SimulatorOptions = {}) {
    const { platform, orders } = buildPlatform(options);
    super(platform, orders, options.token);
    this.faults = platform.faults;
    this.requests = platform.requests;
    plant(options.seed ?? "empty", platform.world, this.builder);
    this.app = buildApp(platform, options);
    this.fetch = inProcessFetch(this.app);
  }

  /** Opens the port; `url` is valid from then on. */
  async listen(port = 0, host = "127.0.0.1"): Promise<this> {
    const address = await this.app.listen({ port, host });
    this.url = `${address}/v2`;
    return this;
  }

  /** Closes the port. */
  close(): Promise<void> {
    return this.app.close();
  }

  /** How many requests match "METHOD /path", or a pattern tested on such a string; all of them without an argument. */
  count(pattern?: string | RegExp): number {
    return this.countSince(0, pattern);
  }

  /** A position in the list of requests, for `countSince`. */
  mark(): number {
    return this.requests.length;
  }

  /** Like `count`, for the requests after a `mark`. */
  countSince(mark: number, pattern?: string | RegExp): number {
    const matches = ({ method, path }: RequestRecord): boolean => {
      const text = `${method} ${path}`;
      return typeof pattern === "string" ? text === pattern : (pattern?.test(text) ?? true);
    };
    return this.requests.slice(mark).filter(matches).length;
  }
}
