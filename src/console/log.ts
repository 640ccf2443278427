/** The hypervisor's own log: the last messages, kept in memory for the `log` command. */
import { Mutex, now, print, u32 } from "../std/index.js";
import type { u64 } from "../std/index.js";
import type { LogEntry } from "./log-entry.js";
import { formatEntry, LogLevel } from "./log-entry.js";
import { TextRing } from "./text-ring.js";

export { LogLevel } from "./log-entry.js";

/** Gets each message as it comes, in the task that logged it. */
export type LogListener = (entry: LogEntry) => void;

/** Messages that are kept at most, and the bytes that their texts have together. */
const mostEntries: u32 = 512;
const textBytes: u32 = 65536;

function printEntry(entry: LogEntry): void {
  if (entry.level <= LogLevel.Info) print(formatEntry(entry));
}

/** What the log's lock guards. Its memory does not grow. */
class LogState {
  listener: LogListener = printEntry;
  /** Messages since the start. */
  count: u64 = 0n;
  private readonly texts = new TextRing(textBytes, mostEntries);
  /** By number mod `mostEntries`. */
  private readonly levels = new Uint8Array(mostEntries);
  private readonly times = new BigUint64Array(mostEntries);

  append(level: LogLevel, text: string): LogEntry {
    const entry: LogEntry = { number: this.count, level, time: now(), text };
    const slot = Number(this.count % BigInt(mostEntries));
    this.levels[slot] = level;
    this.times[slot] = entry.time;
    this.texts.push(text);
    this.count++;
    return entry;
  }

  /** Number of the oldest message that is kept. */
  oldest(): u64 {
    return this.count - BigInt(this.texts.count);
  }

  /** A kept message. */
  entry(number: u64): LogEntry {
    const slot = Number(number % BigInt(mostEntries));
    return { number, level: this.levels[slot]!, time: this.times[slot]!, text: this.texts.at(u32(number - this.oldest())) };
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

  /** Kept, but not shown as it comes: the `log` command shows it. */
  debug(text: string): void {
    this.add(LogLevel.Debug, text);
  }

  /** Kept entries from number `first` on, oldest first. */
  since(first: u64): LogEntry[] {
    return this.state.with((state) => {
      const found: LogEntry[] = [];
      const oldest = state.oldest();
      for (let n = first > oldest ? first : oldest; n < state.count; n++) found.push(state.entry(n));
      return found;
    });
  }

  /** Number that the next entry will have. */
  next(): u64 {
    return this.state.with((state) => state.count);
  }

  /** Sends every later message there, in place of where it went before: until the shell runs they are printed at once. */
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
