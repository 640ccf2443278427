/** What two tasks may have together: each of these programs is accepted, and the thread sanitizer has nothing to say about it. */
import { afterAll } from "vitest";
import { CorrectPrograms } from "./harness.js";

const programs = new CorrectPrograms();
afterAll(() => programs.close());

/** The tasks `a` and `b`, until both are over. */
const bothRun = `a.start();
b.start();
a.join();
b.join();`;

/** Two tasks that do the same. */
const bothWork = `const a = new Task("a", 1n, 8, work);
const b = new Task("b", 2n, 8, work);
${bothRun}`;

programs.correct(
  "a mutex around a counter",
  `
class Counter { n: u32 = 0; }
const counter = new Mutex(new Counter());
function work(): void {
  for (let i = 0; i < 100; i++) counter.with((c) => { c.n++; });
}
${bothWork}

print(\`\${counter.with((c) => c.n)}\`);
`,
);

programs.correct(
  "an atomic number",
  `
const total = new AtomicU32(0);
function work(): void {
  for (let i = 0; i < 100; i++) total.add(1);
}
${bothWork}

print(\`\${total.load()}\`);
`,
);

programs.correct(
  "atomic numbers of 64 bits that are exchanged when they are as expected",
  `
const greatest = new AtomicU64(0n);
function offer(value: u64): void {
  for (let seen = greatest.load(); seen < value; seen = greatest.load()) {
    if (greatest.compareExchange(seen, value)) return;
  }
}
const a = new Task("a", 1n, 8, () => { for (let i: u64 = 0n; i < 50n; i++) offer(2n * i); });
const b = new Task("b", 2n, 8, () => { for (let i: u64 = 0n; i < 50n; i++) offer(i); });
${bothRun}
print(\`\${greatest.load()}\`);
`,
);

programs.correct(
  "fields that a spinlock of the same object guards",
  `
class Account {
  private readonly lock = new SpinLock();
  /** @guarded lock */
  private balance: u32 = 0;
  /** @guarded lock */
  private entries: u32 = 0;
  deposit(amount: u32): void {
    const interrupts = this.lock.lock();
    this.add(amount);
    this.lock.unlock(interrupts);
  }
  report(): string {
    const interrupts = this.lock.lock();
    const balance = this.balance;
    const entries = this.entries;
    this.lock.unlock(interrupts);
    return \`\${balance} in \${entries}\`;
  }
  private add(amount: u32): void {
    this.balance += amount;
    this.entries++;
  }
}
const account = new Account();
function work(): void {
  for (let i = 0; i < 50; i++) account.deposit(2);
}
${bothWork}

print(account.report());
`,
);

programs.correct(
  "an atomic field that says that the work is done",
  `
class Signal {
  /** @atomic */
  done = false;
  /** @atomic */
  result: u32 = 0;
}
const signal = new Signal();
const a = new Task("a", 1n, 8, () => { signal.result = 42; signal.done = true; });
a.start();
a.join();
const b = new Task("b", 2n, 8, () => { while (!signal.done); signal.result = signal.done ? 43 : 0; });
b.start();
b.join();
print(\`\${signal.result}\`);
`,
);

programs.correct(
  "a table that nobody changes after it was made",
  `
class Row { constructor(readonly name: string, readonly value: u32) {} }
const rows: readonly Row[] = [new Row("one", 1), new Row("two", 2), new Row("three", 3)];
const sum = new AtomicU32(0);
function work(): void {
  for (const row of rows) sum.add(row.value * row.name.length);
}
${bothWork}

print(\`\${sum.load()}\`);
`,
);

programs.correct(
  "a list that is filled before others get it",
  `
const sum = new AtomicU32(0);
function begin(): Task {
  const list: u32[] = [];
  for (let i: u32 = 0; i < 10; i++) list.push(i);
  return new Task("reader", 1n, 8, () => { for (const n of list) sum.add(n); });
}
const a = begin();
const b = begin();
${bothRun}
print(\`\${sum.load()}\`);
`,
);

