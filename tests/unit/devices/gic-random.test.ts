import fc from "fast-check";
import { expect, test } from "vitest";
import { sendSoftwareInterrupt } from "../../../src/devices/gic/software-interrupts.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { acknowledge, endOfInterrupt, machine, redistributor, sgi } from "./guest-cpu.js";
import type { Machine } from "./guest-cpu.js";

const spis = [33, 34, 35, 64, 65, 255];

/** A GIC, and what a guest may expect of it: which SGIs were sent and not yet taken, which lines are high. */
class Model {
  readonly machine: Machine = machine(1);
  readonly sent = new Set<number>();
  readonly high = new Set<number>();
  readonly active: number[] = [];

  constructor() {
    for (const intid of spis) {
      const word = BigInt(intid >>> 5) * 4n;
      this.machine.gic.distributor.write(0x80n + word, 4, 0xffff_ffffn);
      this.enable(intid, true);
    }
    this.flush();
  }

  enable(intid: number, on: boolean): void {
    const value = 1n << BigInt(intid & 31);
    if (intid < 32) return redistributor(this.machine.gic, 0, on ? 0x1_0100 : 0x1_0180, value);
    this.machine.gic.distributor.write((on ? 0x100n : 0x180n) + BigInt(intid >>> 5) * 4n, 4, value);
  }

  prioritise(intid: number, priority: number): void {
    if (intid < 32) this.machine.gic.redistributors.write(BigInt(0x1_0400 + intid), 1, BigInt(priority));
    else this.machine.gic.distributor.write(BigInt(0x400 + intid), 1, BigInt(priority));
  }

  send(intid: number): void {
    this.sent.add(intid);
    sendSoftwareInterrupt(this.machine.gic, this.machine.interrupts[0]!, sgi(intid, 0), true);
  }

  line(intid: number, level: boolean): void {
    if (level) this.high.add(intid);
    else this.high.delete(intid);
    this.machine.gic.setLine(intid, level);
  }

  flush(): void {
    this.machine.interrupts[0]!.flush();
    const listed = simulatedRegisters.listRegisters.filter((v) => v >> 62n !== 0n).map((v) => Number(v & 0xffff_ffffn));
    expect(new Set(listed).size).toBe(listed.length);
  }

  /** The guest takes an interrupt, if it sees one. */
  take(): boolean {
    const intid = acknowledge();
    if (intid === 1023) return false;
    this.active.push(intid);
    this.sent.delete(intid);
    return true;
  }

  /** The guest ends what it took last; the exit that follows flushes if the GIC says so. */
  end(): void {
    const intid = this.active.pop();
    if (intid !== undefined && endOfInterrupt(intid)) this.flush();
  }

  /** Everything enabled, all that is wanted taken: nothing sent is lost, nothing else comes. */
  settle(): void {
    for (const intid of [...Array.from({ length: 16 }, (_, n) => n), ...spis]) this.enable(intid, true);
    while (this.active.length > 0) this.end();
    this.flush();
    const seen = new Set<number>();
    for (let turns = 0; turns < 100 && this.take(); turns++) {
      const intid = this.active.at(-1)!;
      seen.add(intid);
      if (intid >= 32) this.line(intid, false);
      this.end();
      this.flush();
    }
    expect([...this.sent]).toEqual([]);
    expect([...this.high]).toEqual([]);
    expect(this.machine.interrupts[0]!.hasPending()).toBe(false);
    expect(simulatedRegisters.underflowInterrupt).toBe(false);
  }
}

const anySgi = fc.nat(15);
const anyInterrupt = fc.oneof(anySgi, fc.constantFrom(...spis));
const step: fc.Arbitrary<(m: Model) => void> = fc.oneof(
  anySgi.map((n) => (m: Model) => m.send(n)),
  fc.tuple(fc.constantFrom(...spis), fc.boolean()).map(
    ([n, on]) =>
      (m: Model) =>
        m.line(n, on),
  ),
  fc.tuple(anyInterrupt, fc.boolean()).map(
    ([n, on]) =>
      (m: Model) =>
        m.enable(n, on),
  ),
  fc.tuple(anyInterrupt, fc.nat(255)).map(
    ([n, p]) =>
      (m: Model) =>
        m.prioritise(n, p),
  ),
  fc.constant((m: Model) => m.flush()),
  fc.constant((m: Model) => void m.take()),
  fc.constant((m: Model) => m.end()),
  fc.constant((m: Model) => void m.machine.gic.distributor.read(0x304n, 4)),
);

test("whatever a guest and its devices do, no interrupt is lost, doubled or left over", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const model = new Model();
      for (const act of steps) act(model);
      model.settle();
    }),
    { numRuns: 1000 },
  );
});
