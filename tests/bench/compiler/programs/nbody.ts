/** N-body: objects with double fields, nothing allocated where the time goes. */
import { print, type i32 } from "../../../../src/std/index.js";

class Body {
  x: number;
  y: number;
  z: number;
  vx: number;
  vy: number;
  vz: number;
  mass: number;

  constructor(x: number, y: number, z: number, vx: number, vy: number, vz: number, mass: number) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx;
    this.vy = vy;
    this.vz = vz;
    this.mass = mass;
  }
}

const PI: number = 3.141592653589793;
const SOLAR_MASS: number = 4.0 * PI * PI;
const DAYS: number = 365.24;

function makeSystem(): Body[] {
  const bodies: Body[] = [];
  bodies.push(new Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS));
  bodies.push(
    new Body(
      4.8414314424647209,
      -1.16032004402742839,
      -1.03622044471123109e-1,
      1.66007664274403694e-3 * DAYS,
      7.69901118419740425e-3 * DAYS,
      -6.90460016972063023e-5 * DAYS,
      9.54791938424326609e-4 * SOLAR_MASS,
    ),
  );
  bodies.push(
    new Body(
      8.34336671824457987,
      4.12479856412430479,
      -4.03523417114321381e-1,
      -2.7674251072641168e-3 * DAYS,
      4.99852801234917238e-3 * DAYS,
      2.30417297573763929e-5 * DAYS,
      2.85885980666130812e-4 * SOLAR_MASS,
    ),
  );
  bodies.push(
    new Body(
      1.2894369562139131e1,
      -1.51111514016986312e1,
      -2.23307578892655734e-1,
      2.96460137564761618e-3 * DAYS,
      2.3784717395948095e-3 * DAYS,
      -2.96589568540237556e-5 * DAYS,
      4.36624404335156298e-5 * SOLAR_MASS,
    ),
  );
  bodies.push(
    new Body(
      1.53796971148509165e1,
      -2.59193146099879641e1,
      1.79258772950371181e-1,
      2.68067772490389322e-3 * DAYS,
      1.62824170038242295e-3 * DAYS,
      -9.5159225451971587e-5 * DAYS,
      5.15138902046611451e-5 * SOLAR_MASS,
    ),
  );
  let px: number = 0.0;
  let py: number = 0.0;
  let pz: number = 0.0;
  for (let i: i32 = 0; i < bodies.length; i++) {
    const b: Body = bodies[i]!;
    px += b.vx * b.mass;
    py += b.vy * b.mass;
    pz += b.vz * b.mass;
  }
  const sun: Body = bodies[0]!;
  sun.vx = -px / SOLAR_MASS;
  sun.vy = -py / SOLAR_MASS;
  sun.vz = -pz / SOLAR_MASS;
  return bodies;
}

function energy(bodies: Body[]): number {
  let e: number = 0.0;
  for (let i: i32 = 0; i < bodies.length; i++) {
    const a: Body = bodies[i]!;
    e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (let j: i32 = i + 1; j < bodies.length; j++) {
      const b: Body = bodies[j]!;
      const dx: number = a.x - b.x;
      const dy: number = a.y - b.y;
      const dz: number = a.z - b.z;
      e -= (a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e;
}

function advance(bodies: Body[], dt: number): void {
  const n: i32 = bodies.length;
  for (let i: i32 = 0; i < n; i++) {
    const a: Body = bodies[i]!;
    for (let j: i32 = i + 1; j < n; j++) {
      const b: Body = bodies[j]!;
      const dx: number = a.x - b.x;
      const dy: number = a.y - b.y;
      const dz: number = a.z - b.z;
      const d2: number = dx * dx + dy * dy + dz * dz;
      const mag: number = dt / (d2 * Math.sqrt(d2));
      a.vx -= dx * b.mass * mag;
      a.vy -= dy * b.mass * mag;
      a.vz -= dz * b.mass * mag;
      b.vx += dx * a.mass * mag;
      b.vy += dy * a.mass * mag;
      b.vz += dz * a.mass * mag;
    }
  }
  for (let i: i32 = 0; i < n; i++) {
    const b: Body = bodies[i]!;
    b.x += dt * b.vx;
    b.y += dt * b.vy;
    b.z += dt * b.vz;
  }
}

function run(steps: i32): void {
  const bodies: Body[] = makeSystem();
  print(Math.round(energy(bodies) * 1.0e9).toString());
  for (let i: i32 = 0; i < steps; i++) advance(bodies, 0.01);
  print(Math.round(energy(bodies) * 1.0e9).toString());
}

run(2000000);
