/** The analyzers: what is run for a file, and which of clang-tidy's checks are left out. */

export interface Tool {
  /** As in explained.json. */
  readonly name: "gcc" | "clang" | "gcc -fanalyzer" | "clang-tidy";
  readonly command: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** Looks at several files at once, which saves its start. */
  readonly takesMany: boolean;
  arguments(files: readonly string[], flags: readonly string[]): readonly string[];
}

const warnings = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow"];

interface Exclusion {
  readonly check: string;
  readonly why: string;
}

export const excludedChecks: readonly Exclusion[] = [
  {
    check: "bugprone-easily-swappable-parameters",
    why: "parameters are the TypeScript's own; there their names and types are checked at each call",
  },
  {
    check: "clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling",
    why: "asks for memset_s and its like of C11's Annex K, which no C library here has",
  },
  {
    check: "clang-analyzer-optin.performance.Padding",
    why: "fields stand in the order in which they are explained; where bytes matter, a static assertion says so",
  },
  { check: "bugprone-reserved-identifier", why: "an alias of cert-dcl37-c, which is on" },
];

/** `cert-*` for C alone: those for C++ find nothing in C. */
const groups = ["bugprone-*", "clang-analyzer-*", "cert-*-c"];

export const checks = ["-*", ...groups, ...excludedChecks.map(({ check }) => `-${check}`)].join(",");

/* -O1: some warnings, and all of -fanalyzer, need the data flow. */
export const tools: readonly Tool[] = [
  {
    name: "gcc",
    command: "aarch64-linux-gnu-gcc",
    package: "gcc-aarch64-linux-gnu",
    takesMany: true,
    arguments: (files, flags) => ["-fsyntax-only", "-O1", ...warnings, "-mno-outline-atomics", ...flags, ...files],
  },
  {
    name: "clang",
    command: "clang",
    package: "clang",
    takesMany: true,
    arguments: (files, flags) => ["--target=aarch64-linux-gnu", "-fsyntax-only", "-O1", ...warnings, ...flags, ...files],
  },
  {
    name: "gcc -fanalyzer",
    command: "aarch64-linux-gnu-gcc",
    package: "gcc-aarch64-linux-gnu",
    takesMany: false,
    arguments: (files, flags) => [
      "-fanalyzer",
      "-fdiagnostics-plain-output",
      "-O1",
      "-S",
      "-o",
      "/dev/null",
      "-mno-outline-atomics",
      ...flags,
      ...files,
    ],
  },
  {
    name: "clang-tidy",
    command: "clang-tidy",
    package: "clang-tidy",
    takesMany: true,
    arguments: (files, flags) => [
      "--quiet",
      `--checks=${checks}`,
      "--header-filter=.*",
      ...files,
      "--",
      "--target=aarch64-linux-gnu",
      ...flags,
    ],
  },
];
