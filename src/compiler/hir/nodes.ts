/**
 * The intermediate form: typed, structured, in evaluation order.
 *
 * An `Expression` has no effect but a trap, so it may be nested and evaluated in any order. Everything with an effect
 * (calls, allocations, writes) is an `Operation` and stands alone on the right of a `let`, `assign`, `return` or `do`.
 * Lowering makes a temporary wherever TypeScript's order of evaluation could be seen otherwise: an expression that reads a
 * variable, field or element is put into a local before an operation that may change it.
 * Counts (retain, release) and tests for thrown errors are not written here; the passes and the C stage add them.
 */
import type { MathName } from "./math.js";
import type { ShownClass } from "./shapes.js";
import type { ClassId, CountedType, HirType, IntType, ScalarType } from "./types.js";

/** Where something stands in the TypeScript source; line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A local variable or parameter, unique within its function; `name` is the source's, for the reader of the C. */
export interface Local {
  readonly id: number;
  readonly name: string;
  readonly type: HirType;
  /** Assigned after its declaration. */
  mutable: boolean;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^" | "<<" | ">>" | ">>>";
export type CompareOperator = "===" | "!==" | "<" | "<=" | ">" | ">=";

/**
 * How a conversion between numbers treats what does not fit: `exact`: lowering knows that it fits; `checked`: traps; `wrap`:
 * keeps the low bits (of an f64 as JavaScript's ToInt32 does). To f64: `exact`, or rounded to the nearest.
 */
export type ConvertMode = "exact" | "checked" | "wrap";

/** Without an effect but a trap. */
export type Expression = { readonly at: Place; readonly type: HirType } & (
  | { readonly kind: "integer"; readonly value: bigint }
  /** A constant of type f64. */
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  /** A missing value; of a mixed type, the value `null` that is not missing. */
  | { readonly kind: "null" }
  | { readonly kind: "local"; readonly local: Local }
  | { readonly kind: "global"; readonly global: HirGlobal }
  /** `object.field`; `class` is the class that declares it. `object` is an object or union whose every class has that prefix. */
  | { readonly kind: "field"; readonly object: Expression; readonly class: ClassId; readonly field: string }
  /** A data member read through an interface. */
  | { readonly kind: "interfaceField"; readonly object: Expression; readonly interface: ClassId; readonly field: string }
  /** Element of an array or bytes; traps outside. `index` is any integer, or an f64, of which a fraction is outside. */
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression }
  /** Length of an array, bytes or string (UTF-16 units), size of a map or set; type number. */
  | { readonly kind: "length"; readonly of: Expression }
  | { readonly kind: "cellGet"; readonly cell: Expression }
  /**
   * `left op right`. Type number: both sides number (or any narrower int), computed in int64_t; lowering wraps it in a `safe` where the
   * result may leave the safe integers, and for bit operators gives type i32 (u32 for `>>>`) with both sides already wrapped to 32 bits.
   * Type int of 64 bits: both sides that type; traps on overflow unless `wrap`; a shift count is u64, 64 and more gives 0.
   * `/` and `%` trap on zero.
   * Type f64: both sides f64, as JavaScript computes; `+ - * / %` alone.
   */
  | {
      readonly kind: "arithmetic";
      readonly op: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly wrap: boolean;
      /** `/` and `%` of integers in the place of JavaScript's: a division by zero gives what does not fit this type, and `at` says so. */
      readonly storedAs?: HirType;
    }
  /** Traps when `value` (number) is not a safe integer. */
  | { readonly kind: "safe"; readonly value: Expression }
  /** Traps when `value` (number) has left the range of a counter: -2^52 to 2^52. */
  | { readonly kind: "counted"; readonly value: Expression }
  /** A function without effects on numbers; `math.ts` lists them. */
  | { readonly kind: "math"; readonly function: MathName; readonly arguments: readonly Expression[] }
  | { readonly kind: "convert"; readonly value: Expression; readonly mode: ConvertMode }
  /** Both sides of one type: scalars by value, strings by content, other counted ones by identity; optional ones may be compared too. */
  | { readonly kind: "compare"; readonly op: CompareOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly value: Expression }
  | { readonly kind: "and"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "conditional"; readonly test: Expression; readonly then: Expression; readonly else: Expression }
  /** A value as an optional of its type. */
  | { readonly kind: "wrap"; readonly value: Expression }
  | { readonly kind: "isNull"; readonly value: Expression }
  /** The value of an optional; `checked` traps on null, otherwise lowering has proved it. */
  | { readonly kind: "unwrap"; readonly value: Expression; readonly checked: boolean }
  | { readonly kind: "instanceOf"; readonly value: Expression; readonly class: ClassId }
  /** To a base class, interface or union: no code. To a derived one: `checked` traps when it is another. */
  | { readonly kind: "cast"; readonly value: Expression; readonly checked: boolean }
  /** Is the mixed value of this member type, or its `null`? */
  | { readonly kind: "isMember"; readonly value: Expression; readonly member: HirType | "null" }
  /** The mixed value as the member that `type` is; traps when it is another. */
  | { readonly kind: "unbox"; readonly value: Expression }
  /** A function without captures as a value: static, immortal. */
  | { readonly kind: "functionValue"; readonly function: HirFunction }
);

