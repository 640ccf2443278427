import type { UartPort } from "../../../src/console/uart-port.js";

/** A serial line that a test types on, and whose output it reads. */
export class ScriptedUart implements UartPort {
  listening = false;
  private readonly input: number[] = [];
  private taken = 0;
  private readonly sent: number[] = [];

  type(text: string): void {
    this.typeBytes(new TextEncoder().encode(text));
  }

  typeBytes(bytes: Iterable<number>): void {
    for (const byte of bytes) this.input.push(byte);
  }

  /** What was printed since the last call. */
  takeOutput(): string {
    return new TextDecoder().decode(Uint8Array.from(this.sent.splice(0)));
  }

  get(): number {
    const byte = this.input[this.taken];
    if (byte === undefined) return -1;
    this.taken++;
    return byte;
  }

  put(byte: number): void {
    this.sent.push(byte);
  }

  listen(on: boolean): void {
    this.listening = on;
  }
}
