import type { Agent } from "node:http";
import type { HttpsProxyAgent as ProxyAgentOf } from "https-proxy-agent";
import { textOf } from "../errors/errors";
import type { Proxy } from "./proxy";

/** Why no connection was made through a proxy; the request itself was not sent. */
export class ProxyRefusal extends Error {
  override readonly name = "ProxyRefusal";
  /** The only member of an error that node-fetch passes on. */
  readonly code: string;

  /** @param status the proxy's response to CONNECT; undefined if it couldn't be reached */
  constructor(message: string, status: number | undefined) {
    super(message);
    this.code = `${CODE}${status ?? ""}`;
  }
}

const CODE = "EPROXY";

/** The proxy's status in an error from node-fetch; undefined if the error isn't about the proxy. */
export function proxyRefusal(error: unknown): { status: number | undefined } | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code !== "string" || !code.startsWith(CODE)) return undefined;
  return { status: Number(code.slice(CODE.length)) || undefined };
}

type Connect = ProxyAgentOf<string>["connect"];

/** https-proxy-agent is an ES module, needed only if there is a proxy: loaded on first use. */
async function loadAgent() {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return class extends HttpsProxyAgent<string> {
    /**
     * The library passes on a proxy's refusal as if it were the platform's response; this turns it into an error of its own.
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
      throw new ProxyRefusal(`it responded with status ${status}`, status);
    }
  };
}

let agentClass: ReturnType<typeof loadAgent> | undefined;
const agents = new Map<string, Promise<Agent>>();

/** One agent per proxy, so that connections are reused. */
export function proxyAgent({ url }: Proxy): Promise<Agent> {
  const known = agents.get(url.href);
  if (known) return known;
  agentClass ??= loadAgent();
  const made = agentClass.then((ProxyAgent) => new ProxyAgent(url.href, { keepAlive: true }) as Agent);
  agents.set(url.href, made);
  return made;
}
