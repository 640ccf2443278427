/** Racy programs, each refused at the line that is at fault. */
import { racy } from "./harness.js";

racy(
  "K6101",
  "`Counter.n`",
  "two tasks count in one object",
  `
class Counter {
  n: u32 = 0;
  add(): void {
    this.n++; // here
  }
}
const counter = new Counter();
new Task("a", 1n, 8, () => counter.add()).start();
new Task("b", 2n, 8, () => counter.add()).start();
`,
);

racy(
  "K6102",
  "The variable `hits`",
  "a module's variable is changed by a task and read by the main program",
  `
let hits: u32 = 0;
const task = new Task("a", 1n, 8, () => {
  hits++; // here
});
task.start();
print(\`\${hits}\`);
`,
);

racy(
  "K6103",
  "`names`",
  "a task pushes into an array that another one reads",
  `
const names: string[] = [];
new Task("writer", 1n, 8, () => {
  names.push("x"); // here
}).start();
new Task("reader", 2n, 8, () => print(\`\${names.length}\`)).start();
`,
);

racy(
  "K6103",
  "`sizes`",
  "two tasks fill one map",
  `
const sizes = new Map<string, u32>();
function note(name: string): void {
  sizes.set(name, name.length); // here
}
new Task("a", 1n, 8, () => note("a")).start();
new Task("b", 2n, 8, () => note("b")).start();
`,
);

racy(
  "K6102",
  "`done`",
  "a captured variable is changed by the task and read outside",
  `
function run(): void {
  let done = false;
  const task = new Task("a", 1n, 8, () => {
    done = true; // here
  });
  task.start();
  while (!done) print("waiting");
}
run();
`,
);

racy(
  "K6101",
  "several at once",
  "tasks that one line starts share an object with each other",
  `
class Shared {
  n: u32 = 0;
}
const shared = new Shared();
for (let i = 0; i < 2; i++) {
  new Task("worker", 1n, 8, () => {
    shared.n = 1; // here
  }).start();
}
`,
);

racy(
  "K6101",
  "`Account.balance`",
  "the lock is there, but the field does not say so and one place forgets it",
  `
class Account {
  readonly lock = new SpinLock();
  balance: u32 = 0;
  deposit(): void {
    this.balance += 1; // here
  }
}
const account = new Account();
new Task("a", 1n, 8, () => account.deposit()).start();
print(\`\${account.balance}\`);
`,
);

racy(
  "K6104",
  "guarded by `lock`",
  "a guarded field is read without its lock",
  `
class Account {
  private readonly lock = new SpinLock();
  /** @guarded lock */
  private balance: u32 = 0;
  deposit(): void {
    const interrupts = this.lock.lock();
    this.balance += 1;
    this.lock.unlock(interrupts);
  }
  read(): u32 {
    return this.balance; // here
  }
}
const account = new Account();
new Task("a", 1n, 8, () => account.deposit()).start();
print(\`\${account.read()}\`);
`,
);

racy(
  "K6104",
  "guarded by `lock`",
  "a guarded field is touched after the lock was given back",
  `
class Account {
  private readonly lock = new SpinLock();
  /** @guarded lock */
  private balance: u32 = 0;
  deposit(): void {
    const interrupts = this.lock.lock();
    this.lock.unlock(interrupts);
    this.balance = 1; // here
  }
}
const account = new Account();
new Task("a", 1n, 8, () => account.deposit()).start();
`,
);

racy(
  "K6104",
  "guarded by `lock`",
  "the lock of another object is held",
  `
class Account {
  readonly lock = new SpinLock();
  /** @guarded lock */
  balance: u32 = 0;
}
function move(from: Account, to: Account): void {
  const interrupts = from.lock.lock();
  from.balance = 0;
  to.balance = 1; // here
  from.lock.unlock(interrupts);
}
const first = new Account();
const second = new Account();
new Task("a", 1n, 8, () => move(first, second)).start();
new Task("b", 2n, 8, () => move(second, first)).start();
`,
);

racy(
  "K6104",
  "guarded by `lock`",
  "a list that a lock guards is used after the lock was given back",
  `
class Log {
  private readonly lock = new SpinLock();
  /** @guarded lock */
  private readonly lines: string[] = [];
  add(line: string): void {
    const interrupts = this.lock.lock();
    const lines = this.lines;
    this.lock.unlock(interrupts);
    lines.push(line); // here
  }
}
const log = new Log();
new Task("a", 1n, 8, () => log.add("x")).start();
`,
);

