/**
 * What the standard library's own code for Node names of Node's globals. Node's declarations (`@types/node`) are longer than most programs, so
 * one that needs no more of them is checked with these.
 */
import path from "node:path";
import ts from "typescript";
import { repositoryRoot } from "./file-names.js";

/** There is no such file: beside `@types/node` it would declare everything a second time. */
export const nodeGlobals = path.join(repositoryRoot, "src/std/node-globals.d.ts");

const text = `declare const process: {
  readonly stdout: { write(text: string | Uint8Array): boolean };
  readonly hrtime: { bigint(): bigint };
  exit(code?: number): never;
};
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
`;

let file: ts.SourceFile | null = null;

export function nodeGlobalsFile(): ts.SourceFile {
  file ??= Object.assign(ts.createSourceFile(nodeGlobals, text, ts.ScriptTarget.ES2022, true), { version: text });
  return file;
}
