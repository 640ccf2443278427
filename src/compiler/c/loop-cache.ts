/** Variables for an array's memory and length, made before a loop if the loop needs them. */
import type { Local } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import type { CachedArray } from "./scope.js";
import { cType } from "./types.js";

/** What it needs of the function's writer. */
interface Names {
  unique(wanted: string): string;
  local(local: Local): string;
}

export class LoopCache implements CachedArray {
  readonly declarations: string[] = [];
  private dataName: string | null = null;
  private lengthName: string | null = null;

  constructor(
    private readonly array: Local,
    private readonly names: Names,
  ) {}

  /** The variable's name. It is declared when it is first asked for. */
  data(): string {
    if (this.dataName === null) {
      this.dataName = this.names.unique(`${this.array.name}__data`);
      this.declarations.push(`${this.elementPointer()}const ${this.dataName} = ${this.names.local(this.array)}->data;`);
    }
    return this.dataName;
  }

  /** The variable's name. It is declared when it is first asked for. */
  length(): string {
    if (this.lengthName === null) {
      this.lengthName = this.names.unique(`${this.array.name}__length`);
      this.declarations.push(`const uint32_t ${this.lengthName} = ${this.names.local(this.array)}->length;`);
    }
    return this.lengthName;
  }

  private elementPointer(): string {
    const { type } = this.array;
    if (type.kind !== "array" && type.kind !== "bytes") throw new Error(`${this.array.name} has no elements`);
    return `${cType(type.element)}${isCounted(type.element) ? "" : " "}*`;
  }
}
