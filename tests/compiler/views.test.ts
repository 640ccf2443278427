/** Arrays of narrower elements as readonly arrays of wider ones. */
import { refused, sameOnNodeAndC } from "./harness.js";

const animals = `
  class Animal { constructor(readonly name: string) {} }
  class Dog extends Animal { bark(): string { return this.name + "!"; } }
`;

sameOnNodeAndC(
  "a readonly view of an array of a derived class, or of values that are never null",
  `${animals}
  function names(all: readonly (Animal | null)[]): string { return all.map((a) => a?.name ?? "-").join(); }
  class Kennel { private readonly dogs: Dog[] = [new Dog("a"), new Dog("b")]; all(): readonly Animal[] { return this.dogs; } }
  const dogs: Dog[] = [new Dog("x")];
  const view: readonly Animal[] = dogs;
  dogs.push(new Dog("y"));
  print(\`\${names(dogs)} \${names([new Dog("p"), null])} \${view.length} \${new Kennel().all()[1]!.name} \${dogs[1]!.bark()}\`);
`,
);

refused(
  "K2101",
  "an array that could get other elements",
  `${animals}
  const dogs: Dog[] = [];
  const all: Animal[] = dogs;
  all.push(new Animal("cat"));
`,
);
