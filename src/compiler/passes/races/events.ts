/** What happens in a function that the check for races wants to know, in the order of the text. */
import type { Expression, HirFunction, Operation, Place } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { Thing } from "./value-flow.js";

/** A lock that is held: how the function names it, and what it is wherever it is named. */
export interface Held {
  /** `%3.lock`; null where the path is not a fixed one. */
  readonly path: string | null;
  /** Place of the field or variable that has the lock. */
  readonly key: string;
}

/** What an access starts from. */
export type Base =
  /** Made here, and nobody else has it yet. */
  | { readonly root: "young" }
  /** A parameter (captures count on) or a part that its object made for itself. */
  | { readonly root: "parameter"; readonly n: number }
  /** Behind a field that says how it is reached: `@guarded`, `@owned`, `@racy`, or of a `@lock` class. */
  | { readonly root: "kept" }
  | { readonly root: "other" };

export interface Touch {
  readonly kind: "touch";
  /** Place of a field or module variable; null for what is in containers. */
  readonly place: string | null;
  readonly containers: readonly Thing[];
  readonly write: boolean;
  readonly base: Base;
  /** Path of the object whose field it is; null also where no lock guards the place. */
  readonly path: string | null;
  readonly at: Place;
  readonly held: readonly Held[];
  /** A use of what was read from the field before: its type. Null: the field itself is touched. */
  readonly later: HirType | null;
}

/** A call, or the making of a closure: what its function does with captures happens to what they are now. */
export interface Call {
  readonly kind: "call";
  readonly callees: readonly HirFunction[];
  /** By number of parameter; null for those that are not given here. */
  readonly bases: readonly (Base | null)[];
  readonly given: readonly (Expression | null)[];
  readonly op: Operation;
  readonly held: readonly Held[];
}

export type Event = Touch | Call;
