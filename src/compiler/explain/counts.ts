/** Retains and releases in the C of a function, with the lines of TypeScript that they belong to. */
import type { HirFunction } from "../hir/nodes.js";
import { isCounted, type HirType } from "../hir/types.js";
import { presentType } from "../hir/type-text.js";
import { walkFunction } from "../hir/walk.js";
import type { MemoryEvent } from "./memory-report.js";

interface Pattern {
  readonly matches: RegExp;
  readonly kind: MemoryEvent["kind"];
  /** `$1` and `$2` are the pattern's groups. */
  readonly what: string;
  readonly why: string;
}

/** The first that matches a line says what it is. */
const patterns: readonly Pattern[] = [
  { matches: /rt_throw\(rt_retain\((.*)\)\);/, kind: "retain", what: "$1", why: "thrown: the catch clause owns it" },
  {
    matches: /(?:return|returned =|result =|\*\w+ =) rt_retain\((.*)\);/,
    kind: "retain",
    what: "$1",
    why: "given to the caller, who owns results",
  },
  { matches: /->(?:native\.)?(\w+) = rt_retain\((.*)\);/, kind: "retain", what: "$2", why: "stored in `$1` of a new object" },
  { matches: /(\w+)\.value = rt_retain\((.*)\);/, kind: "retain", what: "$2", why: "kept in the captured variable `$1`" },
  {
    matches: /(\w+) = rt_retain\((.*)\);/,
    kind: "retain",
    what: "$2",
    why: "kept in `$1`: where it was read may change before the last use",
  },
  { matches: /rt_retain\((.*?)\)/, kind: "retain", what: "$1", why: "handed to what keeps it" },
  { matches: /RT_ASSIGN\((.*), (.*)\);/, kind: "retain", what: "$2", why: "stored in `$1`, and what was there is released" },
  { matches: /RT_MOVE\((.*), (\w+)\);/, kind: "release", what: "$1", why: "replaced by a new value" },
  { matches: /rt_release\((.*)\);/, kind: "release", what: "$1", why: "owned here, and no longer used" },
];

/** Operations of containers that count their elements inside the runtime. */
const containerCounts: Readonly<Record<string, Pick<MemoryEvent, "kind" | "why">>> = {
  ...each(["array_push", "map_set", "set_add"], { kind: "retain", why: "the container keeps it" }),
  ...each(["array_slice", "map_get", "map_key_at", "map_value_at", "set_value_at", "weak_deref"], {
    kind: "retain",
    why: "taken out of what may change before the last use",
  }),
  ...each(["array_set_length", "array_move_tail", "map_delete", "map_clear", "set_delete", "set_clear"], {
    kind: "release",
    why: "the container gives it up",
  }),
};

function each<T>(names: readonly string[], value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** Counts of elements that the runtime does for the function. */
export function containerCountsOf(f: HirFunction): readonly MemoryEvent[] {
  const events: MemoryEvent[] = [];
  walkFunction(f, {
    operation: (op) => {
      const count = op.kind === "builtin" ? containerCounts[op.name] : undefined;
      const container = op.kind === "builtin" ? op.arguments[0] : undefined;
      if (op.kind !== "builtin" || count === undefined || container === undefined || !holdsCounted(container.type)) return;
      events.push({ line: op.at.line, kind: count.kind, what: `an element (${op.name.replaceAll("_", " ")})`, why: count.why });
    },
  });
  return events;
}

function holdsCounted(type: HirType): boolean {
  const present = presentType(type);
  switch (present.kind) {
    case "array":
    case "set":
      return isCounted(present.element);
    case "map":
      return isCounted(present.key) || isCounted(present.value);
    case "weak":
      return true;
    default:
      return false;
  }
}

/** @param c lines of the function's C, `#line`s among them */
export function countsOf(f: HirFunction, c: readonly string[]): readonly MemoryEvent[] {
  let line = f.at.line;
  return c.flatMap((text): MemoryEvent[] => {
    const moved = /^#line (\d+)/.exec(text);
    if (moved !== null) line = Number(moved[1]);
    const event = eventOf(text);
    return event === null ? [] : [{ line, ...event }];
  });
}

function eventOf(text: string): Omit<MemoryEvent, "line"> | null {
  for (const { matches, kind, what, why } of patterns) {
    const match = matches.exec(text);
    if (match === null) continue;
    const filled = (template: string): string => template.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? "");
    return { kind, what: filled(what), why: filled(why) };
  }
  return null;
}
