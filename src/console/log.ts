/** The hypervisor's own log: the last messages, kept in memory for the `log` command and shown at the prompt. */
import { Mutex, now } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";

/** From the most to the least important. */
export enum LogLevel {
  Error = 0,
  Warning = 1,
  Info = 2,
  Debug = 3,
}

export interface LogEntry {
  /** Number of the entry since the start, 0 up. */
  readonly number: u64;
  readonly level: LogLevel;
  /** Ticks of `now`. */
  readonly time: u64;
  readonly text: string;
}

/** Gets each message as it comes, in the task that logged it. */
export type LogListener = (entry: LogEntry) => void;

/** Messages that are kept. */
const keptEntries: u32 = 512;

/** What the log's lock guards. */
class LogState {
  readonly entries: LogEntry[] = [];
  /** Messages since the start. */
  count: u64 = 0n;
  listener: LogListener | null = null;

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

  /** Sends every later message there too; null: nowhere. */
  listen(listener: LogListener | null): void {
    this.state.with((state) => {
      state.listener = listener;
    });
  }

  private add(level: LogLevel, text: string): void {
    this.state.with((state) => {
      const entry = state.append(level, text);
      const listener = state.listener;
      if (listener !== null) listener(entry);
    });
  }
}

/** The one log of this machine. */
export const log = new Log();
