import { ticksPerSecond } from "../std/index.js";
import type { u64 } from "../std/index.js";
import type { LogEntry } from "./log.js";
import { LogLevel } from "./log.js";

export function levelName(level: LogLevel): string {
  switch (level) {
    case LogLevel.Error:
      return "error";
    case LogLevel.Warning:
      return "warning";
    case LogLevel.Info:
      return "info";
    case LogLevel.Debug:
      return "debug";
  }
}

/** The level of that name; null where there is none. */
export function levelOf(name: string): LogLevel | null {
  for (const level of [LogLevel.Error, LogLevel.Warning, LogLevel.Info, LogLevel.Debug]) {
    if (levelName(level) === name) return level;
  }
  return null;
}

/** `[    1.204] warning: text`, in seconds and milliseconds since the counter started. */
export function formatEntry(entry: LogEntry): string {
  return `[${formatSeconds(entry.time)}] ${levelName(entry.level)}: ${entry.text}`;
}

function formatSeconds(ticks: u64): string {
  const perSecond = ticksPerSecond();
  const thousandths = ((ticks % perSecond) * 1000n) / perSecond;
  return `${String(ticks / perSecond).padStart(5)}.${String(thousandths).padStart(3, "0")}`;
}
