/** A load or store that stage 2 stopped: emulated where a device is, told no elsewhere. */
import { dataAbort, FaultKind, instructionBytes } from "../../arch/aarch64/syndrome.js";
import { noDevice } from "../../devices/mmio-bus.js";
import type { u32, u64 } from "../../std/index.js";
import { ExitEvent } from "../exit-counters.js";
import type { Vcpu } from "../vcpu.js";
import { faultAddress } from "./fault-address.js";
import { injectDataAbort } from "./injection.js";
import { ExitVerdict } from "./verdict.js";

/** What cannot be emulated: a walk of the guest's tables, a pair, writeback, vector or atomic access. */
const notEmulated: u32 = dataAbort.syndromeValid | dataAbort.tableWalk | dataAbort.cacheMaintenance;

/** @nothrow @noalloc */
export function handleDataAbort(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  if ((syndrome & notEmulated) !== dataAbort.syndromeValid || faultKind(syndrome) !== FaultKind.Translation) {
    return handleSilentAbort(vcpu, syndrome);
  }
  const address = faultAddress();
  const bus = vcpu.vm.mmio;
  const device = bus.find(address);
  const bytes: u32 = 1 << ((syndrome >>> dataAbort.sizeShift) & 3);
  if (device === noDevice || (address & BigInt(bytes - 1)) !== 0n) return refuse(vcpu, syndrome);
  const register = (syndrome >>> dataAbort.registerShift) & 31;
  if ((syndrome & dataAbort.write) !== 0) {
    bus.write(device, address, bytes, BigInt.asUintN(64, vcpu.context.readX(register) & widthMask(bytes)));
  } else {
    const value = bus.read(device, address, bytes);
    vcpu.context.writeX(register, (syndrome & dataAbort.signExtend) !== 0 ? extend(value, bytes, syndrome) : value);
  }
  skipInstruction(vcpu, syndrome);
  return ExitVerdict.Resume;
}

/** Without a description of the access. Cache maintenance of a device or of nothing has nothing to do. */
function handleSilentAbort(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  if ((syndrome & dataAbort.cacheMaintenance) === 0 || (syndrome & dataAbort.tableWalk) !== 0) return refuse(vcpu, syndrome);
  skipInstruction(vcpu, syndrome);
  return ExitVerdict.Resume;
}

function refuse(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  vcpu.exits.count(ExitEvent.UnmappedAccess);
  return injectDataAbort(vcpu, syndrome);
}

function faultKind(syndrome: u32): FaultKind {
  return (syndrome & dataAbort.statusCode) >>> 2;
}

function skipInstruction(vcpu: Vcpu, syndrome: u32): void {
  vcpu.context.writePc(BigInt.asUintN(64, vcpu.context.readPc() + instructionBytes(syndrome)));
}

function widthMask(bytes: u32): u64 {
  switch (bytes) {
    case 1:
      return 0xffn;
    case 2:
      return 0xffffn;
    case 4:
      return 0xffff_ffffn;
    default:
      return 0xffff_ffff_ffff_ffffn;
  }
}

/** A load that extends the sign, to 32 or 64 bits. */
function extend(value: u64, bytes: u32, syndrome: u32): u64 {
  const mask = widthMask(bytes);
  const sign = mask ^ (mask >> 1n);
  const extended = (value & sign) !== 0n ? value | (mask ^ 0xffff_ffff_ffff_ffffn) : value;
  return (syndrome & dataAbort.wide) !== 0 ? extended : extended & 0xffff_ffffn;
}
