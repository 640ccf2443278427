/** tsc's checker, which finds some answers anew each time that it is asked, with a memory of those that we ask for most. */
import type ts from "typescript";

/** The program does not change, so neither do the answers. */
export function rememberingChecker(checker: ts.TypeChecker): ts.TypeChecker {
  const symbols = new Map<ts.Node, ts.Symbol | undefined>();
  const types = new Map<ts.Node, ts.Type>();
  return {
    ...checker,
    getSymbolAtLocation(node) {
      const known = symbols.get(node);
      if (known !== undefined || symbols.has(node)) return known;
      const symbol = checker.getSymbolAtLocation(node);
      symbols.set(node, symbol);
      return symbol;
    },
    getTypeAtLocation(node) {
      const known = types.get(node);
      if (known !== undefined) return known;
      const type = checker.getTypeAtLocation(node);
      types.set(node, type);
      return type;
    },
  };
}
