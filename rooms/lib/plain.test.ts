import assert from "node:assert/strict";
import { Encoder, Reflection, schema, t } from "@colyseus/schema";
import { firstDifference } from "../../server/testing/compare-worlds.ts";
import { hashData, hashWorld } from "./hash.ts";
import { layoutOf } from "./layout.ts";
import { assignWorld, toPlain } from "./plain.ts";
import { createRandom, nextInt, type RandomState } from "./random.ts";
import { spawn } from "./spawn.ts";

const Item = schema({ x: t.int16().default(0), tag: t.string().default("") }, "PlainItem");
const State = schema(
  {
    count: t.uint32().default(0),
    speed: t.float32().default(0),
    leader: t.ref(Item),
    items: t.map(Item),
    queue: t.array(Item),
    numbers: t.array("int16"),
    names: t.map("string"),
  },
  "PlainState",
);
const layout = layoutOf(State);
type Any = any;

describe("a plain copy of a world", () => {
  it("has the hash of the Schema instances, after any changes", () => {
    const random = createRandom(1);
    const world = made();
    for (let round = 0; round < 300; round++) {
      change(world, random);
      const copy = toPlain<Any>(layout, world);
      assert.equal(firstDifference(layout, world, copy), undefined);
      assert.equal(hashWorld(layout, copy), hashWorld(layout, world), `round ${round}`);
    }
  });

  it("shares nothing with its original", () => {
    const world = made();
    change(world, createRandom(2));
    spawn<Any>(world.items, "own", { x: 1, tag: "a" });
    const copy = toPlain<Any>(layout, world);
    const before = hashWorld(layout, copy);
    world.hidden.deep.list.push(9);
    world.items.get("own").x = 77;
    world.numbers.push(5);
    assert.equal(hashWorld(layout, copy), before);
  });

  it("written over another world makes it equal, and a stock client follows by the patch alone", () => {
    const random = createRandom(3);
    const source = made();
    const target = made();
    const encoder = new Encoder(target);
    const client = Reflection.decode(Reflection.encode(encoder));
    client.decode(encoder.encodeAll().slice());
    encoder.discardChanges();
    for (let round = 0; round < 200; round++) {
      change(source, random);
      assignWorld<Any>(layout, target, toPlain<Any>(layout, source));
      assert.equal(hashWorld(layout, target), hashWorld(layout, source), `round ${round}`);
      client.decode(encoder.encode().slice());
      encoder.discardChanges();
      assert.equal(firstDifference(layout, target, client.state), undefined, `round ${round}`);
    }
  });

  it("written over an equal world changes nothing that would be sent, and keeps its entities", () => {
    const world = made();
    for (let i = 0; i < 20; i++) change(world, createRandom(i));
    spawn<Any>(world.items, "kept", { x: 1, tag: "a" });
    const encoder = new Encoder(world);
    encoder.discardChanges();
    const kept = world.items.get("kept");
    assignWorld<Any>(layout, world, toPlain<Any>(layout, world));
    assert.equal(encoder.hasChanges, false);
    assert.equal(world.items.get("kept"), kept);
  });
});

describe("the hash of a world", () => {
  it("tells any two different worlds apart that one change makes", () => {
    const seen = new Map<string, string>();
    const changes: ((world: Any) => void)[] = [
      () => undefined,
      (world) => world.count++,
      (world) => (world.speed = 0.5),
      (world) => (world.leader.x = 1),
      (world) => spawn<Any>(world.items, "a", { x: 0, tag: "" }),
      (world) => spawn<Any>(world.items, "b", { x: 0, tag: "" }),
      (world) => spawn<Any>(world.items, "a", { x: 1, tag: "" }),
      (world) => spawn<Any>(world.items, "a", { x: 0, tag: "1" }),
      (world) => world.numbers.push(0),
      (world) => world.numbers.push(0, 0),
      (world) => world.names.set("a", ""),
      (world) => world.names.set("", "a"),
      (world) => (world.hidden.deep.list = [1, 2, 4]),
      (world) => (world.hidden.deep.list = [-0]),
      (world) => (world.hidden.deep.list = [0]),
      (world) => (world.hidden.deep.list = ["0"]),
      (world) => (world.hidden.deep.list = [false]),
      (world) => (world.hidden.deep.list = [null]),
      (world) => (world.hidden.deep.list = [[]]),
      (world) => (world.hidden.deep.list = [0.1 + 0.2]),
      (world) => (world.hidden.deep.list = [0.3]),
      (world) => (world.hidden.more = 1),
    ];
    for (const [index, apply] of changes.entries()) {
      const world = made();
      apply(world);
      const hash = hashWorld(layout, world);
      assert.match(hash, /^[0-9a-f]{16}$/);
      assert.equal(seen.get(hash), undefined, `change ${index}`);
      seen.set(hash, String(index));
    }
  });

  it("does not depend on the order of a map", () => {
    const [one, two] = [made(), made()];
    for (const key of ["a", "b", "c"]) spawn<Any>(one.items, key, { x: 1, tag: key });
    for (const key of ["c", "a", "b"]) spawn<Any>(two.items, key, { x: 1, tag: key });
    assert.equal(hashWorld(layout, one), hashWorld(layout, two));
  });

  it("tells nested data from flat data", () => {
    assert.notEqual(hashData({ x: {}, y: 1 }), hashData({ x: { y: 1 } }));
    assert.notEqual(hashData([[1], 2]), hashData([[1, 2]]));
  });

  it("is the one that it always was", () => assert.equal(hashWorld(layout, made()), "48ceaeaa66847e6e"));
});

describe("spawn", () => {
  it("makes the child class on a MapSchema and a plain object on a Map", () => {
    const synced = spawn<Any>(made().items, "a", { x: 1, tag: "t" });
    assert.ok(synced instanceof Item);
    const map = new Map<string, { x: number }>();
    const plain = spawn(map, "a", { x: 1 });
    assert.equal(map.get("a"), plain);
    assert.equal(Object.getPrototypeOf(plain), Object.prototype);
  });

  it("takes nothing of the object that it is given", () => {
    const init = { x: 1, tag: "t" };
    const made1 = spawn(new Map<string, typeof init>(), "a", init);
    init.x = 2;
    assert.equal(made1.x, 1);
  });
});

function made(): Any {
  const world = new State() as Any;
  world.leader = new Item();
  world.hidden = { deep: { list: [1, 2, 3], text: "é" } };
  return world;
}

/** One random change of every kind of field. */
function change(world: Any, random: RandomState): void {
  const key = `k${nextInt(random, 6)}`;
  const x = nextInt(random, 100);
  world.count += nextInt(random, 3);
  world.speed = x / 4;
  world.leader.x = x;
  if (nextInt(random, 3) === 0) world.items.delete(key);
  else if (world.items.has(key)) world.items.get(key).x = x;
  else spawn<Any>(world.items, key, { x, tag: key });
  if (nextInt(random, 4) === 0) world.queue.length = Math.min(world.queue.length, nextInt(random, 4));
  else world.queue.push(Object.assign(new Item(), { x, tag: "q" }));
  if (nextInt(random, 4) === 0) world.numbers.shift();
  else world.numbers.push(x);
  if (nextInt(random, 3) === 0) world.names.delete(key);
  else world.names.set(key, String(x));
  world.hidden.deep.list[nextInt(random, 5)] = x;
}
