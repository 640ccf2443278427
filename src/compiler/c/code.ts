/** C text that knows whether it can stand beside an operator as it is. */
export interface Code {
  readonly text: string;
  /** A name, constant, call, member access or text in parentheses. */
  readonly atom: boolean;
}

export function atom(text: string): Code {
  return { text, atom: true };
}

export function compound(text: string): Code {
  return { text, atom: false };
}

/** The text for use as an operand. */
export function operand(code: Code): string {
  return code.atom ? code.text : `(${code.text})`;
}

export function castTo(type: string, code: Code): Code {
  return compound(`(${type})${operand(code)}`);
}

export function call(name: string, ...parts: readonly string[]): Code {
  return atom(`${name}(${parts.join(", ")})`);
}

/** `pointer->name`; `x.name` where the pointer is the address of x. */
export function member(pointer: Code, name: string): string {
  const address = /^\(&(\w+)\)$/.exec(pointer.text);
  return address === null ? `${operand(pointer)}->${name}` : `${address[1]}.${name}`;
}
