import { expect, test } from "vitest";
import type { ConsoleTarget } from "../../../src/console/console-session.js";
import { followOutput } from "../../../src/console/follow-output.js";
import { KeptOutput, lastLines } from "../../../src/console/kept-output.js";
import { Terminal } from "../../../src/console/terminal.js";
import { VmConsole } from "../../../src/console/vm-console.js";
import { ScriptedUart } from "./scripted-uart.js";

function print(console: VmConsole, text: string): void {
  for (const byte of new TextEncoder().encode(text)) console.put(byte);
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("kept output is read once more, then what came since; what the terminal has still to show stays", () => {
  const console = new VmConsole();
  const output = new KeptOutput(console);
  print(console, "boot\n");
  expect(textOf(output.next())).toBe("boot\n");
  expect(output.hasMore()).toBe(false);
  print(console, "x".repeat(1500));
  expect(textOf(output.next())).toBe("x".repeat(1500));
  expect(output.next()).toHaveLength(0);
  expect(console.takeOutput(new Uint8Array(2000))).toBe(1505);
});

test("of more than 64 KiB the last ones are kept", () => {
  const console = new VmConsole();
  print(console, `${"a".repeat(5000)}${"b".repeat(65_535)}c`);
  expect(textOf(new KeptOutput(console).next())).toBe(`${"b".repeat(65_535)}c`);
});

test.each([
  ["a\nb\nc\n", 2n, "b\nc\n"],
  ["a\nb\nc", 2n, "b\nc"],
  ["a\nb", 5n, "a\nb"],
  ["a\nb\n", 0n, ""],
  ["a\nb\n", null, "a\nb\n"],
  ["", 3n, ""],
  ["\n\n\n", 1n, "\n"],
])("of %j the last %s lines are %j", (text, count, wanted) => {
  expect(textOf(lastLines(new TextEncoder().encode(text), count))).toBe(wanted);
});

/** Follows a VM for as many looks as there are steps. */
function follow(steps: (console: VmConsole, uart: ScriptedUart, terminal: Terminal) => (() => void)[]): { printed: string; left: number } {
  const uart = new ScriptedUart();
  const terminal = new Terminal(uart);
  const console = new VmConsole();
  const actions = steps(console, uart, terminal);
  const target: ConsoleTarget = {
    console,
    send: () => expect.fail("the guest got a key"),
    isAlive: () => {
      const step = actions.shift();
      step?.();
      return step !== undefined;
    },
  };
  let printed = "";
  followOutput(terminal, target, new KeptOutput(console), (piece) => (printed += textOf(piece)));
  return { printed, left: actions.length };
}

test("following prints what comes until the VM stops", () => {
  const { printed } = follow((console) => [() => print(console, "one "), () => print(console, "two "), () => print(console, "three")]);
  expect(printed).toBe("one two three");
});

test.each(["\x03", "\x1d"])("key %j ends following; others are dropped", (key) => {
  const { printed, left } = follow((console, uart, terminal) => [
    () => print(console, "one "),
    () => {
      uart.type(`typed${key}`);
      terminal.receive();
    },
    () => print(console, "two"),
  ]);
  expect(printed).toBe("one ");
  expect(left).toBe(1);
});
