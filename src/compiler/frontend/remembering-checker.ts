/** tsc's checker, which finds some answers anew each time that it is asked, with a memory of those that we ask for most. */
import type * as ts from "typescript";

/** What is asked for most, and how long it took to find. */
export interface RememberingChecker extends ts.TypeChecker {
  /** On the clock, of questions that were asked for the first time. */
  readonly secondsAsked: () => number;
}

/** The program does not change, so neither do the answers. */
export function rememberingChecker(checker: ts.TypeChecker): RememberingChecker {
  const symbols = new Map<ts.Node, ts.Symbol | undefined>();
  const types = new Map<ts.Node, ts.Type>();
  let milliseconds = 0;
  return {
    ...checker,
    secondsAsked: () => milliseconds / 1e3,
    getSymbolAtLocation(node) {
      const known = symbols.get(node);
      if (known !== undefined || symbols.has(node)) return known;
      const started = performance.now();
      const symbol = checker.getSymbolAtLocation(node);
      milliseconds += performance.now() - started;
      symbols.set(node, symbol);
      return symbol;
    },
    getTypeAtLocation(node) {
      const known = types.get(node);
      if (known !== undefined) return known;
      const started = performance.now();
      const type = checker.getTypeAtLocation(node);
      milliseconds += performance.now() - started;
      types.set(node, type);
      return type;
    },
    getResolvedSignature(...call) {
      const started = performance.now();
      const signature = checker.getResolvedSignature(...call);
      milliseconds += performance.now() - started;
      return signature;
    },
  };
}
