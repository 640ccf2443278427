/** Static fields: variables that are set where the class is declared. */
import ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import { isStatic } from "../classes/fields.js";
import { lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { assign } from "../values/build.js";
import { staticFieldOf } from "./globals.js";

export function lowerClassStatics(node: ts.ClassDeclaration, to: Block, context: FunctionContext): void {
  if (!ts.isSourceFile(node.parent)) return refuse(node, "local-class");
  for (const member of node.members) {
    if (ts.isClassStaticBlockDeclaration(member)) return refuse(member, "static-block");
    if (ts.isPropertyDeclaration(member) && isStatic(member)) lowerStatic(member, to, context);
  }
}

function lowerStatic(member: ts.PropertyDeclaration, to: Block, context: FunctionContext): void {
  const symbol = context.checker.getSymbolAtLocation(member.name);
  const { initializer } = member;
  if (symbol === undefined || initializer === undefined) return refuse(member, "captured-without-value", { name: member.name.getText() });
  const global = staticFieldOf(symbol, member, context.compilation);
  to.push(assign({ kind: "global", global }, lowerValueAs(initializer, global.type, to, context)));
}
