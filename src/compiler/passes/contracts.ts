/** `@noalloc`, `@nothrow` and `@export`: what their functions promise is proved, or refused with the chain of calls that breaks it. */
import type { HirFunction, Place } from "../hir/nodes.js";
import type { Analysis } from "./analyse.js";
import type { Finding } from "./diagnose.js";
import type { Cause, Effect } from "./effects.js";

export interface BrokenContract {
  readonly function: HirFunction;
  /** Name of the diagnostic page. */
  readonly page: "contract-noalloc" | "contract-nothrow" | "contract-export";
  /** Where the first step is. */
  readonly at: Place;
  /** `Vcpu.start (src/vmm/vcpu.ts:40), a new Task (src/vmm/task.ts:12)`. */
  readonly chain: string;
}

export function checkContracts({ reachable, throwing, allocating }: Analysis): readonly BrokenContract[] {
  return [...reachable.functions].flatMap((f) => [
    ...(f.contracts.noalloc ? broken(f, "contract-noalloc", allocating) : []),
    ...(f.contracts.nothrow ? broken(f, "contract-nothrow", throwing) : []),
    ...(f.exportName !== null ? broken(f, "contract-export", throwing) : []),
  ]);
}

function broken(f: HirFunction, page: BrokenContract["page"], effect: Effect): readonly BrokenContract[] {
  if (!effect.functions.has(f)) return [];
  const chain = effect.chain(f);
  return [{ function: f, page, at: chain[0]?.at ?? f.at, chain: chain.map(step).join(", ") }];
}

function step({ what, at }: Cause): string {
  return `${what} (${at.file}:${at.line})`;
}

export function contractFinding({ page, at, function: { name }, chain }: BrokenContract): Finding {
  return { page, at, values: { name, chain } };
}
