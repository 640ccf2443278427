/** What the compiler says about a program: a value with a place, never an exception that reaches the user. */
import type { Place } from "../hir/nodes.js";

export interface Diagnostic {
  /** `K2104` for ours, `TS2322` for tsc's. */
  readonly code: string;
  readonly message: string;
  /** What to write instead. */
  readonly rewrite: string | null;
  readonly reason: string | null;
  /** Null for what concerns no single file (a missing entry file). */
  readonly place: Place | null;
  /** The source line at `place`, and how many of its characters are meant. */
  readonly sourceLine: string;
  readonly length: number;
}