/** An operation of the C runtime; `builtins.ts` lists them with their types. */
export interface BuiltinOperation {
  readonly kind: "builtin";
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** With an effect: it stands alone on the right of a statement. */
export type Operation = { readonly at: Place; readonly type: HirType } &
  /** Static call: functions, constructors' bodies, methods that nobody overrides; `this` is the first argument. */
  (
    | { readonly kind: "call"; readonly function: HirFunction; readonly arguments: readonly Expression[] }
    /** By the receiver's class; `class` declares the method first. */
    | {
        readonly kind: "callVirtual";
        readonly class: ClassId;
        readonly method: string;
        readonly receiver: Expression;
        readonly arguments: readonly Expression[];
      }
    | {
        readonly kind: "callInterface";
        readonly interface: ClassId;
        readonly method: string;
        readonly receiver: Expression;
        readonly arguments: readonly Expression[];
      }
    | { readonly kind: "callClosure"; readonly closure: Expression; readonly arguments: readonly Expression[] }
    /** A C function; `struct` is the class whose embedded struct goes first, with `arguments[0]` the object. */
    | { readonly kind: "callNative"; readonly native: HirNative; readonly arguments: readonly Expression[] }
    /** Allocates and calls the constructor function, if there is one; fields start as zero, "", NULL. */
    | {
        readonly kind: "new";
        readonly class: ClassId;
        readonly constructor_: HirFunction | null;
        readonly arguments: readonly Expression[];
      }
    /** A record: every field named, in the class's order. */
    | { readonly kind: "record"; readonly class: ClassId; readonly fields: readonly Expression[] }
    | { readonly kind: "arrayLiteral"; readonly elements: readonly Expression[] }
    /** `captures` become the fields of the closure; inside, `function.captures[i]` are read-only locals. */
    | { readonly kind: "closure"; readonly function: HirFunction; readonly captures: readonly Expression[] }
    | { readonly kind: "newCell"; readonly value: Expression }
    /** A scalar as a value of a mixed type. */
    | { readonly kind: "box"; readonly value: Expression }
    | BuiltinOperation
  );

/** What may stand on the right of a `let`, `assign`, `return` or `do`. */
export type Value = Expression | Operation;

/** Where a value can be stored. */
export type Target =
  | { readonly kind: "local"; readonly local: Local }
  | { readonly kind: "global"; readonly global: HirGlobal }
  | { readonly kind: "field"; readonly object: Expression; readonly class: ClassId; readonly field: string }
  | { readonly kind: "interfaceField"; readonly object: Expression; readonly interface: ClassId; readonly field: string }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression }
  | { readonly kind: "cell"; readonly cell: Expression };

export type Statement = { readonly at: Place } &
  /** `value` null: declared, assigned later on every path. */
  (
    | { readonly kind: "let"; readonly local: Local; readonly value: Value | null }
    | { readonly kind: "assign"; readonly target: Target; readonly value: Value }
    /** The value is dropped. */
    | { readonly kind: "do"; readonly value: Value }
    | { readonly kind: "block"; readonly body: Block; readonly label: number | null }
    | { readonly kind: "if"; readonly test: Expression; readonly then: Block; readonly else: Block | null }
    /** `while (test) { body; update }`; `continue` goes to `update`. A test with effects is lowered to `true` and a `break`. */
    | { readonly kind: "loop"; readonly label: number; readonly test: Expression; readonly body: Block; readonly update: Block }
    /** On an integer, never falling through; `values` of one case are constants. */
    | {
        readonly kind: "switch";
        readonly label: number;
        readonly value: Expression;
        readonly cases: readonly { readonly values: readonly bigint[]; readonly body: Block }[];
        readonly otherwise: Block;
      }
    /** Leaves the loop, switch or labelled block. */
    | { readonly kind: "break"; readonly label: number }
    | { readonly kind: "continue"; readonly label: number }
    | { readonly kind: "return"; readonly value: Value | null }
    | { readonly kind: "throw"; readonly value: Expression }
    /** `error` holds an instance of the class Error. */
    | {
        readonly kind: "try";
        readonly body: Block;
        readonly catch: { readonly error: Local; readonly body: Block } | null;
        readonly finally: Block | null;
      }
    /** Ends the program: a case that the checker says cannot come. */
    | { readonly kind: "unreachable"; readonly reason: string }
  );

