import type { UartPort } from "../../../src/console/uart-port.js";

/** A serial line that a test types on, and whose output it reads. */
export class ScriptedUart implements UartPort {
  private readonly input: number[] = [];
  private readonly sent: number[] = [];

  type(text: string): void {
    this.input.push(...new TextEncoder().encode(text));
  }

  typeBytes(bytes: Iterable<number>): void {
    for (const byte of bytes) this.input.push(byte);
  }

  /** What was printed since the last call. */
  takeOutput(): string {
    return new TextDecoder().decode(Uint8Array.from(this.sent.splice(0)));
  }

  get(): number {
    return this.input.shift() ?? -1;
  }

  put(byte: number): void {
    this.sent.push(byte);
  }
}
