import { expect, test } from "vitest";
import type { ByteSink } from "../../../src/devices/byte-sink.js";
import { VirtualGic } from "../../../src/devices/gic/virtual-gic.js";
import { Pl011 } from "../../../src/devices/pl011/pl011.js";

const DR = 0x00,
  FR = 0x18,
  LCRH = 0x2c,
  IFLS = 0x34,
  IMSC = 0x38,
  RIS = 0x3c,
  MIS = 0x40,
  ICR = 0x44;

class Sink implements ByteSink {
  text = "";
  taken = 0;
  put(byte: number): void {
    this.text += String.fromCharCode(byte);
  }
  inputTaken(): void {
    this.taken++;
  }
}

function uart() {
  const gic = new VirtualGic(1);
  const sink = new Sink();
  const device = new Pl011(gic, 33, sink);
  return {
    device,
    sink,
    read: (at: number): number => Number(device.read(BigInt(at), 4)),
    write: (at: number, value: number): void => device.write(BigInt(at), 4, BigInt(value)),
    line: (): boolean => (gic.spis.line[1]! & 2) !== 0,
    type: (text: string): number => [...text].filter((c) => device.receive(c.charCodeAt(0))).length,
  };
}

test("output goes out at once, and the transmit FIFO is always empty", () => {
  const u = uart();
  for (const c of "hello") u.write(DR, c.charCodeAt(0));
  expect(u.sink.text).toBe("hello");
  expect(u.read(FR) & 0xb8).toBe(0x90);
});

test("it identifies itself as a PL011 r1p5", () => {
  const u = uart();
  const ids = [0xfe0, 0xfe4, 0xfe8, 0xfec, 0xff0, 0xff4, 0xff8, 0xffc].map(u.read);
  expect(ids).toEqual([0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1]);
});

test("without FIFOs one byte waits, with them 32", () => {
  const u = uart();
  expect(u.type("ab")).toBe(1);
  expect(u.read(FR) & 0x50).toBe(0x40);
  expect(u.read(DR)).toBe(0x61);
  expect(u.sink.taken).toBe(1);
  u.write(LCRH, 0x70);
  expect(u.type("x".repeat(40))).toBe(32);
  expect(u.read(FR) & 0x50).toBe(0x40);
});

test("bytes come out in order, across the end of the buffer", () => {
  const u = uart();
  u.write(LCRH, 0x70);
  let out = "";
  for (let round = 0; round < 10; round++) {
    u.type("0123456789");
    for (let n = 0; n < 10; n++) out += String.fromCharCode(u.read(DR));
  }
  expect(out).toBe("0123456789".repeat(10));
  expect(u.read(FR) & 0x10).toBe(0x10);
  expect(u.read(DR)).toBe(0);
  expect(u.sink.taken).toBe(100);
});

test("a single byte raises the timeout interrupt, half a FIFO the receive interrupt", () => {
  const u = uart();
  u.write(LCRH, 0x70);
  u.write(IMSC, 0x50);
  u.type("a");
  expect(u.read(MIS)).toBe(0x40);
  expect(u.line()).toBe(true);
  u.type("b".repeat(15));
  expect(u.read(MIS)).toBe(0x50);
  for (let n = 0; n < 15; n++) u.read(DR);
  expect(u.read(MIS)).toBe(0x40);
  u.read(DR);
  expect(u.line()).toBe(false);
});

test("the level that raises the receive interrupt can be chosen", () => {
  const u = uart();
  u.write(LCRH, 0x10);
  u.write(IFLS, 0x00);
  u.type("abc");
  expect(u.read(RIS) & 0x10).toBe(0);
  u.type("d");
  expect(u.read(RIS) & 0x10).toBe(0x10);
});

test("what is masked does not reach the line", () => {
  const u = uart();
  u.type("a");
  expect(u.read(RIS)).toBe(0x50);
  expect(u.read(MIS)).toBe(0);
  expect(u.line()).toBe(false);
  u.write(IMSC, 0x10);
  expect(u.line()).toBe(true);
});

test("the transmit interrupt comes with each byte sent and goes when it is cleared or masked", () => {
  const u = uart();
  u.write(IMSC, 0x20);
  expect(u.line()).toBe(false);
  u.write(DR, 0x41);
  expect(u.line()).toBe(true);
  u.write(ICR, 0x20);
  expect(u.line()).toBe(false);
  u.write(DR, 0x42);
  u.write(IMSC, 0);
  expect(u.line()).toBe(false);
});

test("settings read back, and reset takes them away with the line", () => {
  const u = uart();
  const settings: [number, number][] = [
    [0x24, 13],
    [0x28, 1],
    [0x30, 0x301],
    [0x34, 0x12],
    [0x48, 7],
    [0x20, 0x12],
  ];
  for (const [at, value] of settings) u.write(at, value);
  for (const [at, value] of settings) expect(u.read(at)).toBe(value);
  u.write(IMSC, 0x10);
  u.type("a");
  u.device.reset();
  expect(u.line()).toBe(false);
  expect(u.read(0x24)).toBe(0);
  expect(u.read(FR) & 0x10).toBe(0x10);
});

test("every offset can be read and written in any width", () => {
  const u = uart();
  for (const bytes of [1, 2, 4, 8]) {
    for (let at = 0n; at < 0x1000n; at += BigInt(bytes)) u.device.write(at, bytes, u.device.read(at, bytes));
  }
  expect(u.read(0xfe8)).toBe(0x34);
});