racy(
  "K6104",
  "`begin.closure`",
  "one of two callers of a function that needs the lock does not take it",
  `
class Account {
  readonly lock = new SpinLock();
  /** @guarded lock */
  balance: u32 = 0;
}
const account = new Account();
function add(to: Account): void {
  to.balance++; // here
}
function addLocked(to: Account): void {
  const interrupts = to.lock.lock();
  add(to);
  to.lock.unlock(interrupts);
}
function begin(): void {
  new Task("a", 1n, 8, () => addLocked(account)).start();
  new Task("b", 2n, 8, () => add(account)).start();
}
begin();
`,
);

racy(
  "K6106",
  "`list` (or its List)",
  "what a lock holds is carried out of the body",
  `
class List {
  n: u32 = 0;
}
const lists = new Mutex(new List());
function work(): void {
  const list = lists.with((list) => list); // here
  list.n++;
}
new Task("a", 1n, 8, work).start();
new Task("b", 2n, 8, work).start();
`,
);

racy(
  "K6106",
  "`all` (or its Job)",
  "an element of what a lock holds is stored outside",
  `
class Job {
  state: u32 = 0;
}
class Holder {
  job: Job | null = null;
}
const jobs = new Mutex<Job[]>([new Job()]);
function work(): void {
  const holder = new Holder();
  jobs.with((all) => {
    holder.job = all[0]!; // here
    all[0]!.state = 1;
  });
  if (holder.job !== null) print("kept");
}
new Task("a", 1n, 8, work).start();
new Task("b", 2n, 8, work).start();
`,
);

racy(
  "K6107",
  "`list`",
  "what goes into a lock is still named outside",
  `
class List {
  n: u32 = 0;
}
function begin(): void {
  const list = new List();
  const lists = new Mutex(list); // here
  const change = (): void => lists.with((inside) => { inside.n++; });
  new Task("a", 1n, 8, change).start();
  list.n = 5;
}
begin();
`,
);

racy(
  "K6107",
  "`job`",
  "an object is put into a queue and changed afterwards",
  `
class Job {
  size: u32 = 0;
}
const jobs = new Mutex<Job[]>([]);
function submit(): void {
  const job = new Job();
  jobs.with((all) => { all.push(job); }); // here
  job.size = 3;
}
new Task("a", 1n, 8, submit).start();
new Task("b", 2n, 8, () => jobs.with((all) => { for (const job of all) job.size = 4; })).start();
`,
);

racy(
  "K6108",
  "`Counter.n`",
  "an atomic field is counted up in two steps",
  `
class Counter {
  /** @atomic */
  n: u32 = 0;
}
const counter = new Counter();
function work(): void {
  counter.n++; // here
}
new Task("a", 1n, 8, work).start();
new Task("b", 2n, 8, work).start();
`,
);

racy(
  "K6101",
  "`entry`, which C calls",
  "what C hands to an exported function is reached by several CPUs",
  `
class Vcpu {
  exits: u32 = 0;
}
/** @export test_entry */
export function entry(vcpu: Vcpu): void {
  vcpu.exits = 1; // here
}
entry(new Vcpu());
`,
);

racy(
  "K6101",
  "`Settings.level`",
  "an object behind an interface is changed by one task and read by another",
  `
interface Reader { read(): u32 }
class Settings implements Reader {
  level: u32 = 0;
  read(): u32 { return this.level; }
  raise(): void {
    this.level = 5; // here
  }
}
const settings = new Settings();
const reader: Reader = settings;
new Task("a", 1n, 8, () => settings.raise()).start();
new Task("b", 2n, 8, () => print(\`\${reader.read()}\`)).start();
`,
);

racy(
  "K6103",
  "`Table.rows`",
  "a readonly field still has an array that grows",
  `
class Table {
  readonly rows: u32[] = [];
  add(n: u32): void {
    this.rows.push(n); // here
  }
}
const table = new Table();
new Task("a", 1n, 8, () => table.add(1)).start();
print(\`\${table.rows.length}\`);
`,
);

racy(
  "K6105",
  "`@guarded gate` of `Account.balance`",
  "a tag names a lock that is not there",
  `
class Account {
  readonly lock = new SpinLock();
  /** @guarded gate */
  balance: u32 = 0; // here
}
const account = new Account();
new Task("a", 1n, 8, () => { const before = account.lock.lock(); account.balance = 1; account.lock.unlock(before); }).start();
`,
);

racy(
  "K6110",
  "@racy",
  "a field is let off without a reason",
  `
class Counter {
  /** @racy */
  n: u32 = 0; // here
}
const counter = new Counter();
new Task("a", 1n, 8, () => print(\`\${counter.n}\`)).start();
`,
);
