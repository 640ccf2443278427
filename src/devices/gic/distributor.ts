/** GICD: the registers that all vCPUs of a VM share. */
import { lowU32 } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import type { MmioDevice } from "../mmio-bus.js";
import { BankRegister, clearsListed, readBank, writeBank, writeConfig, writePriorities } from "./bank-registers.js";
import {
  distributorMap,
  DistributorRegister,
  distributorType,
  identificationWords,
  implementerIdentification,
} from "./distributor-registers.js";
import { forwardConfig, forwardWrite } from "./physical-spis.js";
import { joinWords, partOfWord } from "./register-access.js";
import type { VirtualGic } from "./virtual-gic.js";

/** Stores take the GIC's lock; of the loads only those that have to look at list registers first. */
export class Distributor implements MmioDevice {
  readonly name = "GIC distributor";

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
      this.writeWord(at, lowU32(value));
      this.writeWord(at + 4, lowU32(value >> 32n));
    } else if (distributorMap[at >>> 2]! === BankRegister.Priority) {
      writePriorities(this.gic.spis, at & 0x3ff, bytes, lowU32(value));
    } else if (bytes === 4) {
      this.writeWord(at, lowU32(value));
    }
    this.gic.lock.unlock(interrupts);
  }

  private readWord(at: u32): u32 {
    const register: u32 = distributorMap[at >>> 2]!;
    switch (register) {
      case 0:
        return 0;
      case DistributorRegister.Control:
        return this.gic.control;
      case DistributorRegister.Type:
        return distributorType;
      case DistributorRegister.Implementer:
        return implementerIdentification;
      case DistributorRegister.Route:
        return (at & 4) === 0 ? this.gic.routeRegisters[(at - 0x6000) >>> 3]! : 0;
      case DistributorRegister.Identification:
        return identificationWords[(at - 0xffd0) >>> 2]!;
      default:
        return this.readBits(register, at);
    }
  }

  private readBits(register: BankRegister, at: u32): u32 {
    switch (register) {
      case BankRegister.Priority:
        return readBank(this.gic.spis, register, (at & 0x3ff) >>> 2);
      case BankRegister.Config:
        return readBank(this.gic.spis, register, (at & 0xff) >>> 2);
      case BankRegister.SetPending:
      case BankRegister.ClearPending:
      case BankRegister.SetActive:
      case BankRegister.ClearActive:
        this.gic.look();
        return readBank(this.gic.spis, register, (at & 0x7f) >>> 2);
      default:
        return readBank(this.gic.spis, register, (at & 0x7f) >>> 2);
    }
  }

  /** Under the GIC's lock. */
  private writeWord(at: u32, value: u32): void {
    const register: u32 = distributorMap[at >>> 2]!;
    switch (register) {
      case 0:
      case DistributorRegister.Type:
      case DistributorRegister.Implementer:
      case DistributorRegister.Identification:
        return;
      case DistributorRegister.Control:
        return this.gic.setControl(value);
      case DistributorRegister.Route:
        if ((at & 4) === 0) this.gic.setRoute((at - 0x6000) >>> 3, value);
        return;
      case BankRegister.Priority:
        return writePriorities(this.gic.spis, at & 0x3ff, 4, value);
      case BankRegister.Config:
        forwardConfig(this.gic.spis, (at & 0xff) >>> 2, value);
        return writeConfig(this.gic.spis, (at & 0xff) >>> 2, value);
      default:
        return this.writeBits(register, (at & 0x7f) >>> 2, value);
    }
  }

  private writeBits(register: BankRegister, word: u32, value: u32): void {
    if (clearsListed(register)) this.gic.lookAtAll();
    const software = forwardWrite(this.gic.spis, register, word, value);
    const changed = writeBank(this.gic.spis, register, word, software, this.gic.group0, this.gic.group1);
    if (changed !== 0) this.gic.alertRoutes(word, changed);
  }
}
