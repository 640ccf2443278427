/** One generated file: its string literals, and what its emitters share. */
import type { HirModule, Place } from "../hir/nodes.js";
import { cString, stringLiteral, wtf8 } from "./literals.js";
import type { CProgram } from "./program.js";

/** Collects the file's strings while its functions are written. */
export class CModule {
  private readonly strings = new Map<string, string>();
  private lastQuoted = { file: "", text: '""' };

  /** @param number of the module: all files together may be compiled as one */
  constructor(
    readonly program: CProgram,
    readonly module: HirModule,
    private readonly number: number,
  ) {}

  /** Path of the TypeScript file. */
  get source(): string {
    return this.module.initialise.at.file;
  }

  /** C expression for the static string. */
  string(text: string): string {
    if (text === "") return "&string__empty";
    const known = this.strings.get(text);
    if (known !== undefined) return `&${known}`;
    const name = `text__${this.number}_${this.strings.size + 1}`;
    this.strings.set(text, name);
    return `&${name}`;
  }

  /** A file's name as `#line` has it. */
  quoted(file: string): string {
    if (file !== this.lastQuoted.file) this.lastQuoted = { file, text: JSON.stringify(file) };
    return this.lastQuoted.text;
  }

  place(at: Place): string {
    return at.file === this.source ? `RT_AT(${at.line}, ${at.column})` : `RT_AT_FILE(${cString(at.file)}, ${at.line}, ${at.column})`;
  }

  /** To be asked for when all else of the file is written: until then strings are added. */
  stringDefinitions(): readonly string[] {
    return [...this.strings].map(([text, name]) => stringDefinition(name, text));
  }
}

export function stringDefinition(name: string, text: string): string {
  const bytes = wtf8(text);
  return `static struct rt_string ${name} = RT_STRING_LITERAL(${stringLiteral(bytes)}, ${bytes.length}, ${text.length});`;
}
