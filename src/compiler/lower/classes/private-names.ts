/** `#name`: belongs to the class that declares it, also where a class below has a `#name` of its own. */
import * as ts from "typescript";
import type { Compilation } from "../compilation.js";

/** The member's name in C: the class's place in its line of classes tells equal ones apart. */
export function privateName(name: ts.PrivateIdentifier, { hierarchy }: Pick<Compilation, "hierarchy">): string {
  const owner = ownerOf(name);
  const depth = owner === null ? 0 : hierarchy.depthOf(owner);
  return `private_${name.text.slice(1)}${depth === 0 ? "" : `_${depth}`}`;
}

/** The innermost class around `name` that declares it. */
function ownerOf(name: ts.PrivateIdentifier): ts.ClassLikeDeclaration | null {
  for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at) && at.members.some((member) => isNamed(member, name.text))) return at;
  }
  return null;
}

function isNamed({ name }: ts.ClassElement, text: string): boolean {
  return name !== undefined && ts.isPrivateIdentifier(name) && name.text === text;
}
