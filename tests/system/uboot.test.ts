/** The same image through U-Boot: a FIT from a disk, by the boot script. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { linuxBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

let machine: Machine;

beforeAll(async () => {
  machine = await boot({ bundle: linuxBundle(), uboot: true });
});
afterAll(() => machine.end());

test("U-Boot loads the FIT image from the disk and the bundle's VMs are there", async () => {
  expect(machine.transcript).toContain("U-Boot");
  expect(await machine.command("vm list")).toMatch(/0\s+linux-a\s+Loaded/);
});

test("two Linux guests run at once and one powers off alone", async () => {
  await machine.command("vm start 0 1 --detach");
  machine.send("vm console 0\r");
  await machine.until("linux-a# ", 180);
  machine.send("poweroff\n");
  await machine.until("$ ", 60);
  await machine.untilState(0, "Stopped");
  machine.send("vm console 1\r");
  await machine.until("linux-b# ", 180);
  machine.send("echo alive $((6*7))\n");
  await machine.until("alive 42");
  machine.send("\x1d");
  await machine.until("$ ");
});
