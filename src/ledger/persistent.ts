/**
 * Collections of which every state stays readable while writing costs the same however much they hold: the newest state has
 * the contents, and an older one only knows what came after it. Who reads an older one late pays for a copy, once.
 */
export class PersistentMap<Key, Value> implements ReadonlyMap<Key, Value> {
  #state: MapState<Key, Value>;

  constructor(map = new Map<Key, Value>()) {
    this.#state = { map };
  }

  /** The next state. This one goes on to read as it does now. */
  with(changes: ReadonlyMap<Key, Value>): PersistentMap<Key, Value> {
    const map = this.#own();
    const before = new Map([...changes.keys()].map((key) => [key, map.get(key)]));
    for (const [key, value] of changes) map.set(key, value);
    const next = new PersistentMap(map);
    this.#state = { next, before };
    return next;
  }

  get size(): number {
    return this.#own().size;
  }

  get(key: Key): Value | undefined {
    return this.#own().get(key);
  }

  has(key: Key): boolean {
    return this.#own().has(key);
  }

  keys(): MapIterator<Key> {
    return this.#own().keys();
  }

  values(): MapIterator<Value> {
    return this.#own().values();
  }

  entries(): MapIterator<[Key, Value]> {
    return this.#own().entries();
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(work: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    this.#own().forEach((value, key) => work(value, key, this));
  }

  #own(): Map<Key, Value> {
    if ("map" in this.#state) return this.#state.map;
    const map = PersistentMap.#rebuilt(this.#state);
    this.#state = { map };
    return map;
  }

  /** A loop, since a state may be thousands of writes behind. */
  static #rebuilt<K, V>(state: MapState<K, V>): Map<K, V> {
    const undone: ReadonlyMap<K, V | undefined>[] = [];
    while ("next" in state) {
      undone.push(state.before);
      state = state.next.#state;
    }
    const map = new Map(state.map);
    for (const before of undone.reverse()) undo(map, before);
    return map;
  }
}

type MapState<Key, Value> =
  | { readonly map: Map<Key, Value> }
  /** `before`: what the keys held that were written next; nothing where they were new. */
  | { readonly next: PersistentMap<Key, Value>; readonly before: ReadonlyMap<Key, Value | undefined> };

function undo<Key, Value>(map: Map<Key, Value>, before: ReadonlyMap<Key, Value | undefined>): void {
  for (const [key, value] of before) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
}

/** Changes on top of a map, which they leave as it is. */
export class Overlay<Key, Value> {
  readonly changes = new Map<Key, Value>();
  readonly #under: ReadonlyMap<Key, Value>;

  constructor(under: ReadonlyMap<Key, Value>) {
    this.#under = under;
  }

  get(key: Key): Value | undefined {
    return this.changes.get(key) ?? this.#under.get(key);
  }

  set(key: Key, value: Value): void {
    this.changes.set(key, value);
  }

  all(): ReadonlyMap<Key, Value> {
    return new Map([...this.#under, ...this.changes]);
  }
}

/** A list that grows at its end; all states share one array, and each knows how much of it is its own. */
export class PersistentList<Item> {
  readonly #shared: Item[];
  readonly #length: number;
  #items: readonly Item[] | undefined;

  constructor(shared: Item[] = []) {
    this.#shared = shared;
    this.#length = shared.length;
  }

  get last(): Item | undefined {
    return this.#shared[this.#length - 1];
  }

  get items(): readonly Item[] {
    this.#items ??= this.#shared.slice(0, this.#length);
    return this.#items;
  }

  with(more: readonly Item[]): PersistentList<Item> {
    const isNewest = this.#shared.length === this.#length;
    const shared = isNewest ? this.#shared : [...this.items];
    for (const item of more) shared.push(item);
    return new PersistentList(shared);
  }
}
