const NONE = 0;
const FIRST_CAPACITY = 1024;

/** What slots are ordered by, smallest first: a, then b, then c. */
export interface TreeKey {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * An ordered set of slots (small positive integers, the caller's) that knows how many come before each: a treap whose nodes
 * know the size of their subtree. All operations are O(log n) whatever the keys, equal `a`s included. Nodes are numbers in
 * typed arrays: 40 bytes each, and nothing for the garbage collector to walk.
 */
export class RankTree {
  #root = NONE;
  #a = new Float64Array(FIRST_CAPACITY);
  #b = new Float64Array(FIRST_CAPACITY);
  #c = new Float64Array(FIRST_CAPACITY);
  #left = new Int32Array(FIRST_CAPACITY);
  #right = new Int32Array(FIRST_CAPACITY);
  #size = new Int32Array(FIRST_CAPACITY);
  /** A parent's is above its children's; random, which keeps the tree level. */
  #priority = new Int32Array(FIRST_CAPACITY);
  /** The halves of the last #split. */
  #low = NONE;
  #high = NONE;

  get size(): number {
    return this.#sizeOf(this.#root);
  }

  /** Adds a slot that is not in the tree. */
  add(slot: number, { a, b, c }: TreeKey): void {
    if (slot >= this.#a.length) this.#grow(slot);
    this.#a[slot] = a;
    this.#b[slot] = b;
    this.#c[slot] = c;
    this.#priority[slot] = Math.random() * 0x7fffffff;
    this.#left[slot] = this.#right[slot] = NONE;
    this.#size[slot] = 1;
    this.#root = this.#insert(this.#root, slot);
  }

  /** Removes a slot that is in the tree. */
  remove(slot: number): void {
    this.#root = this.#without(this.#root, slot);
  }

  keyOf(slot: number): TreeKey {
    return { a: real(this.#a, slot), b: real(this.#b, slot), c: real(this.#c, slot) };
  }

  /** How many are at or before a key; for the key of a slot that is its rank. */
  countThrough({ a, b, c }: TreeKey): number {
    let count = 0;
    let node = this.#root;
    while (node !== NONE) {
      if (this.#compare(node, a, b, c) <= 0) {
        count += this.#sizeOf(int(this.#left, node)) + 1;
        node = int(this.#right, node);
      } else node = int(this.#left, node);
    }
    return count;
  }

  /** At most `limit` slots in order, after the first `skip`. */
  slice(skip: number, limit: number): number[] {
    const slots: number[] = [];
    this.#collect(this.#root, skip, limit, slots);
    return slots;
  }

  clear(): void {
    this.#root = NONE;
  }

  #collect(node: number, skip: number, limit: number, slots: number[]): void {
    if (node === NONE || slots.length >= limit || skip >= this.#sizeOf(node)) return;
    const before = this.#sizeOf(int(this.#left, node));
    if (skip < before) this.#collect(int(this.#left, node), skip, limit, slots);
    if (skip <= before && slots.length < limit) slots.push(node);
    this.#collect(int(this.#right, node), Math.max(0, skip - before - 1), limit, slots);
  }

  #insert(node: number, slot: number): number {
    if (node === NONE) return slot;
    if (int(this.#priority, slot) > int(this.#priority, node)) {
      this.#split(node, slot);
      this.#left[slot] = this.#low;
      this.#right[slot] = this.#high;
      return this.#sized(slot);
    }
    if (this.#isBefore(slot, node)) this.#left[node] = this.#insert(int(this.#left, node), slot);
    else this.#right[node] = this.#insert(int(this.#right, node), slot);
    return this.#sized(node);
  }

  /** Parts a subtree into what is before `slot` and what is after. */
  #split(node: number, slot: number): void {
    if (node === NONE) {
      this.#low = this.#high = NONE;
    } else if (this.#isBefore(node, slot)) {
      this.#split(int(this.#right, node), slot);
      this.#right[node] = this.#low;
      this.#low = this.#sized(node);
    } else {
      this.#split(int(this.#left, node), slot);
      this.#left[node] = this.#high;
      this.#high = this.#sized(node);
    }
  }

  #without(node: number, slot: number): number {
    if (node === slot) return this.#merged(int(this.#left, node), int(this.#right, node));
    if (this.#isBefore(slot, node)) this.#left[node] = this.#without(int(this.#left, node), slot);
    else this.#right[node] = this.#without(int(this.#right, node), slot);
    return this.#sized(node);
  }

  /** One tree of two, all of `low` being before all of `high`. */
  #merged(low: number, high: number): number {
    if (low === NONE) return high;
    if (high === NONE) return low;
    if (int(this.#priority, low) > int(this.#priority, high)) {
      this.#right[low] = this.#merged(int(this.#right, low), high);
      return this.#sized(low);
    }
    this.#left[high] = this.#merged(low, int(this.#left, high));
    return this.#sized(high);
  }

  #sized(node: number): number {
    this.#size[node] = this.#sizeOf(int(this.#left, node)) + this.#sizeOf(int(this.#right, node)) + 1;
    return node;
  }

  #sizeOf(node: number): number {
    return node === NONE ? 0 : int(this.#size, node);
  }

  #isBefore(slot: number, other: number): boolean {
    return this.#compare(slot, real(this.#a, other), real(this.#b, other), real(this.#c, other)) < 0;
  }

  #compare(slot: number, a: number, b: number, c: number): number {
    return real(this.#a, slot) - a || real(this.#b, slot) - b || real(this.#c, slot) - c;
  }

  #grow(slot: number): void {
    const capacity = 2 * slot;
    const floats = (from: Float64Array<ArrayBuffer>) => grown(new Float64Array(capacity), from);
    const integers = (from: Int32Array<ArrayBuffer>) => grown(new Int32Array(capacity), from);
    this.#a = floats(this.#a);
    this.#b = floats(this.#b);
    this.#c = floats(this.#c);
    this.#left = integers(this.#left);
    this.#right = integers(this.#right);
    this.#size = integers(this.#size);
    this.#priority = integers(this.#priority);
  }
}

/** What an array holds of a slot that is in the tree: `add` made room for it. */
function real(array: Float64Array, slot: number): number {
  return array[slot] as number;
}

function int(array: Int32Array, slot: number): number {
  return array[slot] as number;
}

function grown<T extends Float64Array | Int32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
