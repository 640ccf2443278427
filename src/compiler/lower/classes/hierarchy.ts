/**
 * Who extends and implements whom, over all files, before anything is lowered: a method is called through a table only if somebody
 * overrides it, an interface is a record unless some class implements it.
 */
import * as ts from "typescript";
import { perFile } from "../../frontend/per-file.js";
import { isStandardLibrary } from "../../frontend/program.js";
import { globalErrors } from "./global-errors.js";

export interface Hierarchy {
  /** Interfaces and object types (by symbol) that some class implements, with those they extend. */
  readonly implemented: ReadonlySet<ts.Symbol>;
  /** Names of methods and accessors that some class below overrides. */
  overriddenBelow(declaration: ts.ClassLikeDeclaration, name: string): boolean;
  /** The interface's member `name` is an accessor in some class that implements it. */
  isAccessor(interfaceSymbol: ts.Symbol, name: string): boolean;
  /** Some class that implements the interface has the member `name` as a method. */
  isMethod(interfaceSymbol: ts.Symbol, name: string): boolean;
  /** How many classes it extends. */
  depthOf(declaration: ts.ClassLikeDeclaration): number;
  /** Says the same as `other` of all that is declared in these files. */
  agreesWith(other: Hierarchy, isMeant: (file: ts.SourceFile) => boolean): boolean;
  /** What it says of what is declared in these files. */
  factsOf(isMeant: (file: ts.SourceFile) => boolean): ReadonlyMap<object, string>;
}

/** What a class says of itself. */
interface ClassSyntax {
  /** By `memberKey`, what can override: a `#name` does not. */
  readonly overriding: ReadonlySet<string>;
  readonly methods: readonly string[];
  readonly accessors: readonly string[];
}

/** In the order of the source. */
const classesIn = perFile((file): ReadonlyMap<ts.ClassLikeDeclaration, ClassSyntax> => {
  const found = new Map<ts.ClassLikeDeclaration, ClassSyntax>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) found.set(node, syntaxOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
});

function syntaxOf({ members }: ts.ClassLikeDeclaration): ClassSyntax {
  const methods = members.filter(ts.isMethodDeclaration);
  const accessors = members.filter(ts.isAccessor);
  const overriding = [...methods, ...accessors].filter((member) => !ts.isPrivateIdentifier(member.name));
  return {
    overriding: new Set(overriding.map(memberKey)),
    methods: methods.map((member) => member.name.getText()),
    accessors: accessors.map((member) => member.name.getText()),
  };
}

class ScannedHierarchy implements Hierarchy {
  readonly implemented = new Set<ts.Symbol>();
  private readonly overridden = new Map<ts.ClassLikeDeclaration, Set<string>>();
  private readonly accessors = new Map<ts.Symbol, Set<string>>();
  private readonly methods = new Map<ts.Symbol, Set<string>>();

