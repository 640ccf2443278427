/** A person at a VM's console: bytes both ways until the escape key or the menu key, or until the VM stops. */
import { milliseconds, now } from "../std/index.js";
import type { u32, u64, u8 } from "../std/index.js";
import { ByteRing } from "./byte-ring.js";
import type { Terminal } from "./terminal.js";
import type { VmConsole } from "./vm-console.js";

/** Ctrl-], as in telnet and virsh. */
export const escapeKey: u8 = 0x1d;
export const escapeKeyName = "Ctrl-]";
/** Ctrl-^ (Ctrl-6 on most keyboards), as terminal servers have it. */
export const menuKey: u8 = 0x1e;
export const menuKeyName = "Ctrl-^";

/** The VM's side of a session. */
export interface ConsoleTarget {
  readonly console: VmConsole;
  /** Gives the guest's UART a byte; false: its FIFO is full, the byte was not taken. */
  send(byte: u8): boolean;
  /** The VM runs; a session ends when it does not. */
  isAlive(): boolean;
}

/** Why `ConsoleSession.run` came back. */
export enum SessionEnd {
  /** The person pressed the escape key. */
  Escape = 0,
  /** The VM stopped. */
  VmStopped = 1,
  /** The person pressed the menu key. */
  Menu = 2,
}

const escapeCode = 0x1b;
/** Usual colours, and the cursor to be seen (ECMA-48 SGR 0, DECTCEM). */
const plainStyle = "\x1b[0m\x1b[?25h";

/** Input on its way to the guest; what does not fit waits in the terminal. */
const inputBytes: u32 = 16384;
const chunkBytes: u32 = 256;
/** How often a silent session looks whether its VM still runs, ms. */
const lookEvery: u64 = 200n;
/** How long input that was typed before the escape key has to reach the guest, ms. */
const finishWithin: u64 = 300n;
/** How long a guest may take no input while more than fits waits for it, ms. */
const patience: u64 = 1000n;

/** For one `run`, by the task that owns the terminal. */
export class ConsoleSession {
  private readonly input = new ByteRing(inputBytes);
  private readonly chunk = new Uint8Array(chunkBytes);
  /** Ticks: when the guest last took a byte, or had none to take. */
  private takenAt: u64 = 0n;
  /** The guest sent escape sequences, and may have left colours behind. */
  private styled = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly target: ConsoleTarget,
  ) {}

  /** Shows what the guest printed and was not seen yet, then goes on live. */
  run(): SessionEnd {
    this.target.console.attach(this.terminal.wakeups);
    this.takenAt = now();
    const end = this.converse();
    if (end === SessionEnd.VmStopped) this.showRest();
    else this.finishInput();
    this.target.console.detach();
    if (this.styled) this.terminal.write(plainStyle);
    return end;
  }

  private converse(): SessionEnd {
    for (;;) {
      const ticket = this.terminal.wakeups.prepare();
      if (!this.target.isAlive()) return SessionEnd.VmStopped;
      const key = this.takeInput();
      this.feedGuest();
      this.dropUnwanted();
      if (key >= 0) return key === menuKey ? SessionEnd.Menu : SessionEnd.Escape;
      this.showOutput();
      this.terminal.wakeups.waitUntil(ticket, now() + milliseconds(lookEvery));
    }
  }

  /** What was typed before the key still goes to a guest that takes it. */
  private finishInput(): void {
    const deadline = now() + milliseconds(finishWithin);
    while (this.input.length > 0 && now() < deadline && this.target.isAlive()) {
      const ticket = this.terminal.wakeups.prepare();
      this.feedGuest();
      this.showChunk();
      if (this.input.length > 0) this.terminal.wakeups.waitUntil(ticket, deadline);
    }
  }

  /** Terminal → queue. Gives the key that ends the session, also where it waits behind input that the guest does not take; else -1. */
  private takeInput(): number {
    while (this.input.free > 0) {
      const byte = this.terminal.nextByte();
      if (byte < 0 || byte === escapeKey || byte === menuKey) return byte;
      this.input.push(byte);
    }
    return this.terminal.dropThrough(escapeKey, menuKey);
  }

  /** Queue → guest, as far as its FIFO takes it. */
  private feedGuest(): void {
    const before = this.input.length;
    for (let byte = this.input.peek(); byte >= 0 && this.target.send(byte); byte = this.input.peek()) this.input.drop(1);
    if (this.input.length < before || before === 0) this.takenAt = now();
  }

  /** A guest that takes nothing must not hold up the line, for the escape key could not come through. */
  private dropUnwanted(): void {
    if (!this.terminal.isFull() || now() - this.takenAt < milliseconds(patience)) return;
    const count = this.input.length + this.terminal.clearInput();
    this.input.clear();
    this.tell(`[${count} bytes of input were dropped: the guest does not take them]`);
  }

  /** A message of ours between the guest's lines. */
  private tell(message: string): void {
    this.terminal.freshLine();
    this.terminal.write(`${message}\n`);
  }

  /** Guest → terminal, until there is input: a guest that prints faster than the line takes it can be left. */
  private showOutput(): void {
    while (this.showChunk()) if (this.terminal.hasInput()) return this.terminal.wakeups.wakeAll();
  }

  /** Of a guest that prints no more. */
  private showRest(): void {
    while (this.showChunk()) continue;
  }

  /** False: there is nothing to show. */
  private showChunk(): boolean {
    const console = this.target.console;
    const count = console.takeOutput(this.chunk);
    if (count === 0) return false;
    const lost = console.takeLost();
    if (lost > 0n) this.tell(`[${lost} bytes of output were not shown]`);
    this.terminal.writeBytes(this.chunk, count);
    this.styled = this.styled || this.chunk.subarray(0, count).includes(escapeCode);
    return true;
  }
}
