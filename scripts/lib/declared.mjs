// Reads the public classes and interfaces with their doc comments, using TypeScript's own compiler. Types are reduced
// to what a package schema can express: the content of a Pulumi input or output, never the wrapper.
import { join } from "node:path";
import ts from "typescript";
import { root } from "./paths.mjs";

const entry = join(root, "provider/index.ts");

/** Wrappers without a shape of their own: their content counts. */
const WRAPPERS = new Set(["Input", "Output", "Unwrap", "Maybe", "Promise", "Readonly", "InputsOf"]);
const PLAIN = new Map([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
  [ts.SyntaxKind.UnknownKeyword, "any"],
]);

const docOf = (node) => {
  const text = (node.jsDoc ?? []).map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? "").join("\n");
  return text.trim();
};

const isNothing = (node) =>
  node.kind === ts.SyntaxKind.UndefinedKeyword ||
  (ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword);

const nameOf = (node) => (ts.isQualifiedName(node) ? node.right.text : node.text);
const has = (node, kind) => (node.modifiers ?? []).some((modifier) => modifier.kind === kind);

class Reader {
  constructor(checker) {
    this.checker = checker;
  }

  /** A type's shape, and whether it is optional. */
  shape(node) {
    if (!node) return { kind: "any" };
    if (PLAIN.has(node.kind)) return { kind: PLAIN.get(node.kind) };
    if (ts.isParenthesizedTypeNode(node)) return this.shape(node.type);
    if (ts.isTypeOperatorNode(node)) return this.shape(node.type);
    if (ts.isArrayTypeNode(node)) return { kind: "array", of: this.shape(node.elementType) };
    if (ts.isLiteralTypeNode(node)) return { kind: "string" };
    if (ts.isTypeLiteralNode(node)) return this.object(undefined, node.members);
    if (ts.isUnionTypeNode(node)) return this.union(node.types);
    if (ts.isIntersectionTypeNode(node)) return merged(node.types.map((type) => this.shape(type)));
    if (ts.isTypeReferenceNode(node)) return this.reference(node);
    return { kind: "any" };
  }

  union(types) {
    const shapes = types.filter((type) => !isNothing(type)).map((type) => this.shape(type));
    if (shapes.length > 1 && shapes.every(({ kind }) => kind === "object")) return merged(shapes);
    const shape = shapes[0] ?? { kind: "nothing" };
    return types.some(isNothing) || shape.optional ? { ...shape, optional: true } : shape;
  }

  reference({ typeName, typeArguments = [] }) {
    const name = nameOf(typeName);
    if (WRAPPERS.has(name)) {
      const held = this.shape(typeArguments[0]);
      return name === "Maybe" ? { ...held, optional: true } : held;
    }
    if (name === "Record") return { kind: "map", of: this.shape(typeArguments[1]) };
    if (name === "Pick" || name === "Omit") return this.narrowed(name, typeArguments);
    return this.declaration(this.checker.getSymbolAtLocation(typeName));
  }

  narrowed(name, [type, keys]) {
    const shape = this.shape(type);
    const literals = (ts.isUnionTypeNode(keys) ? keys.types : [keys]).map((key) => key.literal.text);
    const wanted = Object.entries(shape.members).filter(
      ([key]) => literals.includes(key) === (name === "Pick"),
    );
    return { kind: "object", members: Object.fromEntries(wanted) };
  }

  declaration(symbol) {
    const target =
      symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const node = target?.declarations?.[0];
    if (!node) return { kind: "any" };
    if (ts.isTypeAliasDeclaration(node)) return { name: target.name, ...this.shape(node.type) };
    if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) return this.whole(target.name, node);
    return { kind: "any" };
  }

  /** Includes members inherited from interfaces of this package. */
  whole(name, node) {
    const above = (node.heritageClauses ?? [])
      .filter(() => ts.isInterfaceDeclaration(node))
      .flatMap(({ types }) => types)
      .map((type) => this.reference({ typeName: type.expression, typeArguments: type.typeArguments }));
    return { ...merged([...above, this.object(name, node.members)]), name };
  }

  object(name, members) {
    const properties = members.filter(
      (member) => ts.isPropertySignature(member) || (ts.isPropertyDeclaration(member) && isOutput(member)),
    );
    const read = (member) => {
      const shape = this.shape(member.type);
      return { doc: docOf(member), optional: Boolean(member.questionToken ?? shape.optional), shape };
    };
    const known = properties.map((member) => [member.name.text, read(member)]);
    return {
      kind: "object",
      ...(name && { name }),
      members: Object.fromEntries(known.filter(([, { shape }]) => shape.kind !== "nothing")),
    };
  }
}

/**
 * An output of a resource, which the class only declares because the SDK sets it; or any public member of a component.
 */
const isOutput = (member) =>
  has(member, ts.SyntaxKind.DeclareKeyword) ||
  (has(member, ts.SyntaxKind.ReadonlyKeyword) && !has(member, ts.SyntaxKind.PrivateKeyword));

/** One shape with the members of all; if several have a member, the first doc comment counts. */
function merged(shapes) {
  const members = {};
  for (const shape of shapes)
    for (const [key, member] of Object.entries(shape.members ?? {}))
      members[key] = members[key] ? mergedMember(members[key], member) : member;
  return { kind: "object", members };
}

function mergedMember(one, other) {
  const areObjects = one.shape.kind === "object" && other.shape.kind === "object";
  return {
    doc: one.doc || other.doc,
    optional: one.optional || other.optional,
    shape: areObjects ? { ...one.shape, ...merged([one.shape, other.shape]) } : one.shape,
  };
}

/** Public names with their doc comments and shapes. */
export function declaredNames() {
  const program = ts.createProgram([entry], {
    moduleResolution: ts.ModuleResolutionKind.Node16,
    module: 101,
  });
  const checker = program.getTypeChecker();
  const reader = new Reader(checker);
  const file = program.getSourceFile(entry);
  const names = {};
  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(file))) {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const node = target.declarations?.[0];
    if (!node) continue;
    const documented = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    names[symbol.name] = { doc: docOf(documented), shape: reader.declaration(symbol) };
  }
  return names;
}
