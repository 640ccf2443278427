/** The end of everything: for our own bugs alone. What comes from outside (files, guests, the serial line) is answered with an error. */

/** Prints `message` and stops: the machine on a device, the process on a host; in Node it throws. @native rt_panic @nothrow @noalloc */
export function panic(message: string): never {
  throw new Error(`panic: ${message}`);
}

/** Panics with `message` unless `condition` holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) panic(message);
}
