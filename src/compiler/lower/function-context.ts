/** One function as it is lowered: its locals, what its names mean, where `break` goes. */
import type * as ts from "typescript";
import type { HirFunction, Local, Place } from "../hir/nodes.js";
import type { HirType } from "../hir/types.js";
import type { ClassInfo } from "./classes/class-info.js";
import type { Compilation, Substitution } from "./compilation.js";
import type { GeneratorFrame } from "./statements/generators.js";
import type { LiftedFunction } from "./functions/lifted.js";
import type { TypeScope } from "./types/from-ts.js";
import type { Interval } from "./types/ranges.js";

/** What a name of the source is in this function. */
export type Binding =
  | {
      readonly kind: "local";
      readonly local: Local;
      /** Its value when it never changes and only that is known. */ readonly known?: Interval;
    }
  /** Captured and assigned: `local` holds the box. */
  | { readonly kind: "cell"; readonly local: Local; readonly type: HirType }
  | { readonly kind: "function"; readonly lifted: LiftedFunction };

/** Where `break` and `continue` lead. */
export interface JumpTarget {
  readonly label: number;
  readonly name: string | null;
  readonly isLoop: boolean;
  readonly isSwitch: boolean;
  /** Where `continue` leads when that is another place. */
  readonly continueLabel?: number;
}

export interface FunctionContextParts {
  readonly compilation: Compilation;
  readonly function: HirFunction;
  readonly substitution: Substitution;
  readonly result: HirType;
  readonly thisClass: ClassInfo | null;
  /** The function around this one: nested functions see its names. */
  readonly parent: FunctionContext | null;
}

/** Of one instance of the function. A nested function has one of its own, with this as `parent`. */
export class FunctionContext {
  readonly compilation: Compilation;
  readonly function: HirFunction;
  substitution: Substitution;
  readonly result: HirType;
  readonly thisClass: ClassInfo | null;
  readonly parent: FunctionContext | null;
  /** Generators whose statements stand here, the innermost last. */
  readonly generators: GeneratorFrame[] = [];
  readonly bindings = new Map<ts.Symbol, Binding>();
  readonly jumps: JumpTarget[] = [];
  /** What the places of calls want, by the call: generic functions get their type arguments from that as well. */
  readonly wanted = new Map<ts.Expression, HirType>();
  thisLocal: Local | null = null;
  private locals = 0;
  private labels = 0;

  constructor(parts: FunctionContextParts) {
    this.compilation = parts.compilation;
    this.function = parts.function;
    this.substitution = parts.substitution;
    this.result = parts.result;
    this.thisClass = parts.thisClass;
    this.parent = parts.parent;
  }

  get checker(): ts.TypeChecker {
    return this.compilation.checker;
  }

  /** A new local; `mutable` is set where it is assigned later. */
  newLocal(name: string, type: HirType, mutable = false): Local {
    return { id: this.locals++, name, type, mutable };
  }

  /** Unique within the function. */
  newLabel(): number {
    return this.labels++;
  }

  place(node: ts.Node): Place {
    return this.compilation.placeOf(node);
  }

  typeScope(node: ts.Node): TypeScope {
    return { compilation: this.compilation, substitution: this.substitution, node };
  }
}