programs.correct(
  "each task has an object of its own",
  `
class Walker { steps: u32 = 0; walk(): void { this.steps++; } }
const total = new AtomicU32(0);
function work(): void {
  const walker = new Walker();
  for (let i = 0; i < 10; i++) walker.walk();
  total.add(walker.steps);
}
${bothWork}

print(\`\${total.load()}\`);
`,
);

programs.correct(
  "an object is made for a task and handed over to it",
  `
class Job { done: u32 = 0; constructor(readonly size: u32) {} run(): void { for (let i: u32 = 0; i < this.size; i++) this.done++; } }
const total = new AtomicU32(0);
function begin(size: u32): Task {
  const job = new Job(size);
  return new Task("job", 1n, 8, () => { job.run(); total.add(job.done); });
}
const a = begin(3);
const b = begin(4);
${bothRun}
print(\`\${total.load()}\`);
`,
);

programs.correct(
  "a value for each CPU",
  `
class Statistics { exits: u32 = 0; }
const statistics = new PerCpu(2, () => new Statistics());
function work(): void {
  for (let i = 0; i < 100; i++) statistics.with((own) => { own.exits++; });
}
${bothWork}

const sum = new AtomicU32(0);
statistics.forEach((own) => { sum.add(own.exits); });
print(\`\${sum.load()}\`);
`,
);

programs.correct(
  "a registry of objects that look after themselves",
  `
class Machine {
  readonly starts = new AtomicU32(0);
  constructor(readonly id: u32) {}
}
const machines = new Mutex(new SortedMap<u32, Machine>());
function add(id: u32): void {
  const machine = new Machine(id);
  machines.with((all) => { all.set(id, machine); });
}
function find(id: u32): Machine | null {
  return machines.with((all) => all.get(id) ?? null);
}
add(7);
add(9);
function work(): void {
  find(7)?.starts.add(1);
  find(9)?.starts.add(2);
}
${bothWork}

print(\`\${find(7)!.starts.load()} \${find(9)!.starts.load()}\`);
`,
);

programs.correct(
  "a queue between a producer and a consumer",
  `
class Message { constructor(readonly text: string) {} }
const queue = new Mutex<Message[]>([]);
const there = new Semaphore(0);
const producer = new Task("producer", 1n, 8, () => {
  for (let i = 0; i < 10; i++) {
    queue.with((messages) => { messages.push(new Message(\`message \${i}\`)); });
    there.give();
  }
});
const letters = new AtomicU32(0);
const consumer = new Task("consumer", 2n, 8, () => {
  for (let i = 0; i < 10; i++) {
    there.take();
    letters.add(queue.with((messages) => messages.shift()?.text.length ?? 0));
  }
});
producer.start();
consumer.start();
producer.join();
consumer.join();
print(\`\${letters.load()}\`);
`,
);

programs.correct(
  "a job that is filled in and then put into a queue",
  `
class Job { size: u32 = 0; }
const jobs = new Mutex<Job[]>([]);
function submit(size: u32): void {
  const job = new Job();
  job.size = size;
  jobs.with((all) => { all.push(job); });
}
function work(): void {
  for (let i: u32 = 0; i < 5; i++) submit(i);
}
${bothWork}

print(\`\${jobs.with((all) => all.reduce((sum, job) => sum + job.size, 0))}\`);
`,
);

programs.correct(
  "whoever waits looks at the condition after taking a ticket",
  `
const ready = new AtomicU32(0);
const queue = new WaitQueue();
const waker = new Task("waker", 1n, 8, () => { ready.store(1); queue.wakeAll(); });
const waiter = new Task("waiter", 2n, 8, () => {
  for (;;) {
    const ticket = queue.prepare();
    if (ready.load() !== 0) return;
    queue.wait(ticket);
  }
});
waker.start();
waiter.start();
waker.join();
waiter.join();
print(\`\${ready.load()}\`);
`,
);

