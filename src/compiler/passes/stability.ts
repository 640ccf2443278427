/**
 * What cannot change while somebody looks at it. A counted value read from such a place is borrowed: the place keeps it alive, so
 * it is neither retained nor released.
 *
 * A field is stable when nothing but its class's constructors assigns it (every `readonly` field, unless it is written through an
 * interface that does not say `readonly`). An element is stable when no array that could hold it ever loses or replaces an
 * element after the modules have been initialised; arrays are told apart by the type of their elements. Both hold for all CPUs.
 */
import type { ClassId, Expression, HirClass, HirFunction, HirProgram, HirType, Local, Operation, Statement, Target } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { hirTypeText, presentType } from "../hir/type-text.js";
import { walkFunction } from "../hir/walk.js";
import type { CallGraph } from "./call-graph.js";
import { mayGiveBack } from "./lock-returns.js";
import type { ProgramIndex } from "./program-index.js";
import type { Reachable } from "./reachable.js";

/** Builtins that take elements out of an array. */
const removing: ReadonlySet<string> = new Set(["array_pop", "array_set_length", "array_move_tail"]);

/** What one function assigns itself: stable for everybody else, not for its own borrowing. */
interface Assignments {
  readonly fields: ReadonlySet<string>;
  readonly locals: ReadonlySet<Local>;
  readonly elements: readonly HirType[];
}

/** How long something has to stay, and which locals do. */
interface Wanted {
  readonly local: (local: Local) => boolean;
  readonly until: "ever" | "return";
}

export class Stability {
  private readonly changingFields = new Set<string>();
  private readonly changingElements: HirType[] = [];
  private readonly changingElementTexts = new Map<string, boolean>();
  private readonly initialisers: ReadonlySet<HirFunction>;
  private readonly own = new Map<HirFunction, Assignments>();

  constructor(
    private readonly index: ProgramIndex,
    program: HirProgram,
    reachable: Reachable,
    private readonly calls: CallGraph,
  ) {
    this.initialisers = new Set(program.modules.map((m) => m.initialise));
    const constructors = findConstructors(reachable.functions);
    for (const f of reachable.functions) {
      const own = this.assignmentsOf(f);
      this.own.set(f, own);
      if (!this.initialisers.has(f)) this.changingElements.push(...own.elements);
      if (!constructors.has(f)) for (const field of own.fields) this.changingFields.add(field);
      else this.noteForeignFields(f);
    }
  }

  /** A constructor or a module's initialiser that changes what all others may take for unchanging, perhaps after it has asked them. */
  changesStablePlaces(f: HirFunction): boolean {
    const own = this.own.get(f);
    if (own === undefined) return true;
    return [...own.fields].some((field) => !this.changingFields.has(field)) || (this.initialisers.has(f) && own.elements.length > 0);
  }

  /** The local is assigned after its declaration. */
  isAssigned(f: HirFunction, local: Local): boolean {
    return this.own.get(f)?.locals.has(local) ?? local.mutable;
  }

  /** What `e` gives stays alive and in its place as long as the locals that it names live unchanged. */
  isStable(e: Expression, f: HirFunction): boolean {
    return this.stable(e, f, { local: (local) => !this.isAssigned(f, local), until: "ever" });
  }

  /** As `isStable`, but only until `f` returns: what other functions change at other times does not matter. */
  isStableUntilReturn(e: Expression, f: HirFunction): boolean {
    return this.stable(e, f, { local: (local) => !this.isAssigned(f, local), until: "return" });
  }

  /** As `isStable`, but only for the time of a call, in which no local changes. */
  isStableInCall(e: Expression, f: HirFunction): boolean {
    return this.stable(e, f, { local: () => true, until: "return" });
  }

