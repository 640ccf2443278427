/** Classes of JavaScript that are classes of the library in a compiled program. */

/** JavaScript's own classes and the classes of `src/std/lang` that they are in a compiled program. */
export const globalErrors: ReadonlyMap<string, string> = new Map([
  ["Error", "BaseError"],
  ["RangeError", "RangeError_"],
  ["TypeError", "TypeError_"],
  ["SyntaxError", "SyntaxError_"],
  ["ReferenceError", "ReferenceError_"],
  ["DataView", "DataView_"],
]);
