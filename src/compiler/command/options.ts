/** The options of the command `compile`: one table for who reads the words and for who explains them. */

export interface OptionHelp {
  readonly name: string;
  /** What follows the name, as the help calls it; missing for a flag. */
  readonly value?: string;
  readonly help: string;
}

export const compileOptions = [
  { name: "profile", value: "PROFILE", help: "host (default): numbers are JavaScript's doubles; device: integers, no floating point" },
  { name: "out", value: "DIR", help: "folder for the C files" },
  { name: "exe", value: "PROGRAM", help: "builds a program of this host with the C compiler (cc, or what CC names)" },
  { name: "debug", help: "the program of --exe is for gdb: not optimised, with lines and names of the TypeScript" },
  { name: "no-lines", help: "no #line in the C: its own lines count for debuggers and for warnings" },
  { name: "native-header", value: "NAME", help: "a C header that declares what @native functions call; all C includes it" },
  { name: "explain-memory", help: "prints where the program allocates and counts references, and why" },
  { name: "list-unsafe", help: "prints the fields that nobody checks for races, for a reason that is given (@owned, @racy)" },
  { name: "json", help: "these two print JSON" },
  { name: "timings", help: "tells how long each stage took, tsc's beside ours" },
  { name: "watch", help: "stays, and compiles again when a source changes; with --out" },
  { name: "then", value: "COMMAND", help: "with --watch: what the shell runs after each time without errors" },
] as const satisfies readonly OptionHelp[];

/** A line for each, indented. */
export function optionLines(options: readonly OptionHelp[]): readonly string[] {
  const names = options.map(({ name, value }) => `--${name}${value === undefined ? "" : ` ${value}`}`);
  const width = Math.max(0, ...names.map((name) => name.length));
  return options.map(({ help }, n) => `  ${(names[n] ?? "").padEnd(width)}  ${help}`);
}
