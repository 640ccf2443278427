import { expect, test } from "vitest";
import { Terminal } from "../../../src/console/terminal.js";
import { ScriptedUart } from "./scripted-uart.js";

test("more input than fits stays in the UART until half of it was read; nothing is lost", () => {
  const uart = new ScriptedUart();
  const terminal = new Terminal(uart);
  terminal.listen();
  const bytes = Array.from({ length: 200_000 }, (_, i) => i % 251);
  uart.typeBytes(bytes);
  const read: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (uart.listening) terminal.receive();
    read.push(terminal.nextByte());
  }
  expect(read).toEqual(bytes);
  expect(uart.listening).toBe(true);
});

test("line ends become CR LF, text UTF-8", () => {
  const uart = new ScriptedUart();
  new Terminal(uart).write("é\n✓\n");
  expect(uart.takeOutput()).toBe("é\r\n✓\r\n");
});