/** In order. Lowering adds to it as it goes; passes leave it as it is. */
export type Block = Statement[];

export interface HirField {
  readonly name: string;
  readonly type: HirType;
  readonly readonly: boolean;
  /** Not counted (`@unowned`). */
  readonly unowned: boolean;
  /** What its author says about other tasks; null for fields that the compiler makes. */
  readonly sharing: FieldSharing | null;
}

/** How a field that changes may be reached by several tasks. */
export interface FieldSharing {
  readonly at: Place;
  /** `@guarded lock.path`: names of fields from the same object to the lock. */
  readonly guard: readonly string[] | null;
  /** `@atomic`: every access is one atomic load or store. */
  readonly atomic: boolean;
  /** `@owned` or `@racy` and the words behind it: the compiler takes the author's word. */
  readonly excuse: { readonly tag: "owned" | "racy"; readonly reason: string } | null;
}

/** One for each set of type arguments. */
export interface HirClass {
  readonly id: ClassId;
  /** As in the source, for `Error.name`, panics and debuggers. */
  readonly name: string;
  readonly at: Place;
  readonly base: ClassId | null;
  readonly interfaces: readonly ClassId[];
  /** Its own, without the base's. */
  readonly fields: readonly HirField[];
  /** Methods and accessors (`get x`, `set x`) by name, its own. */
  readonly methods: Map<string, HirFunction>;
  /** Own methods that a call must look up: overridden below, abstract, or overriding. */
  readonly virtual: Set<string>;
  readonly abstract: boolean;
  /** C struct of a `@native struct`. */
  readonly nativeStruct: string | null;
  /** `@lock`: what its fields hold is touched only in bodies given to its methods. */
  readonly isLock: boolean;
  /** How its objects are shown; null where none is. */
  shown: ShownClass | null;
}

/** What a class promises by `implements`. */
export interface HirInterface {
  readonly id: ClassId;
  readonly name: string;
  readonly at: Place;
  readonly extends: readonly ClassId[];
  readonly methods: readonly { readonly name: string; readonly parameters: readonly HirType[]; readonly result: HirType }[];
  readonly fields: readonly HirField[];
}

/** A function, method, constructor or function expression for one set of concrete types. */
export interface HirFunction {
  /** Unique C identifier. */
  readonly id: string;
  /** As in a backtrace: `Vcpu.start`. */
  readonly name: string;
  readonly at: Place;
  readonly module: string;
  /** `this` first for methods and constructors. All are borrowed. */
  readonly parameters: Local[];
  /** Set for closures: read-only locals bound from the closure object. */
  readonly captures: Local[];
  readonly result: HirType;
  body: Block;
  /** Name for C callers (`@export`). */
  readonly exportName: string | null;
  /** `@once`: C calls it a single time, in the task that ran the modules' top-level code. */
  readonly once: boolean;
  readonly contracts: { readonly noalloc: boolean; readonly nothrow: boolean };
  /** Filled by the may-throw pass. */
  mayThrow: boolean;
}

/** A function of C that TypeScript calls. */
export interface HirNative {
  /** C identifier. */
  readonly name: string;
  readonly parameters: readonly HirType[];
  readonly result: HirType;
  /** `@native struct` class whose struct pointer replaces the first argument. */
  readonly struct: ClassId | null;
  /** `@acquire`, `@release`: takes the lock that its struct is, or gives it back. */
  readonly locking: "acquire" | "release" | null;
}

/** `device`: numbers are integers; `host`: numbers are JavaScript's doubles. */
export type Profile = "device" | "host";

/** A module-level variable. */
export interface HirGlobal {
  readonly id: string;
  readonly name: string;
  readonly module: string;
  readonly type: HirType;
  readonly mutable: boolean;
  readonly sharing: FieldSharing | null;
}

export interface HirModule {
  /** Path from the project's root, without extension. */
  readonly name: string;
  readonly classes: HirClass[];
  readonly interfaces: HirInterface[];
  readonly functions: HirFunction[];
  readonly globals: HirGlobal[];
  /** Runs the module's top-level statements; called in import order. */
  readonly initialise: HirFunction;
}

/** All that the later stages know of a program. */
export interface HirProgram {
  /** Whether there is floating point. */
  readonly profile: Profile;
  /** In order of initialisation. */
  readonly modules: readonly HirModule[];
  /** `Error`, found by the compiler in `src/std/lang/error.ts`. */
  readonly errorClass: ClassId;
  readonly outOfMemoryClass: ClassId;
}

export type { ClassId, CountedType, HirType, IntType, ScalarType };
