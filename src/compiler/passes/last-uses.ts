/**
 * Where a local is used for the last time: there its value is moved instead of copied, or let go of early. Decided by what follows in the
 * text, with the turns of a loop following each other. Locals that lend (what another local holds is kept alive by them) stay to their end.
 */
import type { Block, Expression, HirFunction, Local, Operation, Statement } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { perFunction } from "../hir/per-function.js";
import {
  innerBlocks,
  isOperation,
  operands,
  operationInputs,
  statementValue,
  targetInputs,
  walkBlock,
  walkFunction,
  walkExpression,
} from "../hir/walk.js";
import type { ProgramIndex } from "./program-index.js";
import type { Reachable } from "./reachable.js";

export interface LastUses {
  /** Statements that keep the value of a local which nothing needs afterwards. One read may stand in several statements. */
  readonly moves: ReadonlySet<Statement>;
  /** Locals of the block around the statement that nothing needs after it, although the block goes on. */
  readonly drops: ReadonlyMap<Statement, readonly Local[]>;
}

/** For programs that can see when an object ends. */
export const noLastUses: LastUses = { moves: new Set(), drops: new Map() };

/** Nothing sees when an object ends: no weak reference, no field that merely points to it. */
export function mayEndEarly(reachable: Reachable, index: ProgramIndex): boolean {
  if ([...reachable.classes].some((id) => index.class(id).fields.some((field) => field.unowned))) return false;
  let seen = false;
  for (const f of reachable.functions) {
    walkFunction(f, { operation: (op) => (seen ||= op.kind === "builtin" && op.name === "weak_new") });
  }
  return !seen;
}

export const findLastUses = perFunction((f): LastUses => {
  const search = new Search(lendersOf(f));
  search.block(f.body, new Set());
  return search;
});

class Search implements LastUses {
  readonly moves = new Set<Statement>();
  readonly drops = new Map<Statement, readonly Local[]>();

  constructor(private readonly lenders: ReadonlySet<Local>) {}

  /** @param later what is used after the block */
  block(block: Block, later: ReadonlySet<Local>): void {
    const used = new Set(later);
    let goesOn = false;
    const declared = new Set(block.flatMap((s) => (s.kind === "let" ? [s.local] : [])));
    for (const s of [...block].reverse()) {
      this.statement(s, used);
      const mentioned = mentionedIn([s]);
      const last = [...mentioned].filter((local) => declared.has(local) && !used.has(local) && this.mayEnd(local));
      if (goesOn && last.length > 0 && s.kind !== "return") this.drops.set(s, last);
      for (const local of mentioned) used.add(local);
      goesOn ||= takesTime(s);
    }
  }

  private statement(s: Statement, later: ReadonlySet<Local>): void {
    if (s.kind === "assign" && !isOperation(s.value)) this.noteMove(s, s.value, later);
    const inner = innerBlocks(s);
    const after =
      s.kind === "loop" ? turnsAfter(s, later) : s.kind === "try" ? new Set([...later, ...mentionedIn(inner.slice(1).flat())]) : later;
    for (const block of inner) this.block(block, after);
  }

  private noteMove(s: Extract<Statement, { kind: "assign" }>, value: Expression, later: ReadonlySet<Local>): void {
    const read = localRead(value);
    if (read === null || later.has(read.local) || !this.mayEnd(read.local)) return;
    if (targetInputs(s.target).some((input) => names(input, read.local)) || (s.target.kind === "local" && s.target.local === read.local))
      return;
    this.moves.add(s);
  }

  private mayEnd(local: Local): boolean {
    return isCounted(local.type) && !this.lenders.has(local);
  }
}

/** In a loop, everything comes again but what its body declares. */
function turnsAfter(loop: Statement, later: ReadonlySet<Local>): ReadonlySet<Local> {
  const own = new Set<Local>();
  walkBlock(innerBlocks(loop).flat(), { statement: (s) => s.kind === "let" && own.add(s.local) });
  return new Set([...later, ...[...mentionedIn([loop])].filter((local) => !own.has(local))]);
}

/** The local whose value the expression hands on as it is. */
export function localRead(e: Expression): Extract<Expression, { kind: "local" }> | null {
  if (e.kind === "cast" || e.kind === "wrap" || e.kind === "unwrap") return localRead(e.value);
  return e.kind === "local" ? e : null;
}

function names(e: Expression, local: Local): boolean {
  let found = false;
  walkExpression(e, (inner) => (found ||= inner.kind === "local" && inner.local === local));
  return found;
}

function mentionedIn(block: Block): ReadonlySet<Local> {
  const found = new Set<Local>();
  walkBlock(block, {
    statement: (s) => {
      if (s.kind === "let") found.add(s.local);
      if (s.kind === "assign" && s.target.kind === "local") found.add(s.target.local);
    },
    expression: (e) => {
      if (e.kind === "local") found.add(e.local);
    },
  });
  return found;
}

/** It is worth having less memory meanwhile. */
function takesTime(s: Statement): boolean {
  let found = false;
  walkBlock([s], {
    statement: (inner) => (found ||= inner.kind === "loop"),
    operation: (op) => (found ||= op.kind.startsWith("call") || op.kind === "new"),
  });
  return found;
}

/** Locals from which another local, a closure or a result may be borrowed. */
function lendersOf(f: HirFunction): ReadonlySet<Local> {
  const lenders = new Set<Local>([...f.parameters, ...f.captures]);
  const lend = (e: Expression): void => rootsOf(e).forEach((local) => lenders.add(local));
  const lendTo = (op: Operation): void => {
    if (op.kind === "closure" || op.kind === "newCell") operationInputs(op).forEach(lend);
    else if (isCounted(op.type) && op.kind.startsWith("call")) operationInputs(op).forEach(lend);
  };
  walkFunction(f, {
    statement: (s) => {
      const value = statementValue(s);
      if (value === null) return;
      if (isOperation(value)) lendTo(value);
      else if (s.kind === "let" && isCounted(s.local.type)) lend(value);
    },
  });
  return lenders;
}

/** Locals that keep alive what `e` gives. */
function rootsOf(e: Expression): readonly Local[] {
  if (!isCounted(e.type)) return [];
  return e.kind === "local" ? [e.local] : operands(e).flatMap(rootsOf);
}
