/**
 * Work that lowering does once in a compilation. In a process that stays, the next compilation does again only what a change concerns; of
 * any other work it repeats the steps, by which the registries learn what they were told the last time, in the same order, and what the
 * work has made stands as it is.
 */
import type * as ts from "typescript";

/** The steps of the last compilation do not fit to what has changed: everything is to be lowered anew. */
export class Stale extends Error {}

/** Something that the registries were told, or other work that was needed. */
type Step = Work | (() => void);

export class Work {
  /** In order. */
  steps: Step[] = [];
  /** The number of the compilation that did it last; 0: none. */
  turn = 0;
  /** The number of the work that had it last among its steps. */
  notedIn = 0;

  /**
   * @param files what it makes depends on these files and on what they import, and on nothing else
   * @param run null once it is done: it holds on to tsc's types, and so to all that tsc knew
   */
  constructor(
    readonly files: readonly ts.SourceFile[],
    public run: (() => void) | null,
  ) {}

  /** A step of other work, which is repeated. */
  repeat(works: Works): void {
    works.do(this);
  }
}

/** Work that finds something out. */
export class Finding<T extends object> extends Work {
  private found: T | null = null;

  constructor(files: readonly ts.SourceFile[], find: () => T) {
    super(files, () => {
      this.found = null;
      this.found = find();
    });
  }

  /** Null while it is under way, and where it has failed. */
  get value(): T | null {
    return this.found;
  }
}

export class Works {
  /** The number of this compilation, from 1. */
  turn = 1;
  private steps: Step[] | null = null;
  /** Of the work under way, and of the last that was begun. */
  private number = 0;
  private lastNumber = 0;
  /** Whether there will be another compilation. */
  private isKept = false;
  private isUnaffected: (file: ts.SourceFile) => boolean = () => false;

  /** A compilation begins, and will not be the last. @param isUnaffected nothing that the file depends on has changed since the one before */
  begin(isUnaffected: (file: ts.SourceFile) => boolean): void {
    this.turn++;
    this.steps = null;
    this.isKept = true;
    this.isUnaffected = isUnaffected;
  }

  /** Tells the registries something, now and whenever the work under way is repeated. */
  tell(effect: () => void): void {
    effect();
    this.steps?.push(effect);
  }

  /** What is told by repetition alone: the work under way has done it already. */
  whenRepeated(effect: () => void): void {
    this.steps?.push(effect);
  }

  /** Was done in this compilation, or may be repeated. */
  holds(work: Work): boolean {
    return work.turn === this.turn || (work.turn > 0 && work.files.every(this.isUnaffected));
  }

  /** Does the work, unless this compilation has done it or is about to. */
  do(work: Work): void {
    if (this.steps !== null && work.notedIn !== this.number) {
      work.notedIn = this.number;
      this.steps.push(work);
    }
    if (work.turn === this.turn) return;
    const isKnown = this.holds(work);
    work.turn = this.turn;
    if (isKnown) this.repeat(work);
    else this.perform(work);
  }

  /** What the work finds; asked while it is under way, or after it has failed, it is done once more. */
  find<T extends object>(work: Finding<T>): T {
    this.do(work);
    if (work.value === null) this.perform(work);
    if (work.value === null) throw new Error("work that has found nothing");
    return work.value;
  }

  private perform(work: Work): void {
    const { run } = work;
    if (run === null) throw new Stale();
    if (!this.isKept) return run();
    const [outer, outerNumber] = [this.steps, this.number];
    const steps: Step[] = [];
    this.steps = steps;
    this.number = ++this.lastNumber;
    try {
      run();
      work.steps = steps;
      work.run = null;
    } catch (error) {
      /* Whoever goes on without it has been told something all the same. */
      outer?.push(...steps);
      throw error;
    } finally {
      this.steps = outer;
      this.number = outerNumber;
    }
  }

  private repeat(work: Work): void {
    const outer = this.steps;
    this.steps = null;
    try {
      for (const step of work.steps) {
        if (step instanceof Work) step.repeat(this);
        else step();
      }
    } finally {
      this.steps = outer;
    }
  }
}
