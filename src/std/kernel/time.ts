import type { u32, u64 } from "../integers.js";

/* Node's. */
declare const process: { readonly hrtime: { bigint(): bigint } };

/** Ticks of the system counter since it started. @native time_now @nothrow @noalloc */
export function now(): u64 {
  return process.hrtime.bigint();
}

/** Ticks per second of `now`. @native time_frequency @nothrow @noalloc */
export function ticksPerSecond(): u64 {
  return 1_000_000_000n;
}

/** Timers that are armed, for leak checks. @native timer_count @nothrow @noalloc */
export function armedTimers(): u32 {
  return 0;
}

/** `count` milliseconds in ticks. */
export function milliseconds(count: u64): u64 {
  return (count * ticksPerSecond()) / 1000n;
}
