/** What every rewrite of the Node lane needs: types of the original tree, a factory for the new one, and what C would print as place. */
import * as ts from "typescript";
import { placeAt, type PlaceRoot } from "../diagnostics/report.js";
import { checkCall, type CheckName } from "./checks.js";

export interface LaneOptions extends PlaceRoot {
  /** Arithmetic on plain `number` is exact on safe integers and traps outside them, as on the device. Without it, it is JavaScript's. */
  readonly safeIntegers: boolean;
}

export class Lane {
  readonly factory: ts.NodeFactory;

  constructor(
    readonly checker: ts.TypeChecker,
    readonly context: ts.TransformationContext,
    readonly options: LaneOptions,
    /** Rewrites a part of the tree. */
    readonly visit: (node: ts.Node) => ts.Node,
  ) {
    this.factory = context.factory;
  }

  /** Rewritten. @throws Error where it becomes something else: a bug of ours */
  expression(node: ts.Expression): ts.Expression {
    const visited = this.visit(node);
    if (!ts.isExpression(visited)) throw new Error(`an expression became ${ts.SyntaxKind[visited.kind]}`);
    return visited;
  }

  /** A call of a check with the place of `node` as its last argument. */
  checked(check: CheckName, values: readonly ts.Expression[], node: ts.Node): ts.Expression {
    return checkCall(check, [...values, this.place(node)], this.context);
  }

  /** A variable of the function around, for what must be evaluated once. */
  temporary(): ts.Identifier {
    const name = this.factory.createTempVariable(undefined);
    this.context.hoistVariableDeclaration(name);
    return name;
  }

  /** `file:line:column` of its start, as a trap in C names it. */
  private place(node: ts.Node): ts.Expression {
    const file = node.getSourceFile();
    const { file: name, line, column } = placeAt(file, node.getStart(file), this.options);
    return this.factory.createStringLiteral(`${name}:${line}:${column}`);
  }
}
