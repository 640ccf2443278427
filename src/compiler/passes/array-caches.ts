/**
 * Where an array's memory and length are worth a variable of their own in C: in a loop that indexes it and in which nothing can give it
 * other memory. Each array gets them before the outermost such loop.
 */
import type { Block, HirFunction, Local, Statement } from "../hir/nodes.js";
import { perFunction } from "../hir/per-function.js";
import { innerBlocks, walkBlock, walkFunction } from "../hir/walk.js";
import type { LengthEffects } from "./length-effects.js";
import { assignedLocals } from "./ranges/variables.js";

/** By the loop, those that get their variables before it. */
export type ArrayCaches = ReadonlyMap<Statement, readonly Local[]>;

const noCaches: ArrayCaches = new Map();

export function findArrayCaches(f: HirFunction, effects: LengthEffects): ArrayCaches {
  if (!indexesInLoops(f)) return noCaches;
  const caches = new Map<Statement, readonly Local[]>();
  const assigned = assignedLocals(f);
  const search = (block: Block, cached: ReadonlySet<Local>): void => {
    for (const s of block) {
      const own = s.kind === "loop" ? worthCaching(s, effects).filter((local) => !assigned.has(local) && !cached.has(local)) : [];
      if (own.length > 0) caches.set(s, own);
      for (const inner of innerBlocks(s)) search(inner, own.length > 0 ? new Set([...cached, ...own]) : cached);
    }
  };
  search(f.body, new Set());
  return caches;
}

const indexesInLoops = perFunction((f): boolean => {
  let loops = false;
  let indexes = false;
  walkFunction(f, {
    statement: (s) => {
      loops ||= s.kind === "loop";
      indexes ||= s.kind === "assign" && s.target.kind === "index";
    },
    expression: (e) => (indexes ||= e.kind === "index"),
  });
  return loops && indexes;
});

/** Arrays from outside the loop that it indexes and leaves where they are. */
function worthCaching(loop: Statement, effects: LengthEffects): readonly Local[] {
  const indexed = new Set<Local>();
  const changing = new Set<Local>();
  const note = (of: { readonly kind: string; readonly local?: Local }): void => {
    if (of.kind === "local" && of.local !== undefined) indexed.add(of.local);
  };
  walkBlock([loop], {
    statement: (s) => {
      if (s.kind === "let") changing.add(s.local);
      if (s.kind === "try" && s.catch !== null) changing.add(s.catch.error);
      if (s.kind === "assign" && s.target.kind === "index") note(s.target.of);
    },
    expression: (e) => {
      if (e.kind === "index") note(e.of);
    },
  });
  walkBlock([loop], {
    operation: (op) => {
      for (const local of indexed) {
        if (local.type.kind === "array" && effects.mayChange(op, local.type.element)) changing.add(local);
      }
    },
  });
  return [...indexed].filter((local) => !changing.has(local));
}
