/** A trap ends the program in C: on Node neither `catch` nor `finally` of the program may see it. */
import * as ts from "typescript";
import { isTrapCall } from "./checks.js";
import type { Lane } from "./lane.js";

export function rewrittenTry(node: ts.TryStatement, lane: Lane): ts.Statement {
  const { factory } = lane;
  const body = block(node.tryBlock, lane);
  const clause = node.catchClause === undefined ? undefined : rewrittenCatch(node.catchClause, lane);
  if (node.finallyBlock === undefined) return factory.updateTryStatement(node, body, clause, undefined);
  const inner = clause === undefined ? body : factory.createBlock([factory.createTryStatement(body, clause, undefined)]);
  return guardedFinally(inner, block(node.finallyBlock, lane), lane);
}

function block(node: ts.Block, lane: Lane): ts.Block {
  const visited = lane.visit(node);
  if (!ts.isBlock(visited)) throw new Error("a block became something else");
  return visited;
}

/** `catch (error) { if (__isTrap(error)) throw error; … }` */
function rewrittenCatch(node: ts.CatchClause, lane: Lane): ts.CatchClause {
  const { factory } = lane;
  const named = node.variableDeclaration?.name;
  const error = named !== undefined && ts.isIdentifier(named) ? named : factory.createUniqueName("error");
  const body = block(node.block, lane);
  const declaration = node.variableDeclaration ?? factory.createVariableDeclaration(error);
  return factory.updateCatchClause(node, declaration, factory.updateBlock(body, [passOn(error, lane), ...body.statements]));
}

function passOn(error: ts.Identifier, lane: Lane): ts.Statement {
  return lane.factory.createIfStatement(isTrapCall(error, lane.context), lane.factory.createThrowStatement(error));
}

/** `try { trapped = false; … } catch (error) { trapped = __isTrap(error); throw error; } finally { if (!trapped) … }` */
function guardedFinally(body: ts.Block, last: ts.Block, lane: Lane): ts.Statement {
  const { factory } = lane;
  const trapped = lane.temporary();
  const error = factory.createUniqueName("error");
  const set = (value: ts.Expression): ts.Statement => factory.createExpressionStatement(factory.createAssignment(trapped, value));
  const note = factory.createBlock([set(isTrapCall(error, lane.context)), factory.createThrowStatement(error)]);
  return factory.createTryStatement(
    factory.createBlock([set(factory.createFalse()), body]),
    factory.createCatchClause(factory.createVariableDeclaration(error), note),
    factory.createBlock([factory.createIfStatement(factory.createLogicalNot(trapped), last)]),
  );
}
