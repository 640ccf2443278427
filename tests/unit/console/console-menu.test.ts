import { expect, test } from "vitest";
import { askMenu, MenuChoice } from "../../../src/console/console-menu.js";
import { Terminal } from "../../../src/console/terminal.js";
import { ScriptedUart } from "./scripted-uart.js";

function ask(keys: string): { choice: MenuChoice; printed: string } {
  const uart = new ScriptedUart();
  const terminal = new Terminal(uart);
  uart.type(keys);
  terminal.receive();
  const choice = askMenu(terminal, "VM[0] linux");
  return { choice, printed: uart.takeOutput() };
}

test.each([
  ["q", MenuChoice.Shell],
  ["\x1d", MenuChoice.Shell],
  ["n", MenuChoice.Next],
  ["p", MenuChoice.Previous],
  ["l", MenuChoice.List],
  ["]", MenuChoice.SendEscape],
  ["^", MenuChoice.SendMenu],
  ["\x1e", MenuChoice.SendMenu],
  ["\r", MenuChoice.Stay],
  ["x", MenuChoice.Stay],
])("key %j chooses %i", (key, choice) => {
  expect(ask(key).choice).toBe(choice);
});

test("? tells what the keys mean, and asks again", () => {
  const { choice, printed } = ask("?q");
  expect(choice).toBe(MenuChoice.Shell);
  expect(printed).toContain("  n  console of the next VM\r\n");
  expect(printed.match(/\[VM\[0\] linux: /g)).toHaveLength(2);
});

test("the menu begins in a line of its own", () => {
  const uart = new ScriptedUart();
  const terminal = new Terminal(uart);
  terminal.write("half a line");
  uart.type("q");
  terminal.receive();
  askMenu(terminal, "VM[0] linux");
  expect(uart.takeOutput()).toMatch(/^half a line\r\n\[VM\[0\]/);
});
