/** The number of bytes reserved for closing lines. */
const ROOM = 500;

/** Collects lines up to a maximum number of bytes. */
export class Page {
  private readonly lines: string[] = [];
  private left: number;

  constructor(mostBytes: number) {
    this.left = mostBytes - ROOM;
  }

  /** Adds the lines if all of them fit; once some haven't, nothing more is added, so that there are no gaps. */
  add(...lines: string[]): boolean {
    this.left -= bytesOf(lines);
    if (this.left >= 0) this.lines.push(...lines);
    return this.left >= 0;
  }

  /** Adds the lines that must end what was started. */
  close(...lines: string[]): void {
    this.lines.push(...lines);
  }

  get text(): string {
    return `${this.lines.join("\n")}\n`;
  }
}

const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
