/** What lowering notes for the description of what is shown, which needs the whole program. */
import type * as ts from "typescript";
import { isStandardLibrary } from "../../frontend/program.js";
import type { CheckedProgram } from "../../frontend/program.js";
import type { ClassInfo } from "../classes/class-info.js";
import type { TypeSource } from "./field-sources.js";

/** A value that is shown: the record that it is put into, and where. */
export interface ShownValue {
  readonly wrapper: ClassInfo;
  readonly node: ts.Node;
  readonly source: TypeSource;
  /** `console.log` or its like. */
  readonly what: string;
}

export class ShownValues {
  /** Some module shows values, so the order of an object's keys can be seen. */
  readonly isWanted: boolean;
  readonly values: ShownValue[] = [];
  /** Records of which a literal has made objects with all fields in their order. */
  readonly madePlainly = new Set<ClassInfo>();
  private readonly later = new Map<ClassInfo, Map<string, "value" | "perhaps undefined">>();

  constructor({ profile, program }: CheckedProgram) {
    const isOurs = (file: ts.SourceFile): boolean => !file.isDeclarationFile && !isStandardLibrary(file.fileName);
    this.isWanted = profile === "host" && program.getSourceFiles().some((file) => isOurs(file) && /\bconsole\b|\bJSON\b/.test(file.text));
  }

  /** An optional field of objects that are there already is assigned. */
  noteSet(owner: ClassInfo, field: string, maybeUndefined: boolean): void {
    if (!this.isWanted || !owner.optional.has(field)) return;
    const fields = this.later.get(owner) ?? new Map<string, "value" | "perhaps undefined">();
    if (maybeUndefined || !fields.has(field)) fields.set(field, maybeUndefined ? "perhaps undefined" : "value");
    this.later.set(owner, fields);
  }

  isSetLater(owner: ClassInfo, field: string): boolean {
    return this.later.get(owner)?.has(field) ?? false;
  }

  isSetToUndefined(owner: ClassInfo, field: string): boolean {
    return this.later.get(owner)?.get(field) === "perhaps undefined";
  }
}
