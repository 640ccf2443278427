import type { u32, u64 } from "../../std/index.js";
import { GuestRegister } from "./guest-register.js";
import { readListRegister } from "./registers.js";
import type { Vcpu } from "../../vmm/vcpu.js";

/**
 * Registers of one vCPU: general ones saved at every exit, EL1's and the GIC's CPU interface only when another vCPU gets
 * the CPU (the task switch does it). Arm ARM DDI 0487, D19.
 * @native struct vcpu_context
 */
export class VcpuContext {
  private readonly x: u64[] = new Array<u64>(31).fill(0n);
  private programCounter: u64 = 0n;
  private pstate: u64 = 0x3c5n;
  private timeOffset: u64 = 0n;
  private readonly registers = new Map<u32, u64>();

  /** `owner` is what `guestExit` receives; it must outlive the context. @native vcpu_context_bind @nothrow @noalloc */
  bind(_owner: Vcpu): void {}

  /**
   * State after a reset: EL1h, interrupts masked, MMU off, x0 = `argument`, nothing pending, CNTVOFF = `timeOffset`.
   * @param vttbr value for VTTBR_EL2 @param vtcr value for VTCR_EL2 @param mpidr what the guest reads in MPIDR_EL1
   * @native vcpu_context_reset @nothrow @noalloc
   */
  reset(entry: u64, argument: u64, _mpidr: u64, _vttbr: u64, _vtcr: u64, timeOffset: u64): void {
    this.timeOffset = timeOffset;
    this.x.fill(0n);
    this.x[0] = argument;
    this.programCounter = entry;
    this.pstate = 0x3c5n;
    this.registers.clear();
  }

  /** CNTVOFF from the next `run` on. The vCPU's task is outside `run`. @native vcpu_context_set_time_offset @nothrow @noalloc */
  setTimeOffset(timeOffset: u64): void {
    this.timeOffset = timeOffset;
  }

  /**
   * Runs the guest on this CPU until `guestExit` answers Leave. Only the vCPU's own task may call it.
   * A kick, or `requestLeave`, makes it return soon. Outside of it the vCPU's virtual timer does not fire.
   * @native vcpu_context_run @nothrow @noalloc
   */
  run(): void {}

  /** The next `run` returns at once, or the one under way after the kick that follows. Any CPU. @native vcpu_context_request_leave @nothrow @noalloc */
  requestLeave(): void {}

  /**
   * `flushInterrupts` (src/vmm/exits/interrupts.ts) is called before this vCPU next enters the guest. Any CPU; where the guest may be
   * running, the vCPU must be kicked besides. @native vcpu_context_request_flush @nothrow @noalloc
   */
  requestFlush(): void {}

  /**
   * What this vCPU's task wrote before is visible everywhere before it looks at its requests, on the way into the guest.
   * @native vcpu_context_before_requests @nothrow @noalloc
   */
  beforeRequests(): void {}

  /** How many interrupts of the machine have ended a stay in the guest, since it was made. @native vcpu_context_interrupts @nothrow @noalloc */
  interruptExits(): u64 {
    return 0n;
  }

  /** This CPU holds its registers, list registers included. Says nothing once interrupts are on. @native vcpu_is_resident @nothrow @noalloc */
  isResident(): boolean {
    return true;
  }

  /** General register `n`, 31 reads as zero. Only while the guest is not running. @native vcpu_context_read_x @nothrow @noalloc */
  readX(n: u32): u64 {
    return n === 31 ? 0n : this.x[n]!;
  }

  /** Writing 31 does nothing. @native vcpu_context_write_x @nothrow @noalloc */
  writeX(n: u32, value: u64): void {
    if (n !== 31) this.x[n] = value;
  }

  /** @native vcpu_context_read_pc @nothrow @noalloc */
  readPc(): u64 {
    return this.programCounter;
  }

  /** @native vcpu_context_write_pc @nothrow @noalloc */
  writePc(value: u64): void {
    this.programCounter = value;
  }

  /** @native vcpu_context_read_pstate @nothrow @noalloc */
  readPstate(): u64 {
    return this.pstate;
  }

  /** @native vcpu_context_write_pstate @nothrow @noalloc */
  writePstate(value: u64): void {
    this.pstate = value;
  }

  /** An EL1 register of the guest by number of `GuestRegister`; of a vCPU whose task is not running, or in its own exit. @native vcpu_context_read_register @nothrow @noalloc */
  readRegister(register: u32): u64 {
    return this.registers.get(register) ?? 0n;
  }

  /** @native vcpu_context_write_register @nothrow @noalloc */
  writeRegister(register: u32, value: u64): void {
    this.registers.set(register, value);
  }

  /** What list register `n` held when the vCPU left its CPU. Only of a vCPU whose registers no CPU has. @native vcpu_context_read_list_register @nothrow @noalloc */
  savedListRegister(n: u32): u64 {
    return readListRegister(n);
  }

  /** Makes the guest take an exception to its EL1 at `vbar` + the right offset, with this syndrome and fault address. @native vcpu_context_inject_exception @nothrow @noalloc */
  injectException(esr: u64, far: u64): void {
    this.registers.set(GuestRegister.ElrEl1, this.programCounter);
    this.registers.set(GuestRegister.SpsrEl1, this.pstate);
    this.registers.set(GuestRegister.EsrEl1, esr);
    this.registers.set(GuestRegister.FarEl1, far);
    this.programCounter = this.readRegister(GuestRegister.VbarEl1) + ((this.pstate & 0xfn) === 0n ? 0x400n : 0x200n);
    this.pstate = 0x3c5n;
  }
}
