/** The state of one program that is being written: what is decided, declared and visible. */
import type { Choices } from "./choices.js";
import { isSame, type ClassShape, type OfKind, type Signature, type Type } from "./types.js";
import type { Profile } from "../../../src/compiler/index.js";

/** Something that can be read, and stored into where it is mutable. */
export interface Place {
  readonly text: string;
  readonly type: Type;
  readonly isMutable: boolean;
}

/** What surrounds the statement being written. */
export interface Surroundings {
  /** Labels of the loops around, the innermost last; empty outside of loops. */
  readonly labels: readonly string[];
  /** Null: not inside of a function. */
  readonly result: Type | null;
  /** `yield` of this type is possible. */
  readonly yields: Type | null;
}

export class Writer {
  /** Before everything else, in order. */
  readonly declarations: string[] = [];
  readonly choiceTypes: OfKind<"choice">[] = [];
  readonly recordTypes: OfKind<"record">[] = [];
  readonly unionTypes: OfKind<"union">[] = [];
  readonly interfaceTypes: OfKind<"interface">[] = [];
  readonly classes: ClassShape[] = [];
  /** May be called from here on. */
  readonly functions: Signature[] = [];
  readonly generators: Signature[] = [];
  /** Functions that write a value as text, by its type. */
  readonly shows = new Map<string, string>();
  around: Surroundings = { labels: [], result: null, yields: null };
  private visible: Place[] = [];
  private names = 0;

  constructor(
    readonly choices: Choices,
    readonly profile: Profile,
    /** Nodes that may still be written: no program is endless. */
    public budget: number,
  ) {}

  fresh(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  declare(place: Place): void {
    this.visible.push(place);
  }

  /** What `write` declares is gone afterwards. @param around what changes inside */
  inside<T>(write: () => T, around: Partial<Surroundings> = {}): T {
    const [visible, outside] = [this.visible, this.around];
    this.visible = [...visible];
    this.around = { ...outside, ...around };
    const written = write();
    this.visible = visible;
    this.around = outside;
    return written;
  }

  /** As `inside`, without what is named `text`: its type is another one there. */
  insideWithout<T>(text: string, write: () => T): T {
    return this.inside(() => {
      this.visible = this.visible.filter((place) => place.text !== text && !place.text.startsWith(`${text}.`));
      return write();
    });
  }

  /** As `inside`, where nothing of the function around is visible. */
  insideAlone<T>(write: () => T, around: Partial<Surroundings>): T {
    return this.inside(() => {
      this.visible = this.visible.filter((place) => place.text.startsWith("global"));
      return write();
    }, around);
  }

  /** What is visible by its own name; its parts are shown with it. */
  wholePlaces(): readonly Place[] {
    return this.visible;
  }

  places(matches: (place: Place) => boolean = () => true): readonly Place[] {
    return this.visible.flatMap(withParts).filter(matches);
  }

  placesOf(type: Type): readonly Place[] {
    return this.places((place) => isSame(place.type, type));
  }

  /** Visible places of one kind of type. */
  placesOfKind<K extends Type["kind"]>(kind: K): readonly (Place & { readonly type: OfKind<K> })[] {
    return this.places().filter((place): place is Place & { readonly type: OfKind<K> } => place.type.kind === kind);
  }
}

/** The place itself, and its fields and elements. */
function withParts(place: Place): readonly Place[] {
  const { type, text } = place;
  if (type.kind === "record") return [place, ...type.fields.map((field) => partOf(text, field.name, field.type))];
  if (type.kind === "class")
    return [place, ...[...type.shape.fields, ...type.shape.accessors].map((field) => partOf(text, field.name, field.type))];
  if (type.kind === "tuple") return [place, ...type.parts.map((part, n) => ({ text: `${text}[${n}]`, type: part, isMutable: true }))];
  if (type.kind === "box") return [place, partOf(text, "value", type.of)];
  return [place];
}

function partOf(text: string, name: string, type: Type): Place {
  return { text: `${text}.${name}`, type, isMutable: true };
}
