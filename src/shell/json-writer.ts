/** One JSON document, a value on each line. RFC 8259. */
import type { u32, u64 } from "../std/index.js";
import { jsonString } from "./json-text.js";

export class JsonWriter {
  private readonly lines: string[] = [];
  private depth: u32 = 0;
  /** Something stands before the next value, on the same level. */
  private hasBefore = false;

  /** @param name of the member; "" for an element of a list, and for the document itself */
  beginObject(name: string): void {
    this.begin(name, "{");
  }

  endObject(): void {
    this.end("}");
  }

  beginList(name: string): void {
    this.begin(name, "[");
  }

  endList(): void {
    this.end("]");
  }

  text(name: string, value: string): void {
    this.add(name, jsonString(value));
  }

  /** A number up to 2^53 - 1, which every reader of JSON can hold. */
  number(name: string, value: u64): void {
    this.add(name, String(value));
  }

  truth(name: string, value: boolean): void {
    this.add(name, value ? "true" : "false");
  }

  nothing(name: string): void {
    this.add(name, "null");
  }

  /** The document; everything that was begun has ended. */
  finish(): readonly string[] {
    return this.lines;
  }

  private begin(name: string, bracket: string): void {
    this.add(name, bracket);
    this.depth++;
    this.hasBefore = false;
  }

  private end(bracket: string): void {
    this.depth--;
    this.lines.push(`${"  ".repeat(this.depth)}${bracket}`);
    this.hasBefore = true;
  }

  private add(name: string, value: string): void {
    const last = this.lines.length - 1;
    if (this.hasBefore) this.lines[last] = `${this.lines[last]!},`;
    this.lines.push(`${"  ".repeat(this.depth)}${name === "" ? "" : `${jsonString(name)}: `}${value}`);
    this.hasBefore = true;
  }
}
