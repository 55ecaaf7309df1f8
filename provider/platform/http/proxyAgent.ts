import type { Agent } from "node:http";
import type { HttpsProxyAgent as ProxyAgentOf } from "https-proxy-agent";
import { textOf } from "../errors/errors";
import type { Proxy } from "./proxy";

/** Why no connection came about through a proxy; the request itself was not sent. */
export class ProxyRefusal extends Error {
  override readonly name = "ProxyRefusal";
  /** node-fetch hands on an error's `code`, and of its other members none. */
  readonly code: string;

  /** @param status the proxy's answer to CONNECT; undefined if it couldn't be reached */
  constructor(message: string, status: number | undefined) {
    super(message);
    this.code = `${CODE}${status ?? ""}`;
  }
}

const CODE = "EPROXY";

/** The proxy's status in an error that came through node-fetch; undefined if it isn't about the proxy. */
export function proxyRefusal(error: unknown): { status: number | undefined } | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code !== "string" || !code.startsWith(CODE)) return undefined;
  return { status: Number(code.slice(CODE.length)) || undefined };
}

type Connect = ProxyAgentOf<string>["connect"];

/** https-proxy-agent is an ES module, and needed only where there is a proxy: loaded when first asked for. */
async function loadAgent() {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return class extends HttpsProxyAgent<string> {
    /**
     * The library passes a proxy's refusal on as if the platform had answered; here it is an error that says whose it is.
     */
    override async connect(
      ...[request, options]: Parameters<Connect>
    ): Promise<Awaited<ReturnType<Connect>>> {
      let status: number | undefined;
      request.once("proxyConnect", (answer: { statusCode: number }) => (status = answer.statusCode));
      try {
        const socket = await super.connect(request, options);
        if (status === 200) return socket;
        socket.destroy();
      } catch (error) {
        throw new ProxyRefusal(textOf(error), status);
      }
      throw new ProxyRefusal(`it answered with status ${status}`, status);
    }
  };
}

let agentClass: ReturnType<typeof loadAgent> | undefined;
const agents = new Map<string, Promise<Agent>>();

/** One agent per proxy, so that connections are used again. */
export function proxyAgent({ url }: Proxy): Promise<Agent> {
  const known = agents.get(url.href);
  if (known) return known;
  agentClass ??= loadAgent();
  const made = agentClass.then((ProxyAgent) => new ProxyAgent(url.href, { keepAlive: true }) as Agent);
  agents.set(url.href, made);
  return made;
}
