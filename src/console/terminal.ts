/** The person's end of the serial line. One task at a time owns it: the shell's, which also shows an attached VM. */
import { encodeUtf8, SpinLock, WaitQueue } from "../std/index.js";
import type { u32, u8 } from "../std/index.js";
import { ByteRing } from "./byte-ring.js";
import type { TextScreen } from "./text-screen.js";
import type { UartPort } from "./uart-port.js";

/** Bytes that were received and nobody has read yet. When they are that many the UART keeps the next ones, until half of them are read. */
const inputBytes: u32 = 65536;
const resumeBytes: u32 = 32768;
const carriageReturn = 0x0d;
const newline = 0x0a;

/** `receive` is the interrupt handler's, `wakeups` are everybody's; all else is for the task that owns the terminal. */
export class Terminal implements TextScreen {
  /** Woken when there is input, and by whoever else wants the terminal's task to look. */
  readonly wakeups = new WaitQueue();
  /** Guards `input`; taken by the receive interrupt. */
  private readonly lock = new SpinLock();
  /** @guarded lock */
  private readonly input = new ByteRing(inputBytes);
  /** `input` was full, and the UART does not interrupt. @atomic @guarded lock */
  private held = false;
  /** What was printed last. @owned the task that has the terminal, as this class says */
  private last: u8 = newline;

  constructor(private readonly uart: UartPort) {}

  /** From now on `receive` is called when something was received. */
  listen(): void {
    this.uart.listen(true);
  }

  /** Takes what the UART has received. Interrupt handler. */
  receive(): void {
    const interrupts = this.lock.lock();
    while (this.input.free > 0) {
      const byte = this.uart.get();
      if (byte < 0) break;
      this.input.push(byte);
    }
    this.hold(this.input.free === 0);
    this.lock.unlock(interrupts);
    this.wakeups.wakeAll();
  }

  /** The next byte of input; -1: none. */
  nextByte(): number {
    const interrupts = this.lock.lock();
    const byte = this.input.pop();
    this.releaseSender();
    this.lock.unlock(interrupts);
    return byte;
  }

  /** So much came that the UART has to keep the rest. */
  isFull(): boolean {
    return this.held;
  }

  /** Forgets all input. @returns how many bytes that were */
  clearInput(): u32 {
    const interrupts = this.lock.lock();
    const count = this.input.length;
    this.input.clear();
    this.releaseSender();
    this.lock.unlock(interrupts);
    return count;
  }

  hasInput(): boolean {
    const interrupts = this.lock.lock();
    const some = this.input.length > 0;
    this.lock.unlock(interrupts);
    return some;
  }

  /** Drops input up to and including the first byte that is `one` or `other`, and gives it; -1, and nothing is dropped, when none came yet. */
  dropThrough(one: u8, other: u8): number {
    const interrupts = this.lock.lock();
    const at = this.input.indexOfEither(one, other);
    const found = at < 0 ? -1 : this.input.at(at);
    if (at >= 0) this.input.drop(at + 1);
    this.releaseSender();
    this.lock.unlock(interrupts);
    return found;
  }

  /** As UTF-8, as `writeLines` does it. */
  write(text: string): void {
    this.writeLines(encodeUtf8(text));
  }

  /** With a CR before each LF that has none. Waits while the line is busy. */
  writeLines(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === newline && this.last !== carriageReturn) this.put(carriageReturn);
      this.put(byte);
    }
  }

  /** Goes to a new line, unless the last thing that was printed ended one. */
  freshLine(): void {
    if (this.last !== newline) this.write("\n");
  }

  /** The first `count` bytes as they are. */
  writeBytes(bytes: Uint8Array, count: u32): void {
    for (let i: u32 = 0; i < count; i++) this.put(bytes[i]!);
  }

  private put(byte: u8): void {
    this.uart.put(byte);
    this.last = byte;
  }

  /** Under the lock. */
  private releaseSender(): void {
    if (this.held && this.input.length <= resumeBytes) this.hold(false);
  }

  /** Under the lock. */
  private hold(on: boolean): void {
    if (this.held === on) return;
    this.held = on;
    this.uart.listen(!on);
  }
}
