import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { EffectiveInputs, type InputSource } from "./effective-inputs.ts";

/** Inputs as Colyseus queues them. */
class Queue implements InputSource {
  readonly waiting: object[] = [];
  renderTime = 0;

  get size(): number {
    return this.waiting.length;
  }

  next(): object | undefined {
    return this.waiting.shift();
  }
}

const card = (value: number) => ({ card: value });
const none = () => 0;

describe("EffectiveInputs", () => {
  it("takes exactly one input a tick, in order", () => {
    const inputs = new EffectiveInputs(hands);
    const queue = new Queue();
    queue.waiting.push(card(1), card(2), card(3));
    assert.deepEqual(
      [1, 2, 3].map(() => inputs.fromPerson(0, queue, none)),
      [card(1), card(2), card(3)],
    );
  });

  it("repeats the last input for 3 ticks, then is neutral, and goes on with the next one", () => {
    const inputs = new EffectiveInputs(hands);
    const queue = new Queue();
    queue.waiting.push(card(4));
    const played = Array.from({ length: 6 }, () => inputs.fromPerson(0, queue, none));
    assert.deepEqual(played, [card(4), card(4), card(4), card(4), card(0), card(0)]);
    assert.equal(inputs.counts.repeated, 3);
    queue.waiting.push(card(5));
    assert.deepEqual(inputs.fromPerson(0, queue, none), card(5));
  });

  it("drops the oldest of a backlog above 3: fifty inputs in a tick give one step", () => {
    const inputs = new EffectiveInputs(hands);
    const queue = new Queue();
    for (let i = 0; i < 50; i++) queue.waiting.push(card(i % 10));
    assert.deepEqual(inputs.fromPerson(0, queue, none), card(7));
    assert.equal(queue.size, 2);
    assert.equal(inputs.counts.dropped, 47);
  });

  it("is neutral before the first input and for a seat without a connection", () => {
    const inputs = new EffectiveInputs(hands);
    assert.deepEqual(inputs.fromPerson(0, new Queue(), none), card(0));
    assert.deepEqual(inputs.fromPerson(1, undefined, none), card(0));
  });

  it("makes a bot's choice legal and exact before it is played and recorded", () => {
    const inputs = new EffectiveInputs(hands);
    assert.deepEqual(inputs.fromBot(0, card(Number.POSITIVE_INFINITY)), card(0));
    assert.deepEqual(inputs.fromBot(0, card(2.4)), card(2));
  });

  it("stamps the look-back of the game's field, whatever the client put there", () => {
    const game = { ...hands, lookback: "card" };
    const inputs = new EffectiveInputs(game);
    const queue = new Queue();
    queue.waiting.push(card(9));
    queue.renderTime = 1234;
    assert.deepEqual(
      inputs.fromPerson(0, queue, (timeMs) => (timeMs === 1234 ? 7 : 99)),
      card(7),
    );
  });
});
