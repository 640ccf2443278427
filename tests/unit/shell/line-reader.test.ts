import { expect, test } from "vitest";
import { log } from "../../../src/console/log.js";
import { Terminal } from "../../../src/console/terminal.js";
import { LineReader } from "../../../src/shell/line-reader.js";
import { ScriptedUart } from "../console/scripted-uart.js";

function start(): { uart: ScriptedUart; terminal: Terminal; reader: LineReader; clears: string[] } {
  const uart = new ScriptedUart();
  const terminal = new Terminal(uart);
  const clears: string[] = [];
  const reader = new LineReader(
    terminal,
    (before) => ({ start: before.length, candidates: [] }),
    () => clears.push("clear"),
  );
  return { uart, terminal, reader, clears };
}

test("lines come one by one, echoed with the prompt", () => {
  const { uart, terminal, reader } = start();
  uart.type("vm list\rpwd\r");
  terminal.receive();
  expect(reader.read("$ ")).toBe("vm list");
  expect(uart.takeOutput()).toBe("$ vm list\r\n");
  expect(reader.read("$ ")).toBe("pwd");
});

test("a line that was given up is empty", () => {
  const { uart, terminal, reader } = start();
  uart.type("rm -rf\x03");
  terminal.receive();
  expect(reader.read("$ ")).toBe("");
  expect(uart.takeOutput()).toBe("$ rm -rf^C\r\n");
});

test("messages of the log appear above the line being typed", () => {
  const { uart, terminal, reader } = start();
  uart.type("vm");
  terminal.receive();
  expect(() => reader.read("$ ")).toThrow("deadlock");
  expect(uart.takeOutput()).toBe("$ vm");
  log.warning("careful");
  log.debug("details");
  expect(() => reader.read("$ ")).toThrow("deadlock");
  expect(uart.takeOutput()).toMatch(/^\[ *\d+\.\d{3}\] warning: careful\r\n\$ $/);
});

test("Ctrl-L clears the screen and brings the line back", () => {
  const { uart, terminal, reader, clears } = start();
  uart.type("ab\x0c");
  terminal.receive();
  expect(() => reader.read("$ ")).toThrow("deadlock");
  expect(clears).toEqual(["clear"]);
  expect(uart.takeOutput()).toBe("$ ab");
});

test("Ctrl-D in an empty line tells how to power off", () => {
  const { uart, terminal, reader } = start();
  uart.type("\x04");
  terminal.receive();
  expect(() => reader.read("$ ")).toThrow("deadlock");
  expect(uart.takeOutput()).toContain("'exit' powers the machine off.\r\n");
});
