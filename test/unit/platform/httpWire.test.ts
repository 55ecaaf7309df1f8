// Behaviour that only a real connection shows: node-fetch against a local server.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exchange, MAX_BODY_BYTES, nodeFetch } from "../../../provider/platform/http/http";
import { TOKEN } from "../../support/cannedClient";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let handle: Handler;
let sockets: Set<Socket>;
let asked: { url: string; method: string; body: string }[];

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    asked.push({ url: request.url ?? "", method: request.method ?? "", body });
    handle(request, response);
  });
});
server.on("connection", (socket) => sockets.add(socket));

let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  sockets = new Set();
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (timeoutMs = 5_000, body?: unknown, url = new URL(`${base}/v2/files`)) =>
  exchange(
    {
      method: body === undefined ? "GET" : "POST",
      url,
      headers: { "X-SBG-Auth-Token": TOKEN },
      body,
      call: "GET /files",
    },
    nodeFetch,
    timeoutMs,
  );

const tooLarge = {
  failure: "malformed",
  outcomeUnknown: true,
  message: expect.stringContaining("the response is larger than 32 MB") as string,
};
const noAnswer = { failure: "network", status: undefined, outcomeUnknown: true };

describe("an exchange over the wire", () => {
  test("keeps the connection for the next one", async () => {
    handle = (_, response) => response.end('{"ok":true}');
    for (let i = 0; i < 5; i++) expect((await ask()).body).toEqual({ ok: true });
    expect([asked.length, sockets.size]).toEqual([5, 1]);
  });

  test("sends a body as JSON, without the token in URL or body", async () => {
    handle = (_, response) => response.end("{}");
    await ask(undefined, { file: "ä" });
    expect(asked).toEqual([{ url: "/v2/files", method: "POST", body: '{"file":"ä"}' }]);
  });

  test("gives up if no response arrives in time", async () => {
    handle = () => undefined;
    await expect(ask(100)).rejects.toMatchObject({ failure: "timeout", outcomeUnknown: true });
  });

  test("gives up if a response stops halfway", async () => {
    handle = (_, response) => void response.writeHead(200, { "Content-Length": "100" }).write('{"items": [');
    await expect(ask(200)).rejects.toMatchObject({ failure: "timeout" });
  });

  test("refuses a body of 100 MB before it has all arrived", async () => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    let sent = 0;
    handle = (_, response) => {
      const more = () => {
        while (!response.destroyed && sent < 100 * chunk.length) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    };
    await expect(ask()).rejects.toMatchObject(tooLarge);
    expect(sent).toBeLessThan(1.5 * MAX_BODY_BYTES);
  });

  test("limits the size of a decompressed body", async () => {
    const packed = gzipSync(Buffer.alloc(MAX_BODY_BYTES + 1, " "));
    handle = (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(packed);
    await expect(ask()).rejects.toMatchObject(tooLarge);
  });

  test.each<[string, Handler]>([
    ["before an answer", (_, response) => response.destroy()],
    [
      "in a body of stated length",
      (_, response) =>
        void response.writeHead(200, { "Content-Length": "100" }).write("{}", () => response.destroy()),
    ],
    [
      "in a chunked body, after a part that is valid JSON",
      (_, response) => void response.writeHead(200).write('{"items": []}', () => response.destroy()),
    ],
  ])("rejects a partial body when the connection is cut %s", async (_, cut) => {
    handle = cut;
    await expect(ask()).rejects.toMatchObject(noAnswer);
  });

  test("follows no redirect, so that the token reaches no other host", async () => {
    handle = (_, response) => response.writeHead(307, { Location: "/v2/elsewhere" }).end();
    await expect(ask()).rejects.toMatchObject({ failure: "refused", status: 307 });
    expect(asked).toHaveLength(1);
  });

  test("reports an unreachable host, without the token", async () => {
    const error: unknown = await ask(1000, undefined, new URL("http://127.0.0.1:1/v2/files")).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({
      ...noAnswer,
      message: expect.stringMatching(/no complete response from 127\.0\.0\.1:1: .*ECONNREFUSED/) as string,
    });
    expect(String((error as Error).stack) + String((error as Error).cause)).not.toContain(TOKEN);
  });
});
