import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Fetch } from "../../../provider/platform/http/http";
import { onlyWithEngine } from "../../../provider/runtime/engine/lifetime";

const URL = "https://platform.example/v2/storage/exports";

const listening = (port = 0): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).listen(port, "127.0.0.1", () =>
      resolve(server),
    );
  });

const portOf = (server: Server): number => (server.address() as { port: number }).port;

const gone = (server: Server) => new Promise((resolve) => server.close(resolve));

describe("requests of a process whose engine can't be reached", () => {
  const sent = vi.fn<Fetch>(() => Promise.resolve({} as Awaited<ReturnType<Fetch>>));
  let engine: Server | undefined;
  afterEach(() => {
    sent.mockClear();
    engine?.close();
  });

  it.each(["POST", "PATCH", "PUT", "DELETE"])("%s is sent once the engine is back", async (method) => {
    const port = portOf((engine = await listening()));
    await gone(engine);
    const answer = onlyWithEngine(sent, () => `127.0.0.1:${port}`)(URL, { method });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).not.toHaveBeenCalled();
    engine = await listening(port);
    await answer;
    expect(sent).toHaveBeenCalledExactlyOnceWith(URL, { method });
  });

  it("GET is sent, since it changes nothing", async () => {
    const port = portOf((engine = await listening()));
    await gone(engine);
    await onlyWithEngine(sent, () => `127.0.0.1:${port}`)(URL, { method: "GET" });
    expect(sent).toHaveBeenCalledOnce();
  });

  it("anything is sent while the engine listens, and outside a provider process", async () => {
    const port = portOf((engine = await listening()));
    await onlyWithEngine(sent, () => `127.0.0.1:${port}`)(URL, { method: "POST" });
    await onlyWithEngine(sent, () => undefined)(URL, { method: "POST" });
    expect(sent).toHaveBeenCalledTimes(2);
  });
});
