/** The standard library: what every room of the hypervisor may use. The unsafe module is imported by its own path. */
export type { f64, i16, i8, real } from "./integers.js";
/* Types and conversions of the same name. */
export { i32, i64, u16, u32, u64, u8 } from "./integers.js";
export { lowU16, lowU32, lowU8 } from "./convert.js";
export { assert, panic } from "./panic.js";
export { print } from "./print.js";
export { OutOfMemoryError } from "./lang/error.js";
export { parseInteger, hex } from "./text/numbers.js";
export { decodeUtf8, encodeUtf8 } from "./text/utf8.js";
export { asciiLowerCase, asciiUpperCase } from "./text/ascii.js";
export { readU16le, readU32be, readU32le, readU64be, readU64le, writeU32be, writeU32le, writeU64be, writeU64le } from "./byte-order.js";
export { SortedMap } from "./collections/sorted-map.js";
export { RingBuffer } from "./collections/ring-buffer.js";
export { AtomicU32, AtomicU64 } from "./kernel/atomic.js";
export { PerCpu } from "./kernel/per-cpu.js";
export { SpinLock } from "./kernel/spin-lock.js";
export { Semaphore } from "./kernel/semaphore.js";
export { Mutex } from "./kernel/mutex.js";
export { WaitQueue } from "./kernel/wait-queue.js";
export { callOnCpu, cpuIndex, idleTime, sleepUntil, Task, taskCount, TaskState, yieldCpu } from "./kernel/task.js";
export { armedTimers, milliseconds, now, ticksPerSecond } from "./kernel/time.js";
export { addHeap, heapSize, heapUsed } from "./kernel/heap.js";
