/** The report on memory as text: a file, its functions, an event a line. Functions without events are counted, not listed. */
import type { FunctionMemory, MemoryEvent, MemoryReport } from "./memory-report.js";

export function renderMemory({ functions }: MemoryReport): string {
  const busy = functions.filter(({ events }) => events.length > 0);
  const files = [...new Set(busy.map(({ file }) => file))];
  const parts = files.map((file) => [file, ...busy.filter((f) => f.file === file).map(renderFunction)].join("\n"));
  const all = busy.flatMap(({ events }) => events);
  return `${[...parts, `${functions.length} functions, ${busy.length} with events: ${totals(all)}`].join("\n\n")}\n`;
}

function renderFunction({ name, file, line, events }: FunctionMemory): string {
  const lines = events.map((event) => `    ${file}:${event.line}  ${event.kind.padEnd(10)}  ${event.what}: ${event.why}`);
  return [`  ${name} (line ${line}): ${totals(events)}`, ...lines].join("\n");
}

function totals(events: readonly MemoryEvent[]): string {
  const count = (kind: MemoryEvent["kind"]): number => events.filter((event) => event.kind === kind).length;
  const kinds = [
    [count("allocation"), "allocation"],
    [count("copy"), "copy"],
    [count("retain"), "retain"],
    [count("release"), "release"],
  ] as const;
  return (
    kinds
      .filter(([n]) => n > 0)
      .map(([n, kind]) => `${n} ${n === 1 ? kind : plural(kind)}`)
      .join(", ") || "nothing"
  );
}

function plural(kind: MemoryEvent["kind"]): string {
  return kind === "copy" ? "copies" : `${kind}s`;
}
