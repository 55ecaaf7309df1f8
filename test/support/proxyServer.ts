import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { generate } from "selfsigned";

/** How a proxy treats connection requests. */
export interface ProxyBehaviour {
  /** The "user:password" that it requires. */
  credentials?: string;
  /** Respond with this status instead of connecting. */
  refuse?: number;
  /** Accept connections and never respond. */
  hang?: boolean;
}

export interface ProxyServer {
  url: string;
  port: number;
  behaviour: ProxyBehaviour;
  /** The hosts that it was asked to connect to, in order. */
  asked: string[];
  /** Cuts all its connections, as a failing proxy does. */
  cut(): void;
  close(): Promise<void>;
}

/** A proxy on this machine (CONNECT, RFC 9110, 9.3.6) that connects every host to one port of this machine. */
export async function startProxy(target: number, behaviour: ProxyBehaviour = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  const proxy = { behaviour, asked };
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    asked.push(request.url ?? "");
    socket.on("error", () => undefined);
    const status = refusal(request, proxy.behaviour);
    if (proxy.behaviour.hang) return;
    if (status) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    tunnel(socket, target);
  });
  const port = await listen(server);
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const close = () => {
    cut();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return Object.assign(proxy, { port, url: `http://127.0.0.1:${port}`, cut, close });
}

function refusal({ headers }: IncomingMessage, { credentials, refuse }: ProxyBehaviour): number | undefined {
  const given = Buffer.from(
    (headers["proxy-authorization"] ?? "").replace("Basic ", ""),
    "base64",
  ).toString();
  return credentials !== undefined && given !== credentials ? 407 : refuse;
}

function tunnel(socket: Socket, target: number): void {
  const onward = connect(target, "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    socket.pipe(onward).pipe(socket);
  });
  onward.on("error", () => socket.destroy());
  onward.on("close", () => socket.destroy());
  socket.on("close", () => onward.destroy());
}

export interface TlsFront {
  port: number;
  /** The certificate of its authority, as PEM. */
  ca: string;
  close(): Promise<void>;
}

/** Serves a local http server over https, under a given host name and a certificate generated for it. */
export async function startTlsFront(host: string, target: number): Promise<TlsFront> {
  const { private: key, cert } = await generate([{ name: "commonName", value: host }], {
    keySize: 2048,
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: host }] },
    ],
  });
  const server = createTlsServer({ key, cert }, (request, response) => {
    const { method, url: path, headers } = request;
    const onward = httpRequest({ port: target, host: "127.0.0.1", method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  const port = await listen(server);
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, ca: cert, close };
}

const listen = (server: Pick<Server, "listen" | "address">): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