  /**
   * As `isStableInCall`, for a call of C: that runs no TypeScript of this task, and a `@guarded` field is read under its lock (the check for
   * races looks), which nobody else gets meanwhile.
   */
  isStableInNative(e: Expression, f: HirFunction): boolean {
    if (e.kind === "wrap" || e.kind === "unwrap" || e.kind === "cast") return this.isStableInNative(e.value, f);
    if (e.kind !== "field" || !this.isGuarded(e.class, e.field)) return this.isStableInCall(e, f);
    return this.isStableInCall(e.object, f);
  }

  /**
   * As `isStableInCall`, for a call of `callee`: a `@guarded` field is read under its lock, so that it changes only if the callee changes it or
   * gives the lock back.
   */
  isStableInCallOf(callee: HirFunction, e: Expression, f: HirFunction): boolean {
    if (e.kind === "wrap" || e.kind === "unwrap" || e.kind === "cast") return this.isStableInCallOf(callee, e.value, f);
    if (e.kind !== "field" || !this.isGuarded(e.class, e.field)) return this.isStableInCall(e, f);
    const key = fieldKey(e.class, e.field);
    if (!this.isStableInCall(e.object, f) || this.changesWhileRunning(callee, (own) => own.fields.has(key))) return false;
    return !mayGiveBack(callee, e.class, this.guardOf(e.class, e.field) ?? [], this.index, this.calls);
  }

  private isGuarded(owner: ClassId, field: string): boolean {
    return this.guardOf(owner, field) !== null;
  }

  /** Path from the object to the lock under which alone the field is touched. */
  private guardOf(owner: ClassId, field: string): readonly string[] | null {
    const sharing = this.index.class(owner).fields.find(({ name }) => name === field)?.sharing;
    return sharing?.guard == null || sharing.excuse !== null ? null : sharing.guard;
  }

  private stable(e: Expression, f: HirFunction, wanted: Wanted): boolean {
    switch (e.kind) {
      case "string":
      case "null":
      case "functionValue":
        return true;
      case "local":
        return wanted.local(e.local);
      case "global":
        return !e.global.mutable;
      case "field":
        return this.isStableField(e.class, e.field, f, wanted) && this.stable(e.object, f, wanted);
      case "interfaceField":
        return this.isStableInterfaceField(e.interface, e.field, f, wanted) && this.stable(e.object, f, wanted);
      case "index":
        return this.isStableElement(e.of.type, f, wanted) && this.stable(e.of, f, wanted);
      case "conditional":
        return this.stable(e.then, f, wanted) && this.stable(e.else, f, wanted);
      case "wrap":
      case "unwrap":
      case "cast":
      case "unbox":
        return this.stable(e.value, f, wanted);
      default:
        return false;
    }
  }

  private isStableField(owner: ClassId, field: string, f: HirFunction, { until }: Wanted): boolean {
    const key = fieldKey(owner, field);
    if (!this.changingFields.has(key)) return this.own.get(f)?.fields.has(key) !== true;
    return until === "return" && this.calls.oneTask && !this.changesWhileRunning(f, (own) => own.fields.has(key));
  }

  private isStableInterfaceField(id: ClassId, name: string, f: HirFunction, wanted: Wanted): boolean {
    return this.index.implementors(id).every((c) => {
      const found = this.index.findField(c.id, name);
      return found !== null && this.isStableField(found.owner.id, name, f, wanted);
    });
  }

  private isStableElement(of: HirType, f: HirFunction, { until }: Wanted): boolean {
    if (of.kind !== "array") return false;
    const { element } = of;
    const changedBy = (own: Assignments | undefined): boolean =>
      own?.elements.some((other) => this.mayShareElements(element, other)) === true;
    const text = hirTypeText(element);
    const changes = this.changingElementTexts.get(text) ?? this.changingElements.some((other) => this.mayShareElements(element, other));
    this.changingElementTexts.set(text, changes);
    if (!changes) return !changedBy(this.own.get(f));
    return until === "return" && this.calls.oneTask && !this.changesWhileRunning(f, changedBy);
  }

