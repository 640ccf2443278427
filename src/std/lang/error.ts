/**
 * The classes that `Error`, `RangeError` and their like are in a compiled program; in Node, programs use JavaScript's own.
 * `name` is what JavaScript prints: a class that extends Error keeps the name `Error` unless its constructor sets another.
 */

/** `Error`. C knows its layout as `struct rt_error`. */
export class BaseError {
  name: string;
  message: string;

  constructor(message: string = "") {
    this.name = "Error";
    this.message = message;
  }

  toString(): string {
    if (this.message === "") return this.name;
    return this.name === "" ? this.message : `${this.name}: ${this.message}`;
  }
}

/** `RangeError` */
export class RangeError_ extends BaseError {
  constructor(message: string = "") {
    super(message);
    this.name = "RangeError";
  }
}

/** `TypeError` */
export class TypeError_ extends BaseError {
  constructor(message: string = "") {
    super(message);
    this.name = "TypeError";
  }
}

/** `SyntaxError` */
export class SyntaxError_ extends BaseError {
  constructor(message: string = "") {
    super(message);
    this.name = "SyntaxError";
  }
}

/** `ReferenceError` */
export class ReferenceError_ extends BaseError {
  constructor(message: string = "") {
    super(message);
    this.name = "ReferenceError";
  }
}

/** What an allocation throws that finds no memory; the thrown object is made at compile time. */
export class OutOfMemoryError extends Error {
  constructor(message: string = "out of memory") {
    super(message);
    this.name = "OutOfMemoryError";
  }
}