programs.correct(
  "copies are given out of a lock",
  `
class Entry { constructor(readonly text: string) {} }
const entries = new Mutex<Entry[]>([]);
function work(): void {
  entries.with((all) => { all.push(new Entry("x")); });
  const copy = entries.with((all) => [...all]);
  if (copy.length === 0) print("never");
}
${bothWork}

print(\`\${entries.with((all) => all.length)}\`);
`,
);

programs.correct(
  "a lock in the owner guards its parts",
  `
class Part {
  /** @guarded owner.lock */
  uses: u32 = 0;
  constructor(/** @unowned has this part */ readonly owner: Whole) {}
}
class Whole {
  readonly lock = new SpinLock();
  readonly part: Part;
  constructor() { this.part = new Part(this); }
  use(): void {
    const interrupts = this.lock.lock();
    this.part.uses++;
    this.lock.unlock(interrupts);
  }
  count(): u32 {
    const interrupts = this.lock.lock();
    const uses = this.part.uses;
    this.lock.unlock(interrupts);
    return uses;
  }
}
const whole = new Whole();
function work(): void {
  for (let i = 0; i < 20; i++) whole.use();
}
${bothWork}

print(\`\${whole.count()}\`);
`,
);

programs.correct(
  "a module's variable that a lock of the module guards",
  `
const lock = new SpinLock();
/** @guarded lock */
let last: u32 = 0;
function note(n: u32): void {
  const interrupts = lock.lock();
  if (n > last) last = n;
  lock.unlock(interrupts);
}
function work(): void {
  for (let i: u32 = 0; i < 30; i++) note(i);
}
${bothWork}

const interrupts = lock.lock();
const seen = last;
lock.unlock(interrupts);
print(\`\${seen}\`);
`,
);

programs.correct(
  "functions that are given to a task hold what may be shared",
  `
const sum = new AtomicU32(0);
function each(numbers: readonly u32[], body: (n: u32) => void): void { for (const n of numbers) body(n); }
const a = new Task("a", 1n, 8, () => { each([1, 2, 3], (n) => { sum.add(n); }); });
const b = new Task("b", 2n, 8, () => { let own: u32 = 0; each([4, 5], (n) => { own += n; }); sum.add(own); });
${bothRun}
print(\`\${sum.load()}\`);
`,
);

programs.correct(
  "what the task alone changes may be a plain variable of its function",
  `
const result = new AtomicU32(0);
function work(): void {
  let low: u32 = 0;
  let high: u32 = 100;
  while (low < high) { low++; high--; }
  result.add(low);
}
${bothWork}

print(\`\${result.load()}\`);
`,
);

programs.correct(
  "objects of a class are shared behind a lock and used alone elsewhere",
  `
class Buffer {
  private readonly bytes = new Uint8Array(16);
  private used: u32 = 0;
  add(byte: u8): void { this.bytes[this.used % 16] = byte; this.used++; }
  get length(): u32 { return this.used; }
}
const shared = new Mutex(new Buffer());
const lengths = new AtomicU32(0);
function work(): void {
  const own = new Buffer();
  for (let i: u8 = 0; i < 5; i++) { own.add(i); shared.with((buffer) => { buffer.add(i); }); }
  lengths.add(own.length);
}
${bothWork}

print(\`\${lengths.load()} \${shared.with((buffer) => buffer.length)}\`);
`,
);

programs.letOff(
  "a field that was let off without good reason is a race, and the sanitizer tells",
  `
class Counter {
  /** @racy to see what happens */
  n: u32 = 0;
}
const counter = new Counter();
function work(): void {
  for (let i = 0; i < 10000; i++) counter.n = (counter.n + 1) >>> 0;
}
${bothWork}

print(\`\${counter.n}\`);
`,
);
