/** Makes programs out of a file's own jest or mocha tests: each prints what its `expect(…)`s look at. */
import * as ts from "typescript";

/** The programs' parts: imports, constants and functions that all have, and one body for each test. */
export interface Driver {
  readonly head: string;
  readonly bodies: readonly string[];
}

/** @param modulePath what the driver imports its subject from, for the path of an import of the test */
export function driverOf(text: string, modulePath: (specifier: string) => string): Driver {
  const file = ts.createSourceFile("test.ts", text, ts.ScriptTarget.ES2022, true);
  const head: string[] = [];
  const bodies: string[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) head.push(importOf(statement, modulePath));
    else if (!ts.isExpressionStatement(statement)) head.push(printing(statement));
    else collect(statement, [], bodies);
  }
  return { head: head.join("\n"), bodies };
}

/** A test runner's own module is not there. */
function importOf(statement: ts.ImportDeclaration, modulePath: (specifier: string) => string): string {
  const specifier = statement.moduleSpecifier;
  if (!ts.isStringLiteral(specifier) || !specifier.text.startsWith(".")) return "";
  return statement.getText().replace(specifier.getText(), JSON.stringify(modulePath(specifier.text)));
}

/** The tests below `node`, each behind what the `describe`s around it declare and do before each. */
function collect(node: ts.Node, around: readonly string[], bodies: string[]): void {
  const group = callbackOf(node, ["describe"]);
  if (group !== null && ts.isBlock(group.body)) collectGroup(group.body, around, bodies);
  const test = callbackOf(node, ["it", "test"]);
  if (test !== null) bodies.push([...around, ...statementsOf(test.body)].join("\n"));
  for (const row of rowsOf(node)) bodies.push([...around, row].join("\n"));
}

function collectGroup(block: ts.Block, around: readonly string[], bodies: string[]): void {
  const inner = [...around];
  for (const statement of block.statements) {
    const setUp = callbackOf(statement, ["beforeEach", "beforeAll"]);
    if (setUp !== null) inner.push(...statementsOf(setUp.body));
    else if (ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      inner.push(printing(statement));
  }
  for (const statement of block.statements) collect(statement, inner, bodies);
}

/** `it.each(table)("…", (a, b) => { … })`: a body for each row of a table that is written out. */
function rowsOf(node: ts.Node): string[] {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return [];
  const { expression: each, arguments: args } = node.expression;
  const callback = args[1];
  if (!ts.isCallExpression(each) || !/^(it|test)\.each$/.test(each.expression.getText())) return [];
  const [table] = each.arguments;
  if (table === undefined || callback === undefined || !ts.isArrowFunction(callback)) return [];
  return elementsOf(table).map((row) => [...bindings(row, callback.parameters), ...statementsOf(callback.body)].join("\n"));
}

function elementsOf(table: ts.Expression): readonly ts.Expression[] {
  if (ts.isAsExpression(table) || ts.isParenthesizedExpression(table)) return elementsOf(table.expression);
  if (ts.isArrayLiteralExpression(table)) return table.elements;
  return ts.isIdentifier(table) ? elementsOf(constantNamed(table) ?? ts.factory.createArrayLiteralExpression()) : [];
}

function constantNamed(name: ts.Identifier): ts.Expression | undefined {
  const find = (node: ts.Node): ts.Expression | undefined =>
    ts.isVariableDeclaration(node) && node.name.getText() === name.text ? node.initializer : ts.forEachChild(node, find);
  return find(name.getSourceFile());
}

/** An array row is the arguments, anything else the only one. */
function bindings(row: ts.Expression, parameters: readonly ts.ParameterDeclaration[]): string[] {
  const values = ts.isArrayLiteralExpression(row) ? row.elements : [row];
  return parameters.map((parameter, n) => {
    if (parameter.dotDotDotToken !== undefined)
      return `const ${parameter.getText().slice(3)} = [${values
        .slice(n)
        .map((value) => value.getText())
        .join(", ")}];`;
    return `const ${parameter.getText()} = ${values[n]?.getText() ?? "undefined"};`;
  });
}

function callbackOf(node: ts.Node, names: readonly string[]): ts.ArrowFunction | ts.FunctionExpression | null {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return null;
  const { expression, arguments: args } = node.expression;
  const callback = args.at(-1);
  if (!ts.isIdentifier(expression) || !names.includes(expression.text) || callback === undefined) return null;
  return ts.isArrowFunction(callback) || ts.isFunctionExpression(callback) ? callback : null;
}

function statementsOf(body: ts.ConciseBody): string[] {
  return ts.isBlock(body) ? body.statements.map(printing) : [checkOf(body) ?? `${body.getText()};`];
}

/** The statement with each `expect(x).toBe(y)` in it as `print(String(x))`. */
function printing(statement: ts.Statement): string {
  const start = statement.getStart();
  let text = statement.getText();
  const checks: { readonly node: ts.Node; readonly check: string }[] = [];
  const visit = (node: ts.Node): void => {
    const check = ts.isExpressionStatement(node) ? checkOf(node.expression) : null;
    if (check === null) ts.forEachChild(node, visit);
    else checks.push({ node, check });
  };
  visit(statement);
  for (const { node, check } of checks.reverse()) text = text.slice(0, node.getStart() - start) + check + text.slice(node.end - start);
  return text;
}

/** What prints the subject of an `expect`; whether it throws, where the subject is a function. */
function checkOf(expression: ts.Expression): string | null {
  const subject = subjectOf(expression);
  if (subject === null) return null;
  if (!ts.isArrowFunction(subject)) return `print(String(${subject.getText()}));`;
  const call = ts.isBlock(subject.body) ? subject.body.getText() : `${subject.body.getText()};`;
  return `try { ${call} print("no error"); } catch { print("an error"); }`;
}

function subjectOf(expression: ts.Expression): ts.Expression | null {
  let at = expression;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    if (ts.isCallExpression(at) && ts.isIdentifier(at.expression) && at.expression.text === "expect") return at.arguments[0] ?? null;
    at = at.expression;
  }
  return null;
}
