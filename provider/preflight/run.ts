import { setTimeout as delay } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { type Declaration, originOf } from "../resources/declarations";
import { plainError } from "../resources/plainError";
import { awaitable } from "../resources/outputs";
import { Examiner } from "./examine";
import { accountOf } from "./plan/accounts";
import { factsOf, isRegistered, isWanted } from "./plan/registered";
import { type Declared, tell } from "./print/print";
import type { Mode } from "./mode";

/** A resource may be declared by what another one's registration has made known; so long none must come to be the last. */
const QUIET_MS = 50;

/** The preflight of one run of a program: waits until all is declared, looks all up at once, and tells. */
export class Run {
  private waiting: Declaration[] = [];
  private readonly examiner = new Examiner<Declared>({
    accountOf: ({ declaration }) => accountOf(declaration),
    objectChecks: () => new pulumi.Config("cavatica").get("objectChecks"),
  });
  private isGoing = false;

  constructor(
    private readonly stack: pulumi.runtime.Stack,
    private readonly mode: Mode,
  ) {}

  add(declaration: Declaration): void {
    if (!isWanted(declaration.type)) return;
    this.waiting.push(declaration);
    if (!this.isGoing) void this.go();
  }

  /** Programs that run inside another one (Automation API) are disconnected when the last RPC is over: this counts as one. */
  private async go(): Promise<void> {
    this.isGoing = true;
    const done = pulumi.runtime.rpcKeepAlive();
    try {
      if (await this.programHasEnded()) while (this.waiting.length > 0) await this.round();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await pulumi.log.warn(`Preflight ended early: ${why}`);
    } finally {
      this.isGoing = false;
      done();
    }
  }

  /** When its own function has returned, and what it exports is known as far as a preview goes; false if it failed. */
  private programHasEnded(): Promise<boolean> {
    return awaitable(this.stack.outputs)
      .promise(true)
      .then(
        () => true,
        () => false,
      );
  }

  private async round(): Promise<void> {
    const declarations = await this.settled();
    const known = await Promise.all(declarations.map(knownOf));
    const examined = await this.examiner.examine(known.filter((one) => one !== undefined));
    const failure = await tell(examined, this.mode);
    if (failure !== undefined) failProgram(failure);
  }

  /** All that is declared by now, once the engine has answered for each, and no more has come meanwhile. */
  private async settled(): Promise<Declaration[]> {
    for (let count = 0; count < this.waiting.length;) {
      count = this.waiting.length;
      await Promise.all(this.waiting.map(isRegistered));
      await delay(QUIET_MS);
    }
    const declarations = this.waiting;
    this.waiting = [];
    return declarations;
  }
}

async function knownOf(declaration: Declaration): Promise<Declared | undefined> {
  if (!(await isRegistered(declaration))) return undefined;
  const { resource, type } = declaration;
  const urn = await awaitable(resource.urn).promise();
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  return { declaration, type, name, origin: originOf(resource), ...(await factsOf(declaration)) };
}

/**
 * An error in the log alone doesn't make a preview fail. The program itself has ended, so nobody is left to throw to but
 * the SDK's handler of unhandled rejections.
 */
function failProgram(message: string): void {
  void Promise.reject(plainError(message));
}
