/** Constructors: a function of the new object and the arguments; none where there is nothing to do. */
import type * as ts from "typescript";
import type { Expression } from "../../hir/nodes.js";
import type { Compilation } from "../compilation.js";
import { lowerParameters } from "../functions/bodies.js";
import { lowerBody } from "../functions/bodies.js";
import type { Signature } from "../functions/function-instance.js";
import { makeFunction } from "../functions/make-function.js";
import { noSignature, signatureOfDeclaration } from "../functions/signatures.js";
import type { FunctionContext } from "../function-context.js";
import { Finding } from "../reuse/works.js";
import { voidType } from "../types/hir-types.js";
import { cast, local } from "../values/build.js";
import type { ClassInfo, ConstructorInfo } from "./class-info.js";
import { constructorOf, parameterProperties } from "./fields.js";
import { initialisedProperties, initialiseFields } from "./initialisers.js";

export function constructorFor(info: ClassInfo, compilation: Compilation): ConstructorInfo {
  info.constructorFunction ??= new Finding(info.files, () => makeConstructor(info, compilation));
  return compilation.works.find(info.constructorFunction);
}

function makeConstructor(info: ClassInfo, compilation: Compilation): ConstructorInfo {
  const { declaration, base } = info;
  if (declaration === null) return { function: null, signature: noSignature };
  const own = constructorOf(declaration);
  const inherited = base === null ? null : constructorFor(base, compilation);
  const signature = own === null ? (inherited?.signature ?? noSignature) : constructorSignature(own, info, compilation);
  if (info.hir.nativeStruct !== null) return { function: null, signature };
  const hasWork = own !== null || initialisedProperties(declaration).length > 0 || parameterProperties(declaration).length > 0;
  if (!hasWork && (inherited === null || inherited.function === null)) return { function: null, signature };
  return { function: declareConstructor(info, own, declaration, signature, compilation), signature };
}

function constructorSignature(own: ts.ConstructorDeclaration, info: ClassInfo, compilation: Compilation): Signature {
  const signature = signatureOfDeclaration(own, { compilation, substitution: info.substitution });
  return { ...signature, result: voidType, never: false, returnsThis: false };
}

function declareConstructor(
  info: ClassInfo,
  own: ts.ConstructorDeclaration | null,
  declaration: ts.ClassLikeDeclaration,
  signature: Signature,
  compilation: Compilation,
) {
  const context = makeFunction(
    {
      name: `${info.hir.name}.constructor`,
      node: own ?? declaration,
      result: voidType,
      substitution: info.substitution,
      thisClass: info,
      parent: null,
      synthetic: own === null,
    },
    compilation,
  );
  compilation.enqueue(info.files, () => {
    compilation.guard(own ?? declaration, () => {
      if (own === null) return forward(info, signature, declaration, context);
      lowerOwn(info, own, signature, context);
    });
  });
  return context.function;
}

/** Where the class extends another, the initialisers run behind `super(…)`. */
function lowerOwn(info: ClassInfo, own: ts.ConstructorDeclaration, signature: Signature, context: FunctionContext): void {
  const { body } = context.function;
  lowerParameters(own.parameters, signature.parameters, body, context);
  if (info.base === null) context.compilation.guard(own, () => initialiseFields(info, body, context));
  if (own.body !== undefined) lowerBody(own.body, body, context);
}

/** `constructor(...arguments) { super(...arguments); }` */
function forward(info: ClassInfo, signature: Signature, node: ts.ClassLikeDeclaration, context: FunctionContext): void {
  const at = context.place(node);
  const args = signature.parameters.map(({ name, type }): Expression => {
    const added = context.newLocal(name, type);
    context.function.parameters.push(added);
    return local(added, at);
  });
  const { base } = info;
  const inherited = base === null ? null : constructorFor(base, context.compilation).function;
  const self = context.thisLocal;
  if (inherited !== null && base !== null && self !== null) {
    const object = cast(local(self, at), { kind: "object", class: base.hir.id }, false);
    const call = { kind: "call", function: inherited, arguments: [object, ...args], type: voidType, at } as const;
    context.function.body.push({ kind: "do", value: call, at });
  }
  initialiseFields(info, context.function.body, context);
}
