/** A guest's GPIO controller: an Arm PL061 with eight lines, those that nothing is connected to low. */
import { lowU32, SpinLock } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import type { VirtualGic } from "../gic/virtual-gic.js";
import type { MmioDevice } from "../mmio-bus.js";
import { dataEnd, identification, Pl061Register } from "./registers.js";

const allLines: u32 = 0xff;

/** What the guest drives goes nowhere: it can be read back. */
export class Pl061 implements MmioDevice {
  readonly name = "PL061";
  /** Guards all below. Taken before the GIC's lock. */
  private readonly lock = new SpinLock();
  /** Levels from outside, one bit a line. @atomic @guarded lock */
  private inputs: u32 = 0;
  /** What the guest drives those of `direction` with. @atomic @guarded lock */
  private outputs: u32 = 0;
  /** Set: output. @atomic @guarded lock */
  private direction: u32 = 0;
  /** @atomic @guarded lock */
  private levelSense: u32 = 0;
  /** @atomic @guarded lock */
  private bothEdges: u32 = 0;
  /** @atomic @guarded lock */
  private event: u32 = 0;
  /** @atomic @guarded lock */
  private mask: u32 = 0;
  /** @atomic @guarded lock */
  private alternateFunction: u32 = 0;
  /** Edges that came since the guest cleared them. @atomic @guarded lock */
  private edges: u32 = 0;
  /** Level of the interrupt line. @guarded lock */
  private raised = false;

  /** @param intid SPI of the interrupt line */
  constructor(
    private readonly gic: VirtualGic,
    private readonly intid: u32,
  ) {}

  /** As after power-on, all inputs low. The guest does not run. */
  reset(): void {
    const interrupts = this.lock.lock();
    this.inputs = 0;
    this.outputs = 0;
    this.direction = 0;
    this.levelSense = 0;
    this.bothEdges = 0;
    this.event = 0;
    this.mask = 0;
    this.alternateFunction = 0;
    this.edges = 0;
    this.update();
    this.lock.unlock(interrupts);
  }

  /** Line `n` has this level from outside now. Any CPU, any task. */
  setInput(n: u32, high: boolean): void {
    const bit: u32 = 1 << n;
    const interrupts = this.lock.lock();
    const before = this.inputs;
    this.inputs = high ? this.inputs | bit : this.inputs & ~bit;
    if (this.inputs !== before && this.sees(bit, high)) this.edges |= bit;
    this.update();
    this.lock.unlock(interrupts);
  }

  /** The guest wants to be interrupted by line `n`. */
  isListenedTo(n: u32): boolean {
    return ((this.mask >>> n) & 1) !== 0;
  }

  /** @nothrow @noalloc */
  read(offset: u64, _bytes: u32): u64 {
    const at = lowU32(offset);
    if (at < dataEnd) return BigInt(this.levels() & (at >>> 2));
    return BigInt(this.readOther(at));
  }

  /** @nothrow @noalloc */
  write(offset: u64, _bytes: u32, value: u64): void {
    const at = lowU32(offset);
    const bits = lowU32(value) & allLines;
    const interrupts = this.lock.lock();
    if (at < dataEnd) this.drive(at >>> 2, bits);
    else this.writeOther(at, bits);
    this.update();
    this.lock.unlock(interrupts);
  }

  /** An edge of an input that interrupts by edges: either one, or the one that GPIOIEV names. */
  private sees(bit: u32, rising: boolean): boolean {
    if (((this.levelSense | this.direction) & bit) !== 0) return false;
    return (this.bothEdges & bit) !== 0 || ((this.event & bit) !== 0) === rising;
  }

  private levels(): u32 {
    return (this.inputs & ~this.direction) | (this.outputs & this.direction);
  }

  /** GPIODATA: `lines` take the levels of `bits`, as far as they are outputs. */
  private drive(lines: u32, bits: u32): void {
    const driven = lines & this.direction;
    this.outputs = (this.outputs & ~driven) | (bits & driven);
  }

  private readOther(at: u32): u32 {
    switch (at) {
      case Pl061Register.Direction:
        return this.direction;
      case Pl061Register.LevelSense:
        return this.levelSense;
      case Pl061Register.BothEdges:
        return this.bothEdges;
      case Pl061Register.Event:
        return this.event;
      case Pl061Register.InterruptMask:
        return this.mask;
      case Pl061Register.RawInterrupt:
        return this.rawInterrupts();
      case Pl061Register.MaskedInterrupt:
        return this.rawInterrupts() & this.mask;
      case Pl061Register.AlternateFunction:
        return this.alternateFunction;
      default:
        return at >= Pl061Register.Identification && at < Pl061Register.End
          ? identification[(at - Pl061Register.Identification) >>> 2]!
          : 0;
    }
  }

  /** What can only be read ignores writes. */
  private writeOther(at: u32, bits: u32): void {
    switch (at) {
      case Pl061Register.Direction:
        this.direction = bits;
        return;
      case Pl061Register.LevelSense:
        this.levelSense = bits;
        return;
      case Pl061Register.BothEdges:
        this.bothEdges = bits;
        return;
      case Pl061Register.Event:
        this.event = bits;
        return;
      case Pl061Register.InterruptMask:
        this.mask = bits;
        return;
      case Pl061Register.InterruptClear:
        this.edges &= ~bits;
        return;
      case Pl061Register.AlternateFunction:
        this.alternateFunction = bits;
        return;
      default:
        return;
    }
  }

  /** Latched edges, and the levels of the lines that interrupt by level. */
  private rawInterrupts(): u32 {
    const active = ~(this.levels() ^ this.event) & this.levelSense & allLines;
    return (this.edges & ~this.levelSense) | active;
  }

  private update(): void {
    const raised = (this.rawInterrupts() & this.mask) !== 0;
    if (raised === this.raised) return;
    this.raised = raised;
    this.gic.setLine(this.intid, raised);
  }
}
