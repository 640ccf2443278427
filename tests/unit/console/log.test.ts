import { expect, test } from "vitest";
import { formatEntry, levelOf, LogLevel } from "../../../src/console/log-entry.js";
import { Log } from "../../../src/console/log.js";

test("the log keeps the last 512 messages, numbered", () => {
  const log = new Log();
  log.listen(() => undefined);
  for (let i = 0; i < 600; i++) log.info(`message ${i}`);
  const entries = log.since(0n);
  expect(entries).toHaveLength(512);
  expect(entries[0]).toMatchObject({ number: 88n, text: "message 88", level: LogLevel.Info });
  expect(log.since(598n).map((entry) => entry.text)).toEqual(["message 598", "message 599"]);
  expect(log.since(log.next())).toEqual([]);
});

test("a listener gets each message", () => {
  const log = new Log();
  const heard: string[] = [];
  log.listen((entry) => heard.push(entry.text));
  log.error("a");
  log.warning("b");
  expect(heard).toEqual(["a", "b"]);
});

test("an entry shows seconds, level and text", () => {
  const entry = { number: 0n, level: LogLevel.Warning, time: 12_034_567_890n, text: "careful" };
  expect(formatEntry(entry)).toBe("[   12.034] warning: careful");
  expect(levelOf("debug")).toBe(LogLevel.Debug);
  expect(levelOf("loud")).toBeNull();
});
