/** A VM's end of the console: what its UART printed, kept; and a signal to whoever shows it. */
import type { ByteSink } from "../devices/byte-sink.js";
import { SpinLock, u32, WaitQueue } from "../std/index.js";
import type { u64, u8 } from "../std/index.js";
import { ByteRing } from "./byte-ring.js";

/** Bytes of output that are kept of each VM. */
const logBytes: u32 = 65536;
/** What is woken while nobody watches. */
const nobody = new WaitQueue();

/** How far somebody has read a VM's output, beside the terminal. */
export class OutputReader {
  /** Bytes since the VM was made. */
  position: u64 = 0n;
}

/**
 * Receives the output of a VM's UART, on the exit path: a few instructions under the VM's own lock, no allocation, nothing
 * shared with another VM. While the console is attached the terminal's task is woken, which does the printing.
 */
export class VmConsole implements ByteSink {
  /** Guards all fields below; held for a few instructions, also by the exit path. */
  private readonly lock = new SpinLock();
  /** @guarded lock */
  private readonly log = new ByteRing(logBytes);
  /** Bytes that the guest has printed since the VM was made. @guarded lock */
  private printed: u64 = 0n;
  /** How many of them the terminal has shown, or skipped. @guarded lock */
  private shown: u64 = 0n;
  /** How many of those were skipped since somebody asked. @guarded lock */
  private lost: u64 = 0n;
  /** @guarded lock */
  private watcher = nobody;
  /** The watcher knows that there is something; it is not woken for every byte. @guarded lock */
  private announced = false;

  /** The guest printed a byte. Exit path of any of the VM's vCPUs. @nothrow @noalloc */
  put(byte: u8): void {
    const interrupts = this.lock.lock();
    this.log.pushOver(byte);
    this.printed++;
    this.announce();
    this.lock.unlock(interrupts);
  }

  /** The guest took a byte of input, so there is room for more. Exit path. @nothrow @noalloc */
  inputTaken(): void {
    const interrupts = this.lock.lock();
    this.announce();
    this.lock.unlock(interrupts);
  }

  /** From now on `queue` is woken when there is output, or room for input. The queue must live until `detach`. */
  attach(queue: WaitQueue): void {
    const interrupts = this.lock.lock();
    this.watcher = queue;
    this.announced = false;
    this.lock.unlock(interrupts);
  }

  /** Nobody is woken from now on; what is printed is kept all the same. */
  detach(): void {
    const interrupts = this.lock.lock();
    this.watcher = nobody;
    this.lock.unlock(interrupts);
  }

  /**
   * Moves output that was not shown yet into `target`, as much as fits.
   * @returns bytes moved; 0: all has been shown, and the watcher is woken at the next byte
   */
  takeOutput(target: Uint8Array): u32 {
    const interrupts = this.lock.lock();
    this.skipLost();
    const waiting = u32(this.printed - this.shown);
    const count: u32 = Math.min(target.length, waiting);
    const start = this.log.length - waiting;
    for (let i: u32 = 0; i < count; i++) target[i] = this.log.at(start + i);
    this.shown += BigInt(count);
    if (count === 0) this.announced = false;
    this.lock.unlock(interrupts);
    return count;
  }

  /**
   * Copies output from where `reader` is into `target`, as much as fits, and moves `reader` behind it. What is no longer kept is skipped.
   * Leaves alone what the terminal has still to show.
   * @returns bytes copied; 0: there is no more yet
   */
  copyOutput(reader: OutputReader, target: Uint8Array): u32 {
    const interrupts = this.lock.lock();
    const oldest = this.printed - BigInt(this.log.length);
    if (reader.position < oldest) reader.position = oldest;
    const count: u32 = Math.min(target.length, u32(this.printed - reader.position));
    const start = u32(reader.position - oldest);
    for (let i: u32 = 0; i < count; i++) target[i] = this.log.at(start + i);
    reader.position += BigInt(count);
    this.lock.unlock(interrupts);
    return count;
  }

  /** Bytes that fell out of the log before they were shown, since the last call; they came before what `takeOutput` gave last. */
  takeLost(): u64 {
    const interrupts = this.lock.lock();
    const lost = this.lost;
    this.lost = 0n;
    this.lock.unlock(interrupts);
    return lost;
  }

  /** Bytes of output that can be read once more. */
  get keptBytes(): u32 {
    const interrupts = this.lock.lock();
    const count = this.log.length;
    this.lock.unlock(interrupts);
    return count;
  }

  /** Bytes that the guest has printed since the VM was made. */
  printedBytes(): u64 {
    const interrupts = this.lock.lock();
    const printed = this.printed;
    this.lock.unlock(interrupts);
    return printed;
  }

  /** What is no longer in the log cannot be shown. Under the lock. @nothrow @noalloc */
  private skipLost(): void {
    const oldest = this.printed - BigInt(this.log.length);
    if (oldest <= this.shown) return;
    this.lost += oldest - this.shown;
    this.shown = oldest;
  }

  /** Under the lock. @nothrow @noalloc */
  private announce(): void {
    if (this.announced) return;
    this.announced = true;
    this.watcher.wakeAll();
  }
}
