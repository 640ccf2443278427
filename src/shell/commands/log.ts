import { log as machineLog } from "../../console/log.js";
import { formatEntry, levelNames, levelOf, LogLevel } from "../../console/log-entry.js";
import { parseInteger } from "../../std/index.js";
import { command, Repeat, WordKind } from "../command.js";

export const log = command("log", "Show the hypervisor's messages")
  .argument({
    name: "level",
    summary: `those of this level and above: ${levelNames.join(", ")}`,
    kind: WordKind.Choice,
    repeat: Repeat.Optional,
    choices: levelNames,
  })
  .option({ name: "lines", short: "n", summary: "only the last N", valueName: "N", kind: WordKind.Number, choices: [] })
  .run((call) => {
    const least = levelOf(call.argument("level")) ?? LogLevel.Debug;
    const entries = machineLog.since(0n).filter((entry) => entry.level <= least);
    const wanted = parseInteger(call.option("lines") ?? "") ?? BigInt(entries.length);
    const count = wanted < BigInt(entries.length) ? Number(wanted) : entries.length;
    for (const entry of entries.slice(entries.length - count)) call.out.text(formatEntry(entry));
    if (entries.length === 0) call.out.text("No messages.");
  });