  /** Whether `f`, or anything that runs before it returns, makes such a change. */
  private changesWhileRunning(f: HirFunction, test: (own: Assignments) => boolean): boolean {
    return [...this.calls.reachedFrom(f)].some((g) => {
      const own = this.own.get(g);
      return own === undefined || test(own);
    });
  }

  /** Could one array be seen with both element types (arrays of a derived class passed as arrays of its base)? */
  private mayShareElements(a: HirType, b: HirType): boolean {
    if (hirTypeText(presentType(a)) === hirTypeText(presentType(b))) return true;
    if (!isCounted(a) || !isCounted(b)) return false;
    const mine = this.index.classesOf(a);
    const others = new Set(this.index.classesOf(b));
    if (mine.length > 0 || others.size > 0) return mine.some((c) => others.has(c));
    return presentType(a).kind === presentType(b).kind;
  }

  private assignmentsOf(f: HirFunction): Assignments {
    const fields = new Set<string>();
    const locals = new Set<Local>();
    const elements: HirType[] = [];
    walkFunction(f, {
      statement: (s) => {
        if (s.kind !== "assign" || isReplacedWithNothingCounted(s)) return;
        if (s.target.kind === "local") locals.add(s.target.local);
        if (s.target.kind === "index" && s.target.of.type.kind === "array") elements.push(s.target.of.type.element);
        for (const key of this.fieldKeys(s.target)) fields.add(key);
      },
      operation: (op) => elements.push(...removedElements(op)),
    });
    return { fields, locals, elements };
  }

  private fieldKeys(target: Target): readonly string[] {
    if (target.kind === "field") return [fieldKey(target.class, target.field)];
    if (target.kind !== "interfaceField") return [];
    const owners = this.index.implementors(target.interface).map((c: HirClass) => this.index.findField(c.id, target.field)?.owner.id);
    return owners.filter((id) => id !== undefined).map((id) => fieldKey(id, target.field));
  }

  /** A constructor may assign its own object's fields; those of another object make the field a changing one. */
  private noteForeignFields(f: HirFunction): void {
    const self = f.parameters[0];
    walkFunction(f, {
      statement: (s) => {
        if (s.kind !== "assign") return;
        const ownField = s.target.kind === "field" && s.target.object.kind === "local" && s.target.object.local === self;
        if (!ownField) for (const key of this.fieldKeys(s.target)) this.changingFields.add(key);
      },
    });
  }
}

/** Scalars need no care: only locals' assignments matter for them, and those of optional scalars and ints never carry an object. */
function isReplacedWithNothingCounted(s: Extract<Statement, { kind: "assign" }>): boolean {
  return s.target.kind !== "local" && !isCounted(s.value.type);
}

function fieldKey(owner: ClassId, field: string): string {
  return `${owner}.${field}`;
}

function removedElements(op: Operation): readonly HirType[] {
  const array = op.kind === "builtin" && removing.has(op.name) ? op.arguments[0] : undefined;
  return array?.type.kind === "array" ? [array.type.element] : [];
}

/** Functions that `new` runs, and those that they call on the same object to construct its base. */
function findConstructors(functions: ReadonlySet<HirFunction>): ReadonlySet<HirFunction> {
  const found = new Set<HirFunction>();
  const pending: HirFunction[] = [];
  const add = (f: HirFunction): void => {
    if (found.has(f)) return;
    found.add(f);
    pending.push(f);
  };
  for (const f of functions) {
    walkFunction(f, { operation: (op) => op.kind === "new" && op.constructor_ !== null && add(op.constructor_) });
  }
  for (let f = pending.pop(); f !== undefined; f = pending.pop()) {
    const self = f.parameters[0];
    walkFunction(f, {
      operation: (op) => {
        const receiver = op.kind === "call" ? op.arguments[0] : undefined;
        const base = receiver?.kind === "cast" ? receiver.value : receiver;
        if (op.kind === "call" && base?.kind === "local" && base.local === self && /\bconstructor$/.test(op.function.name))
          add(op.function);
      },
    });
  }
  return found;
}
