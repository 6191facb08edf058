// What the telephone keeps of a door: ticks that wait, and whose list it is. Names are in the page.
export class Store {
  constructor(name) {
    this.name = name;
  }

  async all() {
    const found = await this.run("ticks", "readonly", (store) => store.getAll());
    return found.sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  add(tick) {
    return this.run("ticks", "readwrite", (store) => store.put(tick, tick.key));
  }

  remove(ticks) {
    return this.run("ticks", "readwrite", (store) => ticks.map((tick) => store.delete(tick.key))[0]);
  }

  async meta() {
    return (await this.run("meta", "readonly", (store) => store.get("meta"))) ?? {};
  }

  setMeta(held) {
    return this.run("meta", "readwrite", (store) => store.put(held, "meta"));
  }

  async clear() {
    await this.run("ticks", "readwrite", (store) => store.clear());
    await this.run("meta", "readwrite", (store) => store.clear());
    (await this.opened).close();
    this.opened = undefined;
    await new Promise((done) => {
      const request = indexedDB.deleteDatabase(this.name);
      request.onsuccess = request.onerror = request.onblocked = done;
    });
  }

  // One transaction; gives what its request answered once all of it is kept.
  async run(name, mode, work) {
    const database = await this.open();
    return new Promise((done, failed) => {
      const turn = database.transaction(name, mode);
      const request = work(turn.objectStore(name));
      turn.oncomplete = () => done(request?.result);
      turn.onerror = turn.onabort = () => failed(turn.error);
    });
  }

  open() {
    this.opened ??= new Promise((done, failed) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        for (const each of ["ticks", "meta"]) request.result.createObjectStore(each);
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    return this.opened;
  }
}
