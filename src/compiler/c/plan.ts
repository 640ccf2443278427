/** What is known of a function before the first line of it is written. */
import type { HirFunction, Statement } from "../hir/nodes.js";
import { type ArrayCaches, findArrayCaches } from "../passes/array-caches.js";
import { findInitialStores } from "../passes/initial-stores.js";
import { findLastUses, type LastUses, noLastUses } from "../passes/last-uses.js";
import { type LocalUses, usesOfLocals } from "../passes/local-uses.js";
import { findMapLookups, type MapLookups } from "../passes/map-lookups.js";
import type { CProgram } from "./program.js";

export interface FunctionPlan {
  readonly lastUses: LastUses;
  readonly initialStores: ReadonlySet<Statement>;
  readonly uses: LocalUses;
  readonly arrayCaches: ArrayCaches;
  readonly mapLookups: MapLookups;
}

export function planFunction(f: HirFunction, { mayEndEarly, lengths, stability }: CProgram): FunctionPlan {
  return {
    lastUses: mayEndEarly ? findLastUses(f) : noLastUses,
    initialStores: findInitialStores(f),
    uses: usesOfLocals(f),
    arrayCaches: findArrayCaches(f, lengths),
    mapLookups: findMapLookups(f, stability),
  };
}
