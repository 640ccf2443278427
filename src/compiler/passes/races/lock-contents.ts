/**
 * What a `@lock` class holds: it is touched in bodies given to its methods alone. Checked where such a body lets it out, and where something
 * goes in that others still have. What is looked at by itself (a class that others reach as well), and what nobody changes, may pass.
 */
import type { Expression, HirFunction, HirType, Operation, Place } from "../../hir/nodes.js";
import { hirTypeText, presentType } from "../../hir/type-text.js";
import { isOperation, walkFunction, operationInputs } from "../../hir/walk.js";
import type { ProgramIndex } from "../program-index.js";
import type { EventContext } from "./function-events.js";
import type { GivenAway } from "./given-away.js";
import { firstCapture, isHeld, outside } from "./retention.js";
import type { Sharing } from "./sharing.js";

export interface Leak {
  readonly page: "lock-carried-out" | "lock-put-in";
  readonly what: string;
  /** ` (or its Job)`, where that is known. */
  readonly part: string;
  readonly at: Place;
}

export interface LockInputs {
  readonly index: ProgramIndex;
  readonly context: EventContext;
  readonly sharing: Sharing;
  readonly givenAway: GivenAway;
  readonly functions: ReadonlySet<HirFunction>;
  /** Classes whose objects somebody changes after they were made, and types of containers. */
  readonly changing: ReadonlySet<string>;
}

export class LockContents {
  readonly leaks: Leak[] = [];

  constructor(private readonly inputs: LockInputs) {
    const bodies = new Set<HirFunction>();
    for (const f of inputs.functions) {
      if (!this.isLockMethod(f)) continue;
      walkFunction(f, {
        operation: (op) => op.kind === "callClosure" && inputs.context.flow.callees(op).forEach((body) => bodies.add(body)),
      });
    }
    for (const body of bodies) this.checkBody(body);
    for (const f of inputs.functions) this.checkFunction(f, bodies);
  }

  /** Also the instances of generic methods, which no class lists. */
  private isLockMethod({ parameters: [self] }: HirFunction): boolean {
    return self?.name === "self" && self.type.kind === "object" && this.inputs.index.class(self.type.class).isLock;
  }

  private checkBody(body: HirFunction): void {
    const retention = this.inputs.context.retentions.of(body);
    body.parameters.forEach((parameter, n) => {
      const out = [...(retention.result.get(n) ?? [])];
      const stored = [...(retention.stored.get(n) ?? [])].filter(([to]) => to === outside || to >= firstCapture(body));
      const numbers = [...out, ...stored.flatMap(([, types]) => [...types])];
      const carried = numbers.map((number) => this.typeOf(number)).find((type) => !this.mayPass(type));
      if (carried !== undefined) {
        const at = leavingPlace(body) ?? body.at;
        this.leaks.push({ page: "lock-carried-out", what: parameter.name, part: ofType(carried, this.inputs.index), at });
      }
    });
  }

  private checkFunction(f: HirFunction, bodies: ReadonlySet<HirFunction>): void {
    walkFunction(f, {
      operation: (op) => {
        if (op.kind === "new" && this.inputs.index.class(op.class).isLock) op.arguments.forEach((e) => this.checkInput(f, e, e.type, op));
        if (op.kind === "closure" && bodies.has(op.function)) this.checkCaptures(f, op);
      },
    });
  }

  /** Captures that the body stores in what the lock holds. */
  private checkCaptures(f: HirFunction, op: Extract<Operation, { kind: "closure" }>): void {
    const retention = this.inputs.context.retentions.of(op.function);
    op.captures.forEach((capture, k) => {
      for (const [to, types] of retention.stored.get(firstCapture(op.function) + k) ?? []) {
        if (to === outside || to >= firstCapture(op.function)) continue;
        for (const number of types) this.checkInput(f, capture, this.typeOf(number), op);
      }
    });
  }

  private checkInput(f: HirFunction, e: Expression, type: HirType, op: Operation): void {
    if (!isHeld(type) || presentType(type).kind === "closure" || this.mayPass(type) || this.inputs.givenAway.at(f, e, op)) return;
    const name = e.kind === "local" ? e.local.name : e.kind === "global" ? e.global.name : e.kind === "field" ? e.field : "the value";
    this.leaks.push({ page: "lock-put-in", what: name, part: "", at: op.at });
  }

  private typeOf(number: number): HirType {
    return this.inputs.context.retentions.types.typeOf(number);
  }

  private mayPass(type: HirType, seen = new Set<string>()): boolean {
    const present = presentType(type);
    const text = hirTypeText(present);
    if (!isHeld(present) || seen.has(text)) return true;
    seen.add(text);
    if (present.kind === "weak") return this.mayPass(present.target, seen);
    if (present.kind === "mixed") return present.members.every((member) => this.mayPass(member, seen));
    if (present.kind === "array") return !this.inputs.changing.has(text) && this.mayPass(present.element, seen);
    const classes = this.inputs.index.classesOf(present);
    if (classes.length === 0) return false;
    return classes.every((c) => this.inputs.sharing.isShared(c.id) || c.nativeStruct !== null || this.isFrozen(c.id, seen));
  }

  private isFrozen(id: string, seen: Set<string>): boolean {
    return this.inputs.index.lineage(id).every((c) => {
      if (c.isLock) return true;
      return !this.inputs.changing.has(c.id) && c.fields.every((field) => this.mayPass(field.type, seen));
    });
  }
}

function leavingPlace(body: HirFunction): Place | null {
  let at: Place | null = null;
  walkFunction(body, {
    statement: (s) => {
      const stores = s.kind === "assign" && s.target.kind !== "local" && isHeld(s.value.type);
      const fills = s.kind === "do" && isOperation(s.value) && s.value.kind === "builtin" && operationInputs(s.value).length > 1;
      if (at === null && ((s.kind === "return" && s.value !== null) || stores || fills)) at = s.at;
    },
  });
  return at;
}

function ofType(type: HirType, index: ProgramIndex): string {
  const present = presentType(type);
  return present.kind === "object" ? ` (or its ${index.class(present.class).name})` : "";
}
