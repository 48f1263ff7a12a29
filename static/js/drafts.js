// Words that are not saved yet, kept in this browser: for one person, at one text, for two weeks.
// They outlive a dropped network, an expired sign-in and a closed tab, and are gone as soon as they are saved.

const DAYS_KEPT = 14;
const DAY = 24 * 60 * 60 * 1000; // milliseconds
const STORE = "drafts";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });

// Fails where the browser keeps nothing, as in some private windows.
async function open() {
  const request = indexedDB.open("compact-portal", 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
  return done(request);
}

export const randomName = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join("");

// A page that is open holds a lock of the name of its words: they are not left behind. (Only where there are locks.)
async function held() {
  if (!navigator.locks) return new Set();
  const { held: locks } = await navigator.locks.query();
  return new Set(locks.map(({ name }) => name));
}

export class Drafts {
  constructor({ owner, place, title }) {
    this.mine = { id: randomName(), owner, place, title };
    this.db = open();
    this.isKept = this.db.then(() => true).catch(() => false);
    this.writing = null; // one at a time; of those that wait only the newest counts
    navigator.locks?.request(this.mine.id, () => new Promise(() => {}));
  }

  keep(words) {
    this.#write({ ...this.mine, ...words, at: Date.now() });
  }

  forget() {
    this.#write(null);
  }

  async drop(id) {
    await done((await this.#store("readwrite")).delete(id));
  }

  // What this person left behind and nobody is writing at now, the latest first. What is too old goes.
  async left() {
    const all = await done((await this.#store("readonly")).getAll());
    const old = all.filter(({ at }) => Date.now() - at > DAYS_KEPT * DAY);
    await Promise.all(old.map(({ id }) => this.drop(id)));
    const open = await held();
    return all
      .filter((each) => !old.includes(each) && each.owner === this.mine.owner && !open.has(each.id))
      .sort((one, other) => other.at - one.at);
  }

  // Both texts stood side by side: these words are settled once the text is newer than it was then.
  async settle(record, revision) {
    await done((await this.#store("readwrite")).put({ ...record, settledAfter: revision }));
  }

  #write(record) {
    this.next = { record };
    this.writing ??= this.#drain();
  }

  async #drain() {
    while (this.next) {
      const { record } = this.next;
      this.next = null;
      try {
        if (record) await done((await this.#store("readwrite")).put(record));
        else await this.drop(this.mine.id);
      } catch {
        this.isKept = Promise.resolve(false);
      }
    }
    this.writing = null;
  }

  async #store(mode) {
    return (await this.db).transaction(STORE, mode).objectStore(STORE);
  }
}
