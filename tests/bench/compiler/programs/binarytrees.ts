/** Binary trees: fifteen million small objects with nullable fields, short lives, recursion. */
import { print, type i32 } from "../../../../src/std/index.js";

class TreeNode {
  left: TreeNode | null = null;
  right: TreeNode | null = null;
}

function build(depth: i32): TreeNode {
  const node: TreeNode = new TreeNode();
  if (depth > 0) {
    node.left = build(depth - 1);
    node.right = build(depth - 1);
  }
  return node;
}

function check(node: TreeNode): i32 {
  const left: TreeNode | null = node.left;
  const right: TreeNode | null = node.right;
  if (left === null || right === null) return 1;
  return 1 + check(left) + check(right);
}

function run(maxDepth: i32): void {
  const stretch: TreeNode = build(maxDepth + 1);
  print("stretch " + check(stretch).toString());
  const longLived: TreeNode = build(maxDepth);
  for (let depth: i32 = 4; depth <= maxDepth; depth += 2) {
    const iterations: i32 = 1 << (maxDepth - depth + 4);
    let sum: i32 = 0;
    for (let i: i32 = 0; i < iterations; i++) sum += check(build(depth));
    print(iterations.toString() + " trees of depth " + depth.toString() + " check " + sum.toString());
  }
  print("long lived " + check(longLived).toString());
}

run(16);
