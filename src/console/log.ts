/** The hypervisor's own log: the last messages, kept in memory for the `log` command. */
import { Mutex, now, print } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import type { LogEntry } from "./log-entry.js";
import { formatEntry, LogLevel } from "./log-entry.js";

export { LogLevel } from "./log-entry.js";

/** Gets each message as it comes, in the task that logged it. */
export type LogListener = (entry: LogEntry) => void;

/** Messages that are kept. */
const keptEntries: u32 = 512;

function printEntry(entry: LogEntry): void {
  if (entry.level <= LogLevel.Info) print(formatEntry(entry));
}

/** What the log's lock guards. */
class LogState {
  readonly entries: LogEntry[] = [];
  /** Messages since the start. */
  count: u64 = 0n;
  listener: LogListener = printEntry;

  append(level: LogLevel, text: string): LogEntry {
    const entry: LogEntry = { number: this.count, level, time: now(), text };
    const slot = Number(this.count % BigInt(keptEntries));
    if (slot < this.entries.length) this.entries[slot] = entry;
    else this.entries.push(entry);
    this.count++;
    return entry;
  }
}

/** Not for interrupt handlers and the exit path: it allocates and may wait. */
export class Log {
  private readonly state = new Mutex(new LogState());

  error(text: string): void {
    this.add(LogLevel.Error, text);
  }

  warning(text: string): void {
    this.add(LogLevel.Warning, text);
  }

  info(text: string): void {
    this.add(LogLevel.Info, text);
  }

  debug(text: string): void {
    this.add(LogLevel.Debug, text);
  }

  /** Kept entries from number `first` on, oldest first. */
  since(first: u64): LogEntry[] {
    return this.state.with((state) => {
      const kept = BigInt(state.entries.length);
      const oldest = state.count - kept;
      const found: LogEntry[] = [];
      for (let n = first > oldest ? first : oldest; n < state.count; n++) {
        found.push(state.entries[Number(n % BigInt(keptEntries))]!);
      }
      return found;
    });
  }

  /** Number that the next entry will have. */
  next(): u64 {
    return this.state.with((state) => state.count);
  }

  /** Sends every later message there too, in place of where it went before: until the shell runs they are printed at once. */
  listen(listener: LogListener): void {
    this.state.with((state) => {
      state.listener = listener;
    });
  }

  private add(level: LogLevel, text: string): void {
    this.state.with((state) => {
      state.listener(state.append(level, text));
    });
  }
}

/** The one log of this machine. */
export const log = new Log();
