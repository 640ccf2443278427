/** What a file's syntax alone says, found once: tsc keeps the file as long as nobody changes it, over any number of compilations. */
import type * as ts from "typescript";

/** `find` with a memory. What it finds must depend on nothing but the file: not on other files, options or a program. */
export function perFile<T, Rest extends readonly unknown[]>(
  find: (file: ts.SourceFile, ...rest: Rest) => T,
): (file: ts.SourceFile, ...rest: Rest) => T {
  const found = new WeakMap<ts.SourceFile, { readonly value: T }>();
  return (file, ...rest) => {
    const known = found.get(file) ?? { value: find(file, ...rest) };
    found.set(file, known);
    return known.value;
  };
}
