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

/** A resource may be declared once another one's registration has resolved; after this long without a new one, all are declared. */
const QUIET_MS = 50;

/** The preflight of one run of a program: waits until everything is declared, looks it all up at once, and reports. */
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

  /** Programs that run inside another one (Automation API) are disconnected when their last RPC ends: this counts as one. */
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

  /** Resolves when the program's function has returned and its exports are known as far as a preview can; false if it failed. */
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

  /** Everything declared so far, once the engine has registered each of them and no more have been added in the meantime. */
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
 * An error in the log alone doesn't make a preview fail. The program itself has ended, so the only place left to throw to is
 * the SDK's handler of unhandled rejections.
 */
function failProgram(message: string): void {
  void Promise.reject(plainError(message));
}
