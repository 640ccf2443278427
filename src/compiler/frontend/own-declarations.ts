/** What the compiler tells tsc besides JavaScript's own declarations. */
import { createRequire } from "node:module";
import path from "node:path";

/** Where JavaScript's own declarations are: with the package, also when tsc's code is part of a bundle elsewhere. */
export const declarationsFolder = path.dirname(createRequire(import.meta.url).resolve("typescript"));

/** A file that is not on disk. */
export const ownDeclarations = path.join(declarationsFolder, "lib.tsvisor.d.ts");

/** The type of `new Array(n)`: `any[]`, but for its `fill`. */
export const arrayToFill = "TsvisorArrayToFill";

/**
 * `new Array(n)` is `any[]` to tsc, and what `fill` makes of it too; but what fills an array says what it holds. Null and undefined say nothing: other values
 * come later.
 */
export const ownDeclarationsText = `
type ${arrayToFill} = { fill(value: null | undefined): any[]; fill<T>(value: T): T[] } & any[];
interface ArrayConstructor {
  new (length: number): ${arrayToFill};
  (length: number): ${arrayToFill};
}
`;
