/** The guest went to where there is nothing to execute. */
import { GuestRegister } from "../../arch/aarch64/guest-register.js";
import type { u32, u64 } from "../../std/index.js";
import { ExitEvent } from "../exit-counters.js";
import { CrashReason, guestCrashed } from "../guest-requests.js";
import type { Vcpu } from "../vcpu.js";
import { faultAddress } from "./fault-address.js";
import { injectInstructionAbort } from "./injection.js";
import { ExitVerdict } from "./verdict.js";

/** Bytes of a vector table: VBAR_EL1's lower bits that are zero. */
const vectorTableMask: u64 = 0xffff_ffff_ffff_f800n;

/** Told no; where not even its exception vectors can be fetched, telling it would go on for ever, and it ends. @nothrow @noalloc */
export function handleInstructionAbort(vcpu: Vcpu, _syndrome: u32): ExitVerdict {
  vcpu.exits.count(ExitEvent.UnmappedAccess);
  const vectors = vcpu.context.readRegister(GuestRegister.VbarEl1);
  if ((vcpu.context.readPc() & vectorTableMask) !== (vectors & vectorTableMask)) return injectInstructionAbort(vcpu);
  guestCrashed(vcpu, CrashReason.UnmappedFetch, faultAddress());
  return ExitVerdict.Leave;
}
