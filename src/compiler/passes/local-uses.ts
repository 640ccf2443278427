/** How a function uses its locals: whether it reads them at all, and whether it looks at more than that they are there. */
import type { HirFunction, Local } from "../hir/nodes.js";
import { perFunction } from "../hir/per-function.js";
import { walkFunction } from "../hir/walk.js";
import { localRead } from "./last-uses.js";

export const usesOfLocals = perFunction((f) => new LocalUses(f));

export class LocalUses {
  private readonly reads = new Map<Local, number>();
  /** Into the box that the local is. */
  private readonly stores = new Map<Local, number>();
  private readonly nullTests = new Map<Local, number>();

  constructor(f: HirFunction) {
    walkFunction(f, {
      expression: (e) => {
        if (e.kind === "local") addOne(this.reads, e.local);
        const tested = e.kind === "isNull" ? localRead(e.value) : null;
        if (tested !== null) addOne(this.nullTests, tested.local);
      },
      statement: (s) => {
        const box = s.kind === "assign" && s.target.kind === "cell" ? s.target.cell : null;
        if (box?.kind === "local") addOne(this.stores, box.local);
      },
    });
  }

  /** A box that nobody looks into. */
  isOnlyStored(local: Local): boolean {
    return (this.reads.get(local) ?? 0) === (this.stores.get(local) ?? 0);
  }

  isRead(local: Local): boolean {
    return this.reads.has(local);
  }

  /** What it points to is never looked at, and may be gone. */
  isOnlyTestedForNull(local: Local): boolean {
    return this.reads.get(local) === this.nullTests.get(local);
  }
}

function addOne(counts: Map<Local, number>, local: Local): void {
  counts.set(local, (counts.get(local) ?? 0) + 1);
}
