/** New HIR functions, and the contexts in which their bodies are lowered. */
import type * as ts from "typescript";
import { hasTag, taggedName } from "../../frontend/tags.js";
import type { HirFunction, Place } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { ClassInfo } from "../classes/class-info.js";
import type { Compilation, Substitution } from "../compilation.js";
import { FunctionContext } from "../function-context.js";
import { qualifiedName } from "../names.js";

export interface FunctionDescription {
  /** For backtraces: `Vcpu.start`. */
  readonly name: string;
  readonly node: ts.Node;
  readonly result: HirType;
  readonly substitution: Substitution;
  readonly thisClass: ClassInfo | null;
  readonly parent: FunctionContext | null;
  /** Made by the compiler: the tags at `node` are not its own. */
  readonly synthetic?: boolean;
}

/** An empty function of the module of `node`, and its context. `this`, where there is one, is its first parameter. */
export function makeFunction(description: FunctionDescription, compilation: Compilation): FunctionContext {
  const { name, node, result, synthetic = false } = description;
  const module = compilation.moduleOf(node);
  const function_ = emptyFunction(compilation.uniqueName(identifierFor(description, module.name)), {
    name,
    result,
    module: module.name,
    at: compilation.placeOf(node),
    exportName: synthetic ? null : taggedName(node, "export"),
    once: !synthetic && hasTag(node, "once"),
    noalloc: !synthetic && hasTag(node, "noalloc"),
    nothrow: !synthetic && hasTag(node, "nothrow"),
  });
  compilation.works.tell(() => void compilation.moduleOf(node).functions.push(function_));
  const { substitution, thisClass, parent } = description;
  const context = new FunctionContext({ compilation, function: function_, result, substitution, thisClass, parent });
  if (thisClass !== null) addThis(context, thisClass);
  return context;
}

/** Of a method with its class's own, which says the type arguments: which instance comes first is then all the same. */
function identifierFor({ name, thisClass }: FunctionDescription, module: string): string {
  const [owner, rest] = [thisClass?.hir.id, name.slice((thisClass?.hir.name.length ?? 0) + 1)];
  const isMember = owner !== undefined && name.startsWith(`${thisClass?.hir.name ?? ""}.`);
  return isMember ? `${owner}_${inIdentifier(rest)}` : qualifiedName(module, inIdentifier(name));
}

function inIdentifier(name: string): string {
  return name.replace(/[^A-Za-z0-9_]+/g, "_");
}

interface FunctionHead {
  readonly name: string;
  readonly module: string;
  readonly at: Place;
  readonly result: HirType;
  readonly exportName: string | null;
  readonly once: boolean;
  readonly noalloc: boolean;
  readonly nothrow: boolean;
}

export function emptyFunction(id: string, head: FunctionHead): HirFunction {
  const { name, module, at, result, exportName, once, noalloc, nothrow } = head;
  return {
    id,
    name,
    at,
    module,
    parameters: [],
    captures: [],
    result,
    body: [],
    exportName,
    once,
    contracts: { noalloc, nothrow },
    mayThrow: true,
  };
}

function addThis(context: FunctionContext, of: ClassInfo): void {
  const self = context.newLocal("self", { kind: "object", class: of.hir.id });
  context.function.parameters.push(self);
  context.thisLocal = self;
}