  /** @param errors the classes of the library that stand for JavaScript's, by its names */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly errors: ReadonlyMap<string, ts.ClassLikeDeclaration>,
  ) {}

  addFile(file: ts.SourceFile): void {
    for (const declaration of classesIn(file).keys()) this.addClass(declaration);
  }

  overriddenBelow(declaration: ts.ClassLikeDeclaration, name: string): boolean {
    return this.overridden.get(declaration)?.has(name) ?? false;
  }

  isAccessor(interfaceSymbol: ts.Symbol, name: string): boolean {
    return this.accessors.get(interfaceSymbol)?.has(name) ?? false;
  }

  isMethod(interfaceSymbol: ts.Symbol, name: string): boolean {
    return this.methods.get(interfaceSymbol)?.has(name) ?? false;
  }

  depthOf(declaration: ts.ClassLikeDeclaration): number {
    const base = this.baseOf(declaration);
    return base === null ? 0 : 1 + this.depthOf(base);
  }

  agreesWith(other: Hierarchy, isMeant: (file: ts.SourceFile) => boolean): boolean {
    const [facts, others] = [this.factsOf(isMeant), other.factsOf(isMeant)];
    return facts.size === others.size && [...facts].every(([thing, text]) => others.get(thing) === text);
  }

  factsOf(isMeant: (file: ts.SourceFile) => boolean): ReadonlyMap<object, string> {
    const facts = new Map<object, string>();
    for (const [declaration, names] of this.overridden) if (isMeant(declaration.getSourceFile())) facts.set(declaration, textOf(names));
    for (const symbol of this.implemented) {
      const isOfThem = symbol.declarations?.some((declaration) => isMeant(declaration.getSourceFile())) ?? false;
      if (isOfThem) facts.set(symbol, `${textOf(this.accessors.get(symbol))}; ${textOf(this.methods.get(symbol))}`);
    }
    return facts;
  }

  private addClass(declaration: ts.ClassLikeDeclaration): void {
    const { overriding } = knownSyntaxOf(declaration);
    const accessors = new Set<string>();
    const methods = new Set<string>();
    for (let at: ts.ClassLikeDeclaration | null = declaration; at !== null; at = this.baseOf(at)) {
      if (at !== declaration) this.noteOverridden(at, overriding);
      const own = knownSyntaxOf(at);
      for (const name of own.accessors) accessors.add(name);
      for (const name of own.methods) methods.add(name);
      for (const symbol of this.interfacesOf(at)) this.noteImplemented(symbol, { accessors, methods });
    }
  }

  private noteOverridden(base: ts.ClassLikeDeclaration, names: ReadonlySet<string>): void {
    const known = this.overridden.get(base) ?? new Set<string>();
    for (const name of names) known.add(name);
    this.overridden.set(base, known);
  }

  private noteImplemented(symbol: ts.Symbol, members: ImplementingMembers): void {
    this.implemented.add(symbol);
    addTo(this.accessors, symbol, members.accessors);
    addTo(this.methods, symbol, members.methods);
    for (const parent of this.parentsOf(symbol)) this.noteImplemented(parent, members);
  }

  private parentsOf(symbol: ts.Symbol): ts.Symbol[] {
    const declarations = symbol.declarations ?? [];
    return declarations.flatMap((declaration) =>
      ts.isInterfaceDeclaration(declaration) ? this.clauseSymbols(declaration, ts.SyntaxKind.ExtendsKeyword) : [],
    );
  }

  private interfacesOf(declaration: ts.ClassLikeDeclaration): ts.Symbol[] {
    return this.clauseSymbols(declaration, ts.SyntaxKind.ImplementsKeyword);
  }

  private clauseSymbols(declaration: ts.ClassLikeDeclaration | ts.InterfaceDeclaration, token: ts.SyntaxKind): ts.Symbol[] {
    const clauses = declaration.heritageClauses ?? ts.factory.createNodeArray<ts.HeritageClause>();
    return clauses.filter((clause) => clause.token === token).flatMap((clause) => clause.types.flatMap((type) => this.objectSymbol(type)));
  }

  /** The symbol under which the type mapper knows the interface or object type. */
  private objectSymbol(node: ts.ExpressionWithTypeArguments): ts.Symbol[] {
    const symbol = objectTypeSymbol(this.checker.getTypeAtLocation(node));
    return symbol === null ? [] : [symbol];
  }

  /** A class that extends JavaScript's `Error` extends the one that stands for it. */
  private baseOf(declaration: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration | null {
    const clause = declaration.heritageClauses?.find((candidate) => candidate.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    if (clause === undefined) return null;
    const symbol = this.checker.getTypeAtLocation(clause).getSymbol();
    return symbol?.declarations?.find(ts.isClassLike) ?? this.errors.get(symbol?.name ?? "") ?? null;
  }
}

function knownSyntaxOf(declaration: ts.ClassLikeDeclaration): ClassSyntax {
  return classesIn(declaration.getSourceFile()).get(declaration) ?? syntaxOf(declaration);
}

/** What names an object type: its class or interface, else the alias that it was declared with. */
export function objectTypeSymbol(type: ts.Type): ts.Symbol | null {
  const symbol = type.getSymbol();
  if (symbol !== undefined && (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0) return symbol;
  return type.aliasSymbol ?? null;
}

/** `get x`, `set x`, or a method's name. */
export function memberKey(member: ts.ClassElement): string {
  const name = member.name === undefined ? "" : member.name.getText();
  if (ts.isGetAccessorDeclaration(member)) return `get ${name}`;
  return ts.isSetAccessorDeclaration(member) ? `set ${name}` : name;
}

/** Names of members of a class that implements an interface, its own and inherited ones. */
interface ImplementingMembers {
  readonly accessors: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
}

function addTo(all: Map<ts.Symbol, Set<string>>, symbol: ts.Symbol, names: ReadonlySet<string>): void {
  const known = all.get(symbol) ?? new Set<string>();
  for (const name of names) known.add(name);
  all.set(symbol, known);
}

function textOf(names: ReadonlySet<string> = new Set()): string {
  return [...names].sort().join();
}

function errorClasses(files: readonly ts.SourceFile[]): ReadonlyMap<string, ts.ClassLikeDeclaration> {
  const classes = files.filter((file) => isStandardLibrary(file.fileName)).flatMap((file) => file.statements.filter(ts.isClassDeclaration));
  return new Map([...globalErrors].flatMap(([name, own]) => classes.filter((each) => each.name?.text === own).map((each) => [name, each])));
}

export function scanHierarchy(files: readonly ts.SourceFile[], checker: ts.TypeChecker): Hierarchy {
  const hierarchy = new ScannedHierarchy(checker, errorClasses(files));
  for (const file of files) hierarchy.addFile(file);
  return hierarchy;
}
