/** `--list-unsafe`: fields and variables for which the check for races takes the author's word (`@owned`, `@racy`), with the reasons. */
import type { FieldSharing, HirProgram } from "../hir/nodes.js";

export interface UnsafeField {
  /** `Vcpu.state`. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly tag: "owned" | "racy";
  readonly reason: string;
}

/** In order of file and line; a field of a generic class is one, whatever the class's instances. */
export function unsafeFields(program: HirProgram): readonly UnsafeField[] {
  const found = new Map<string, UnsafeField>();
  const note = (name: string, sharing: FieldSharing | null): void => {
    if (sharing?.excuse == null) return;
    const { file, line } = sharing.at;
    found.set(`${file}:${line}`, { name, file, line, ...sharing.excuse });
  };
  for (const module of program.modules) {
    for (const c of module.classes) for (const field of c.fields) note(`${c.name}.${field.name}`, field.sharing);
    for (const global of module.globals) note(global.name, global.sharing);
  }
  return [...found.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

export function renderUnsafe(fields: readonly UnsafeField[]): string {
  const lines = fields.map(({ name, file, line, tag, reason }) => `${file}:${line}: ${name} @${tag} ${reason}`);
  return `${[...lines, `${fields.length} fields and variables are taken on their author's word`].join("\n")}\n`;
}
