import { expect, test } from "vitest";
import { ConsoleSession, escapeKey, SessionEnd } from "../../../src/console/console-session.js";
import type { ConsoleTarget } from "../../../src/console/console-session.js";
import { log } from "../../../src/console/log.js";
import { Terminal } from "../../../src/console/terminal.js";
import { VmConsole } from "../../../src/console/vm-console.js";
import { ScriptedUart } from "./scripted-uart.js";

/** A guest that takes so many bytes at each look, and whose steps a test writes down. */
class ScriptedGuest implements ConsoleTarget {
  readonly console = new VmConsole();
  readonly received: number[] = [];
  room = Number.POSITIVE_INFINITY;
  /** Done at each look in place of the steps, for as long as it says true. */
  endless: (() => boolean) | null = null;
  private step = 0;

  constructor(private readonly steps: readonly (() => void)[]) {}

  send(byte: number): boolean {
    if (this.room === 0) return false;
    this.room--;
    this.received.push(byte);
    return true;
  }

  isAlive(): boolean {
    if (this.endless !== null) return this.endless();
    const step = this.steps[this.step];
    this.step++;
    step?.();
    return this.step <= this.steps.length;
  }

  print(text: string): void {
    for (const byte of new TextEncoder().encode(text)) this.console.put(byte);
  }

  text(): string {
    return new TextDecoder().decode(Uint8Array.from(this.received));
  }
}

function start(steps: (guest: ScriptedGuest, uart: ScriptedUart, terminal: Terminal) => (() => void)[]) {
  const uart = new ScriptedUart();
  const terminal = new Terminal(uart);
  const actions: (() => void)[] = [];
  const guest = new ScriptedGuest(actions);
  actions.push(...steps(guest, uart, terminal));
  return { uart, terminal, guest, run: () => new ConsoleSession(terminal, guest).run() };
}

const ctrlBracket = String.fromCharCode(escapeKey);
const nothing = (): void => undefined;

test("what the guest printed before is shown on attach, then what it prints live, as it is; at the end its colours are off", () => {
  const { uart, guest, run } = start((guest) => [nothing, () => guest.print("live\r\n\x1b[31mred"), nothing]);
  guest.print("boot\r\n");
  expect(run()).toBe(SessionEnd.VmStopped);
  expect(uart.takeOutput()).toBe("boot\r\nlive\r\n\x1b[31mred\x1b[0m\x1b[?25h");
});

test("what was shown is not shown again at the next attach", () => {
  const { uart, guest, terminal, run } = start((guest) => [() => guest.print("one")]);
  run();
  uart.takeOutput();
  guest.print("two");
  new ConsoleSession(terminal, guest).run();
  expect(uart.takeOutput()).toBe("two");
});

test("the escape key leaves; what was typed before it reaches the guest, what comes after it the shell", () => {
  const { terminal, guest, run } = start((_guest, uart, terminal) => [
    () => {
      uart.type(`halt\r${ctrlBracket}vm list\r`);
      terminal.receive();
    },
    nothing,
    nothing,
  ]);
  expect(run()).toBe(SessionEnd.Escape);
  expect(guest.text()).toBe("halt\r");
  expect(terminal.nextByte()).toBe("v".charCodeAt(0));
});

test("the menu key ends the session for the menu, and the guest does not see it", () => {
  const { terminal, guest, run } = start((_guest, uart, terminal) => [
    () => {
      uart.type("ls\r\x1en");
      terminal.receive();
    },
    nothing,
    nothing,
  ]);
  expect(run()).toBe(SessionEnd.Menu);
  expect(guest.text()).toBe("ls\r");
  expect(terminal.nextByte()).toBe("n".charCodeAt(0));
});

test("messages of the hypervisor's log do not get between the guest's output", () => {
  const { uart, run } = start((guest) => [
    () => guest.print("half "),
    () => log.error("another VM crashed"),
    () => guest.print("a line\r\n"),
    nothing,
  ]);
  run();
  expect(uart.takeOutput()).toBe("half a line\r\n");
});

test("a pasted block waits until the guest takes it; not a byte is lost", { timeout: 60_000 }, () => {
  const block = Array.from({ length: 60_000 }, (_, i) => (i % 26) + 97);
  const steps = (guest: ScriptedGuest): (() => void)[] =>
    Array.from({ length: 4000 }, () => () => {
      guest.room = 16;
      guest.console.inputTaken();
    });
  const { uart, terminal, guest, run } = start(steps);
  uart.typeBytes(block);
  terminal.receive();
  run();
  expect(guest.received).toEqual(block);
});

test("the escape key works while the guest takes no input at all", () => {
  const { uart, terminal, guest, run } = start(() => Array.from({ length: 10 }, () => nothing));
  guest.room = 0;
  uart.typeBytes(new Uint8Array(30_000).fill(0x61));
  uart.type(ctrlBracket);
  terminal.receive();
  expect(run()).toBe(SessionEnd.Escape);
});

test("a guest that prints faster than the line takes it can be left", () => {
  const { uart, terminal, guest, run } = start(() => [nothing, nothing, nothing]);
  let shown = 0;
  uart.put = () => {
    guest.print("more");
    shown++;
    if (shown > 10_000) throw new Error("the session does not end");
    if (shown === 1000) uart.type(ctrlBracket);
    if (shown === 1000) terminal.receive();
  };
  guest.print("much");
  expect(run()).toBe(SessionEnd.Escape);
});

test("output that fell out of the ring is counted, the last 64 KiB are shown", () => {
  const { uart, guest, run } = start(() => [nothing]);
  guest.print("x".repeat(70_000));
  run();
  const output = uart.takeOutput();
  expect(output).toMatch(/^\[4464 bytes of output were not shown\]\r\nx+$/);
  expect(output.length).toBeGreaterThan(65_536);
});

test("a VM's output wakes the terminal only while it is attached", () => {
  const { guest, terminal, run } = start(() => [nothing]);
  run();
  const ticket = terminal.wakeups.prepare();
  guest.print("quiet");
  expect(() => terminal.wakeups.wait(ticket)).toThrow("deadlock");
});

test("input that a guest does not take for a second is dropped when it holds up the line", { timeout: 60_000 }, () => {
  const { uart, terminal, guest, run } = start(() => []);
  const end = Date.now() + 5000;
  guest.endless = () => {
    if (uart.listening) terminal.receive();
    return Date.now() < end;
  };
  terminal.listen();
  guest.room = 0;
  uart.typeBytes(new Uint8Array(100_000).fill(0x61));
  uart.type(ctrlBracket);
  expect(run()).toBe(SessionEnd.Escape);
  expect(uart.takeOutput()).toMatch(/^\[\d+ bytes of input were dropped: the guest does not take them\]\r\n$/);
  expect(terminal.hasInput()).toBe(false);
});
