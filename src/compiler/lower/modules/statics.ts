/** Static fields: variables that are set where the class is declared. */
import * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import { isStatic } from "../classes/fields.js";
import { lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { isModuleLevel } from "../functions/analysis.js";
import { lowerStatements } from "../statements/lower-statement.js";
import { refuse } from "../refusal.js";
import { assign } from "../values/build.js";
import { staticFieldOf } from "./globals.js";

export function lowerClassStatics(node: ts.ClassLikeDeclaration, to: Block, context: FunctionContext): void {
  for (const member of node.members) {
    if (!isModuleLevel(node) && (ts.isClassStaticBlockDeclaration(member) || (ts.isPropertyDeclaration(member) && isStatic(member))))
      return refuse(member, "local-static");
    if (ts.isClassStaticBlockDeclaration(member)) lowerStaticBlock(member, to, context);
    if (ts.isPropertyDeclaration(member) && isStatic(member)) lowerStatic(member, to, context);
  }
}

/** Its statements run between the static fields before and behind it. */
function lowerStaticBlock(member: ts.ClassStaticBlockDeclaration, to: Block, context: FunctionContext): void {
  const body: Block = [];
  lowerStatements(member.body.statements, body, context);
  to.push({ kind: "block", body, label: null, at: context.place(member) });
}

function lowerStatic(member: ts.PropertyDeclaration, to: Block, context: FunctionContext): void {
  const symbol = context.checker.getSymbolAtLocation(member.name);
  const { initializer } = member;
  if (symbol === undefined || initializer === undefined) return refuse(member, "captured-without-value", { name: member.name.getText() });
  const global = staticFieldOf(symbol, member, context.compilation);
  to.push(assign({ kind: "global", global }, lowerValueAs(initializer, global.type, to, context)));
}
