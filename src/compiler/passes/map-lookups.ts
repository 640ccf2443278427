/**
 * Lookups of one key in one map that follow each other (`if (m.has(k)) m.set(k, m.get(k)! + 1)`): the first one keeps the entry that it
 * found, the others take it from there. Between them nothing may change a map, which calls and changes of any map count as.
 */
import type { Block, Expression, HirFunction, Local, Operation, Statement } from "../hir/nodes.js";
import { innerBlocks, isOperation, statementValue, walkBlock, walkFunction } from "../hir/walk.js";
import type { Stability } from "./stability.js";

/** The lookup whose entry an operation works on: of those that follow one, and of that one itself. */
export type MapLookups = ReadonlyMap<Operation, Operation>;

const noLookups: MapLookups = new Map();

const lookups: ReadonlySet<string> = new Set(["map_has", "map_get", "map_set"]);
const changes: ReadonlySet<string> = new Set(["map_set", "map_delete", "map_clear"]);

export function findMapLookups(f: HirFunction, stability: Stability): MapLookups {
  let count = 0;
  walkFunction(f, { operation: (op) => (count += isLookup(op) ? 1 : 0) });
  if (count < 2) return noLookups;
  const search = new Search(f, stability);
  search.block(f.body, new Map());
  return search.entries;
}

class Search {
  readonly entries = new Map<Operation, Operation>();

  constructor(
    private readonly f: HirFunction,
    private readonly stability: Stability,
  ) {}

  /** @param known first lookups by map and key, as they are before the block; afterwards as they are after it */
  block(block: Block, known: Map<string, Operation>): void {
    for (const s of block) {
      const value = statementValue(s);
      if (value !== null && isOperation(value)) this.operation(value, known);
      if (innerBlocks(s).length > 0) this.inside(s, known);
    }
  }

  private inside(s: Statement, known: Map<string, Operation>): void {
    const changing = innerBlocks(s).some(mayChangeMaps);
    if (changing && s.kind === "loop") known.clear();
    innerBlocks(s).forEach((inner, n) => {
      const afterOthers = s.kind === "try" && n > 0 && changing;
      this.block(inner, new Map(afterOthers ? [] : known));
    });
    if (changing) known.clear();
  }

  private operation(op: Operation, known: Map<string, Operation>): void {
    const key = isLookup(op) ? this.keyOf(op) : null;
    const first = key === null ? undefined : known.get(key);
    if (first !== undefined) this.entries.set(first, first).set(op, first);
    else if (key !== null) known.set(key, op);
    if (mayChangeMap(op)) known.clear();
  }

  /** What is looked up where, the same text for the same; null where that may change. */
  private keyOf(op: BuiltinCall): string | null {
    const [map, key] = op.arguments;
    const place = map === undefined ? null : this.mapText(map);
    const what = key === undefined ? null : this.keyText(key);
    return place === null || what === null ? null : `${place}[${what}]`;
  }

  private mapText(e: Expression): string | null {
    switch (e.kind) {
      case "local":
        return this.localText(e.local);
      case "global":
        return e.global.mutable ? null : e.global.id;
      case "field": {
        const object = this.stability.isStable(e, this.f) ? this.mapText(e.object) : null;
        return object === null ? null : `${object}.${e.field}`;
      }
      default:
        return null;
    }
  }

  /** Also through conversions that neither trap nor change the value. */
  private keyText(e: Expression): string | null {
    switch (e.kind) {
      case "local":
        return this.localText(e.local);
      case "integer":
        return `${e.value}`;
      case "string":
        return JSON.stringify(e.value);
      case "wrap":
        return this.keyText(e.value);
      case "cast":
      case "unwrap":
        return e.checked ? null : this.keyText(e.value);
      case "convert":
        return e.mode === "exact" ? this.keyText(e.value) : null;
      default:
        return null;
    }
  }

  private localText(local: Local): string | null {
    return this.stability.isAssigned(this.f, local) ? null : `%${local.id}`;
  }
}

type BuiltinCall = Extract<Operation, { kind: "builtin" }>;

function isLookup(op: Operation): op is BuiltinCall {
  return op.kind === "builtin" && lookups.has(op.name);
}

function mayChangeMap(op: Operation): boolean {
  if (op.kind === "builtin") return changes.has(op.name);
  return op.kind.startsWith("call") || (op.kind === "new" && op.constructor_ !== null);
}

function mayChangeMaps(block: Block): boolean {
  let found = false;
  walkBlock(block, { operation: (op) => (found ||= mayChangeMap(op)) });
  return found;
}
