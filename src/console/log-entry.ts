/** Messages of the hypervisor's log, and how they are shown. */
import { ticksPerSecond } from "../std/index.js";
import type { u64 } from "../std/index.js";

/** From the most to the least important. */
export enum LogLevel {
  Error = 0,
  Warning = 1,
  Info = 2,
  Debug = 3,
}

/** A copy: it stays when the log gives the message up for newer ones. */
export interface LogEntry {
  /** Number of the entry since the start, 0 up. */
  readonly number: u64;
  readonly level: LogLevel;
  /** Ticks of `now`. */
  readonly time: u64;
  readonly text: string;
}

const levels: readonly LogLevel[] = [LogLevel.Error, LogLevel.Warning, LogLevel.Info, LogLevel.Debug];

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

/** From the most to the least important. */
export const levelNames: readonly string[] = levels.map(levelName);

/** The level of that name; null where there is none. */
export function levelOf(name: string): LogLevel | null {
  for (const level of levels) if (levelName(level) === name) return level;
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
