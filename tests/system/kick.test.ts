/** How soon a vCPU on another CPU has an interrupt, in instructions of both CPUs. */
import { beforeAll, expect, test } from "vitest";
import { buildImage } from "../../src/cli/commands/build.js";
import { buildGuest, buildPlugin, bundleFor, measure } from "../bench/measure.js";
import { type Figure, readRecords } from "../bench/report.js";

/**
 * Instructions that the sender's exit may take, which kicks the target's CPU, and those of the target's CPU from the guest's loop to the
 * guest's interrupt handler. Both are paths without a loop that waits for anything but the VM's GIC lock.
 */
const sendBound = 340;
const receiveBound = 400;
let sections: Readonly<Record<string, Figure>>;

beforeAll(async () => {
  const { image } = buildImage("aarch64", false);
  const bundle = bundleFor(2, buildGuest());
  sections = readRecords(await measure({ cpus: 2, image, bundle, plugin: buildPlugin(), inTurn: true, seconds: 280 })).sections;
}, 400_000);

test("a vCPU that kicks another one is back in its guest after a bounded number of instructions", () => {
  const [, , greatest, count] = sections["ipi_send"]!;
  expect(count).toBeGreaterThanOrEqual(64);
  expect(greatest).toBeLessThan(sendBound);
});

test("a vCPU that is kicked out of a busy loop handles its interrupt after a bounded number of instructions", () => {
  const [, , greatest, count] = sections["ipi_receive_to_isr"]!;
  expect(count).toBeGreaterThanOrEqual(32);
  expect(greatest).toBeLessThan(receiveBound);
});
