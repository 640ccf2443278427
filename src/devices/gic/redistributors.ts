/** GICR: each vCPU's own registers, all of a VM's in one window, in order of the vCPUs. */
import { lowU32 } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import type { MmioDevice } from "../mmio-bus.js";
import { affinityOf } from "./affinity.js";
import { BankRegister, readBank, writeBank, writeConfig, writePriorities } from "./bank-registers.js";
import { identificationWords, implementerIdentification } from "./distributor-registers.js";
import { redistributorMap, RedistributorRegister, wakeBits } from "./redistributor-registers.js";
import { joinWords, partOfWord } from "./register-access.js";
import type { VcpuInterrupts } from "./vcpu-interrupts.js";
import type { VirtualGic } from "./virtual-gic.js";

/** Both frames of one vCPU, bytes. */
const frameBits: u32 = 17;
const frameMask: u32 = 0x1_ffff;

/** GICR_TYPER: bit 4 marks the last redistributor, bits 23:8 are its number, bits 63:32 the affinity. */
const lastRedistributor: u32 = 0x10;

/** Stores take the GIC's lock; of the loads only those that have to look at list registers first. */
export class Redistributors implements MmioDevice {
  readonly name = "GIC redistributors";

  constructor(
    /** @unowned has this as its part */
    private readonly gic: VirtualGic,
  ) {}

  /** @nothrow @noalloc */
  read(offset: u64, bytes: u32): u64 {
    const at = lowU32(offset);
    if (bytes === 4) return BigInt(this.readWord(at));
    if (bytes === 8) return joinWords(this.readWord(at), this.readWord(at + 4));
    return partOfWord(this.readWord(at), at, bytes);
  }

  /** Only priorities can be written in bytes; other narrow stores do nothing. @nothrow @noalloc */
  write(offset: u64, bytes: u32, value: u64): void {
    const at = lowU32(offset);
    const interrupts = this.gic.lock.lock();
    if (bytes === 8) {
      this.writeWord(at, 4, lowU32(value));
      this.writeWord(at + 4, 4, lowU32(value >> 32n));
    } else {
      this.writeWord(at, bytes, lowU32(value));
    }
    this.gic.lock.unlock(interrupts);
  }

  private readWord(at: u32): u32 {
    const vcpu = this.gic.vcpus[at >>> frameBits]!;
    const register: u32 = redistributorMap[(at & frameMask) >>> 2]!;
    switch (register) {
      case 0:
        return 0;
      case RedistributorRegister.Implementer:
        return implementerIdentification;
      case RedistributorRegister.Type:
        return (at & 4) === 0 ? this.typeOf(vcpu.index) : lowU32(affinityOf(vcpu.index));
      case RedistributorRegister.Wake:
        return vcpu.asleep ? wakeBits.processorSleep | wakeBits.childrenAsleep : 0;
      case RedistributorRegister.Identification:
        return identificationWords[((at & 0xffff) - 0xffd0) >>> 2]!;
      default:
        return this.readBits(vcpu, register, at);
    }
  }

  private typeOf(index: u32): u32 {
    return (index << 8) | (index + 1 === this.gic.vcpus.length ? lastRedistributor : 0);
  }

  private readBits(vcpu: VcpuInterrupts, register: BankRegister, at: u32): u32 {
    switch (register) {
      case BankRegister.Priority:
      case BankRegister.Config:
        return readBank(vcpu.bank, register, (at & 0x1f) >>> 2);
      case BankRegister.SetPending:
      case BankRegister.ClearPending:
      case BankRegister.SetActive:
      case BankRegister.ClearActive:
        this.gic.lookAt(vcpu);
        return readBank(vcpu.bank, register, 0);
      default:
        return readBank(vcpu.bank, register, 0);
    }
  }

  /** Under the GIC's lock. */
  private writeWord(at: u32, bytes: u32, value: u32): void {
    const vcpu = this.gic.vcpus[at >>> frameBits]!;
    const register: u32 = redistributorMap[(at & frameMask) >>> 2]!;
    if (register === BankRegister.Priority) return writePriorities(vcpu.bank, at & 0x1f, bytes, value);
    if (bytes !== 4) return;
    switch (register) {
      case 0:
      case RedistributorRegister.Implementer:
      case RedistributorRegister.Type:
      case RedistributorRegister.Identification:
        return;
      case RedistributorRegister.Wake:
        vcpu.asleep = (value & wakeBits.processorSleep) !== 0;
        return;
      case BankRegister.Config:
        return writeConfig(vcpu.bank, (at & 0x1f) >>> 2, value);
      default:
        return this.writeBits(vcpu, register, value);
    }
  }

  private writeBits(vcpu: VcpuInterrupts, register: BankRegister, value: u32): void {
    if (register !== BankRegister.SetEnable) vcpu.look();
    const changed = writeBank(vcpu.bank, register, 0, value, this.gic.group0, this.gic.group1);
    if (changed !== 0) vcpu.alertToChange();
  }
}
