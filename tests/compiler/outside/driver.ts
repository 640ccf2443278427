/** Makes a program out of a file's own jest tests: it prints what each `expect(…)` looks at. */
import ts from "typescript";

/** The program's parts: its imports and constants, and one body for each `it`. */
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
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier))
      head.push(
        statement.getText().replace(statement.moduleSpecifier.getText(), JSON.stringify(modulePath(statement.moduleSpecifier.text))),
      );
    else if (!ts.isExpressionStatement(statement)) head.push(statement.getText());
    else collect(statement, [], bodies);
  }
  return { head: head.join("\n"), bodies };
}

/** The bodies of `it` and `test` below `node`, each behind the declarations of the `describe`s around it. */
function collect(node: ts.Node, around: readonly string[], bodies: string[]): void {
  const body = callbackOf(node, ["describe"]);
  if (body !== null) {
    const declared = body.statements
      .filter((one) => ts.isVariableStatement(one) || ts.isFunctionDeclaration(one))
      .map((one) => one.getText());
    for (const statement of body.statements) collect(statement, [...around, ...declared], bodies);
  }
  const each = eachOf(node);
  if (each !== null) bodies.push([...around, each].join("\n"));
  const test = callbackOf(node, ["it", "test"]);
  if (test !== null) bodies.push([...around, ...test.statements.map(printing)].join("\n"));
}

/** `it.each(cases)("…", (a, b) => { … })` as a loop over the cases. */
function eachOf(node: ts.Node): string | null {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression) || !ts.isCallExpression(node.expression.expression))
    return null;
  const { expression: table, arguments: args } = node.expression;
  if (!ts.isCallExpression(table) || !/^(it|test)\.each$/.test(table.expression.getText())) return null;
  const [cases, callback] = [table.arguments[0], args[1]];
  if (cases === undefined || callback === undefined || !ts.isArrowFunction(callback) || !ts.isBlock(callback.body)) return null;
  const names = callback.parameters.map((parameter) => parameter.getText()).join(", ");
  return [`for (const [${names}] of ${cases.getText()}) {`, ...callback.body.statements.map(printing), "}"].join("\n");
}

function callbackOf(node: ts.Node, names: readonly string[]): ts.Block | null {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return null;
  const { expression, arguments: args } = node.expression;
  const callback = args[1];
  const isCallback =
    ts.isIdentifier(expression) && names.includes(expression.text) && callback !== undefined && ts.isArrowFunction(callback);
  return isCallback && ts.isBlock(callback.body) ? callback.body : null;
}

/** `expect(x).toBe(y)` as `print(String(x))`; any other statement as it is. */
function printing(statement: ts.Statement): string {
  const subject = subjectOf(statement);
  return subject === null ? statement.getText() : `print(String(${subject.getText()}));`;
}

function subjectOf(node: ts.Node): ts.Expression | null {
  if (!ts.isExpressionStatement(node)) return null;
  let at: ts.Expression = node.expression;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    if (ts.isCallExpression(at) && ts.isIdentifier(at.expression) && at.expression.text === "expect") return at.arguments[0] ?? null;
    at = at.expression;
  }
  return null;
}
