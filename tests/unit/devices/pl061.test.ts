import { expect, test } from "vitest";
import { VirtualGic } from "../../../src/devices/gic/virtual-gic.js";
import { guestMap } from "../../../src/devices/guest-map.js";
import { Pl061 } from "../../../src/devices/pl061/pl061.js";
import { PowerKey } from "../../../src/devices/pl061/power-key.js";

const DIR = 0x400,
  IS = 0x404,
  IBE = 0x408,
  IEV = 0x40c,
  IE = 0x410,
  RIS = 0x414,
  MIS = 0x418,
  IC = 0x41c;
const line3 = 0x08;

function gpio() {
  const gic = new VirtualGic(1);
  const device = new Pl061(gic, guestMap.gpioInterrupt);
  return {
    device,
    key: new PowerKey(device),
    read: (offset: number): number => Number(device.read(BigInt(offset), 4)),
    write: (offset: number, value: number): void => device.write(BigInt(offset), 4, BigInt(value)),
    /** Level of the interrupt line, as the GIC has it. */
    raised: (): boolean => ((gic.spis.line[guestMap.gpioInterrupt >>> 5]! >>> (guestMap.gpioInterrupt & 31)) & 1) !== 0,
  };
}

test("the identification is that of a PL061", () => {
  const { read } = gpio();
  expect([0xfe0, 0xfe4, 0xfe8, 0xfec, 0xff0, 0xff4, 0xff8, 0xffc].map(read)).toEqual([0x61, 0x10, 0x04, 0, 0x0d, 0xf0, 0x05, 0xb1]);
});

test("bits 9:2 of the address choose the lines that are read and driven", () => {
  const { read, write, key } = gpio();
  write(DIR, 0xf0);
  write(0x3fc, 0xff);
  key.press();
  expect(read(0x3fc)).toBe(0xf8);
  expect(read(line3 << 2)).toBe(line3);
  expect(read(0x10 << 2)).toBe(0x10);
  write(0x10 << 2, 0);
  expect(read(0x3fc)).toBe(0xe8);
});

test("a guest listens to the power key once it has unmasked that line", () => {
  const { write, key } = gpio();
  expect(key.isListenedTo()).toBe(false);
  write(IE, 0x04);
  expect(key.isListenedTo()).toBe(false);
  write(IE, 0x0c);
  expect(key.isListenedTo()).toBe(true);
});

test("a rising edge is latched until the guest clears it", () => {
  const { read, write, key, raised } = gpio();
  write(IEV, line3);
  write(IE, line3);
  key.press();
  expect([read(RIS), read(MIS), raised()]).toEqual([line3, line3, true]);
  key.release();
  expect(raised()).toBe(true);
  write(IC, line3);
  expect([read(RIS), raised()]).toEqual([0, false]);
  key.release();
  expect(raised()).toBe(false);
});

test("with both edges chosen, press and release are two", () => {
  const { read, write, key } = gpio();
  write(IBE, line3);
  key.press();
  write(IC, line3);
  key.release();
  expect(read(RIS)).toBe(line3);
});

test("a masked edge shows in the raw register and interrupts when it is unmasked", () => {
  const { read, write, key, raised } = gpio();
  write(IEV, line3);
  key.press();
  expect([read(RIS), read(MIS), raised()]).toEqual([line3, 0, false]);
  write(IE, line3);
  expect([read(MIS), raised()]).toEqual([line3, true]);
});

test("by level, the interrupt follows the line", () => {
  const { write, key, raised } = gpio();
  write(IS, line3);
  write(IEV, line3);
  write(IE, line3);
  expect(raised()).toBe(false);
  key.press();
  write(IC, line3);
  expect(raised()).toBe(true);
  key.release();
  expect(raised()).toBe(false);
});

test("a reset forgets the key and what the guest had set", () => {
  const { device, read, write, key, raised } = gpio();
  write(IEV, line3);
  write(IE, line3);
  key.press();
  device.reset();
  expect([read(RIS), read(IE), read(0x3fc), raised()]).toEqual([0, 0, 0, false]);
});
