/** Which VM has which of the machine's devices: each belongs to one VM at a time, from its creation until it is deleted. */
import { overlap } from "../../config/ranges.js";
import { Mutex } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";

/** One thing that one VM alone can have: pages of device memory, or, without bytes, an SPI. */
export interface Claim {
  /** Path of the device, or the name that the configuration gives it. */
  readonly device: string;
  /** HPA, whole pages. */
  readonly base: u64;
  readonly bytes: u64;
  /** INTID. */
  readonly interrupt: u32;
}

/** A VM, also while it is being made: who it is, not what it is called, tells owners apart. */
export class ClaimOwner {
  constructor(
    readonly id: u32,
    readonly name: string,
  ) {}
}

interface OwnedClaim {
  readonly owner: ClaimOwner;
  readonly claim: Claim;
}

/** What stands between a VM and a device. */
export interface ClaimConflict {
  readonly wanted: Claim;
  readonly taken: Claim;
  readonly owner: ClaimOwner;
}

class Claims {
  list: OwnedClaim[] = [];
}

/** Guards the claims alone. No other lock is taken under it; not used on the exit path. */
const registry = new Mutex(new Claims());

/** Gives the VM all of it; where another VM has part of it nothing is given, and that is the result. */
export function claimAll(owner: ClaimOwner, wanted: readonly Claim[]): ClaimConflict | null {
  return registry.with((claims): ClaimConflict | null => {
    for (const claim of wanted) {
      const taken = claims.list.find((one) => one.owner !== owner && collide(one.claim, claim)) ?? null;
      if (taken !== null) return { wanted: claim, taken: taken.claim, owner: taken.owner };
    }
    for (const claim of wanted) claims.list.push({ owner, claim });
    return null;
  });
}

/** Everything that the owner has is free again. */
export function releaseClaims(owner: ClaimOwner): void {
  registry.with((claims) => {
    claims.list = claims.list.filter((one) => one.owner !== owner);
  });
}

function collide(one: Claim, other: Claim): boolean {
  if (one.bytes === 0n || other.bytes === 0n) return one.bytes === other.bytes && one.interrupt === other.interrupt;
  return overlap(one.base, one.bytes, other.base, other.bytes);
}
