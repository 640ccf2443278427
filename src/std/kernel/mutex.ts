import { Semaphore } from "./semaphore.js";

/** A value and the lock around it: whoever has to wait sleeps. Not for interrupt handlers or the guest-exit path. @lock */
export class Mutex<T> {
  private readonly free = new Semaphore(1);

  constructor(private readonly value: T) {}

  /** Runs `body` with the value; nobody else has it meanwhile. The value must not be carried out of `body`. */
  with<R>(body: (value: T) => R): R {
    this.free.take();
    try {
      return body(this.value);
    } finally {
      this.free.give();
    }
  }
}
