/** C text that knows how it can stand beside operators. */
export interface Code {
  readonly text: string;
  /** `atom`: a name, constant, call, member access; `cast`: binds more tightly than any operator with two sides; `compound`: the rest. */
  readonly form: "atom" | "cast" | "compound";
}

/** @param text a name, constant, call or member access */
export function atom(text: string): Code {
  return { text, form: "atom" };
}

/** @param text anything: it gets parentheses beside an operator */
export function compound(text: string): Code {
  return { text, form: "compound" };
}

/** The text beside an operator with two sides, or behind a cast. */
export function operand(code: Code): string {
  return code.form === "compound" ? `(${code.text})` : code.text;
}

/** The text before `->` or `.`. */
export function base(code: Code): string {
  return code.form === "atom" ? code.text : `(${code.text})`;
}

export function castTo(type: string, code: Code): Code {
  return { text: `(${type})${operand(code)}`, form: "cast" };
}

export function call(name: string, ...parts: readonly string[]): Code {
  return atom(`${name}(${parts.join(", ")})`);
}

/** `pointer->name`; `x.name` where the pointer is the address of x. */
export function member(pointer: Code, name: string): string {
  const address = /^\(&(\w+)\)$/.exec(pointer.text);
  return address === null ? `${base(pointer)}->${name}` : `${address[1]}.${name}`;
}
