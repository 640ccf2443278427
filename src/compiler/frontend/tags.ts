/** JSDoc tags that speak to the compiler; docs/language.md lists those that programs may use. */
import * as ts from "typescript";

export type TagName =
  | "native"
  | "export"
  | "unowned"
  | "intrinsic"
  | "builtin"
  | "noalloc"
  | "nothrow"
  | "lock"
  | "acquire"
  | "release"
  | "once"
  | "guarded"
  | "atomic"
  | "owned"
  | "racy";

/** Texts by the tags of a node; null: it has none. */
type Tags = ReadonlyMap<string, string> | null;

/** What a comment can speak of. */
const taggedKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.PropertySignature,
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
]);

/** tsc collects a node's tags anew each time. */
const known = new WeakMap<ts.Node, Tags>();

function tagsOf(node: ts.Node): Tags {
  if (!taggedKinds.has(node.kind)) return null;
  const found = known.get(node);
  if (found !== undefined) return found;
  const tags = readTags(node);
  known.set(node, tags);
  return tags;
}

function readTags(node: ts.Node): Tags {
  const tags = ts.getJSDocTags(node);
  if (tags.length === 0) return null;
  const texts = new Map<string, string>();
  for (const { tagName, comment } of tags) {
    if (!texts.has(tagName.text)) texts.set(tagName.text, (ts.getTextOfJSDocComment(comment) ?? "").trim());
  }
  return texts;
}

/** Text behind the tag (`""` when there is none); null without the tag. */
export function tagText(node: ts.Node, name: TagName): string | null {
  return tagsOf(node)?.get(name) ?? null;
}

export function hasTag(node: ts.Node, name: TagName): boolean {
  return tagText(node, name) !== null;
}

/** The C function of `@native NAME`; null for a struct and without the tag. */
export function nativeFunctionName(node: ts.Node): string | null {
  const text = tagText(node, "native");
  return text === null || text.startsWith("struct ") ? null : firstWord(text);
}

/** The C struct of `@native struct NAME`. */
export function nativeStructName(node: ts.Node): string | null {
  const text = tagText(node, "native");
  return text?.startsWith("struct ") === true ? firstWord(text.slice("struct ".length)) : null;
}

/** The name behind `@export` or `@builtin`. */
export function taggedName(node: ts.Node, name: "export" | "builtin"): string | null {
  const text = tagText(node, name);
  return text === null ? null : firstWord(text);
}

function firstWord(text: string): string {
  return text.split(/\s/, 1)[0] ?? "";
}

/** Code that runs in Node alone: bodies of natives and intrinsics. */
export function isNodeOnly(node: ts.Node): boolean {
  if (tagsOf(node) === null) return false;
  return nativeFunctionName(node) !== null || hasTag(node, "intrinsic") || hasTag(node, "builtin");
}
