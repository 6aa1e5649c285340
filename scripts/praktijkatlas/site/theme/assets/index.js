// The index of the words of all pages, of which a question asks only some small files. Made by
// postings.py and search_files.py: pages have numbers, the practices first, from the newest on.

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
const VALUES = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => { VALUES[digit.charCodeAt(0)] = value; });
const LAST_PART = "~";
export const REGION = "=regions:";
// A longer word counts less than the word itself, the less the longer it is.
const LONGER = 0.5;

// Most words are folded already; making the patterns of all letters takes a slow phone a while.
const FOLDED = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

export const fold = (text) => {
  if (FOLDED.test(text)) return text;
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
};

const json = async (path, version) => {
  const address = new URL(version ? `${path}?v=${version}` : path, import.meta.url);
  // What all begins with says which version the rest must have, so it is never an old one.
  const answer = await fetch(address, version ? {} : { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

// What is asked once and kept; when that fails the next who asks tries again.
export const kept = (map, key, ask) => {
  if (!map.has(key)) {
    map.set(key, ask().catch((error) => {
      map.delete(key);
      throw error;
    }));
  }
  return map.get(key);
};

// The pages of a word, in the text that `_packed` in postings.py makes of them.
const unpacked = (text, levels) => {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const digit = VALUES[text.charCodeAt(at)];
      at += 1;
      value += (digit & 31) << shift;
      if (digit < 32) return value;
    }
  };
  const pages = [];
  const scores = [];
  while (at < text.length) {
    const score = number() / levels;
    let page = 0;
    for (let left = number(); left > 0; left -= 1) {
      page += number();
      pages.push(page);
      scores.push(score);
    }
  }
  return { pages, scores };
};

export class Index {
  #files = new Map();
  #texts = new Map();
  #stems = new Map();

  static #heads = new Map();

  // The index, asked for once.
  static load() {
    return kept(Index.#heads, "zoek.json", async () => new Index(await json("zoek.json")));
  }

  constructor({ version, practices, others, perFile, levels, starts, stemming, names }) {
    this.version = version;
    this.practices = practices;
    this.total = practices + others;
    this.names = names;
    this.perFile = perFile;
    this.levels = levels;
    this.starts = starts.split(" ");
    this.rules = stemming.map((step) => step.map(([pattern, put, least]) => [new RegExp(pattern), put, least]));
    this.forms = new Map();
    // Names of regions have no other forms: who asks for one means it as it stands.
    this.proper = new Set(names.filter(([, sought]) => sought.startsWith(REGION)).flatMap(([, , list]) => list.split("|")));
  }

  stem(word) {
    let stem = this.#stems.get(word);
    if (stem === undefined) {
      stem = word;
      for (const step of this.rules) {
        const rule = step.find(([pattern, , least]) => stem.search(pattern) >= least);
        if (rule) stem = stem.replace(rule[0], rule[1]);
      }
      this.#stems.set(word, stem);
    }
    return stem;
  }

  // The rows of the file in which a key stands, if it does.
  async #file(number) {
    return kept(this.#files, number, async () => {
      const rows = await json(`zoek/index/${number}.json`, this.version);
      for (const [key, , form] of rows) if (!key.startsWith(LAST_PART)) this.forms.set(key, form || key);
      return new Map(rows.map((row) => [row[0], row]));
    });
  }

  #place(key) {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= key) low = middle;
      else high = middle;
    }
    return low;
  }

  #opened(row) {
    if (typeof row[1] === "string") row[1] = unpacked(row[1], this.levels);
    return row[1];
  }

  // The pages with a key: `pages` with their `scores` from 0 to 1, the words that the key stands for,
  // the parts that the word is made of (or its verb), and whether it is a verb.
  async withKey(key) {
    const row = (await this.#file(this.#place(key))).get(key);
    if (!row) return null;
    return { ...this.#opened(row), forms: (row[2] || key).split(" "), parts: row[3], isVerb: Boolean(row[4]) };
  }

  // The pages with a word in any of its forms.
  async withWord(word) {
    return this.withKey(this.proper.has(word) ? word : this.stem(word));
  }

  // The pages with a compound that ends in a word: bezoek gives those with bedrijfsbezoek.
  async withLastPart(word) {
    return this.withKey(LAST_PART + this.stem(word));
  }

  // The pages with longer words: techn gives those with techniek, school those with schoolplein.
  async withStart(start) {
    const stem = this.stem(start);
    const [first, last] = [this.#place(start), this.#place(`${start}\uffff`)];
    const files = [];
    for (let place = first; place <= Math.min(last, first + 2); place += 1) files.push(this.#file(place));
    const rows = (await Promise.all(files)).flatMap((file) => [...file.values()])
      .filter(([key]) => key.startsWith(start) && key !== stem);
    const weights = rows.map(([key]) => LONGER + (1 - LONGER) * (start.length / key.length) ** 2);
    const found = this.either(rows.map((row) => this.#opened(row)), weights);
    return { ...found, forms: rows.map(([key, , form]) => form || key) };
  }

  // The pages that have one thing or another, each with the best of its scores.
  either(found, weights = []) {
    const best = new Float32Array(this.total);
    const all = [];
    found.forEach(({ pages, scores }, which) => {
      const weight = weights[which] ?? 1;
      for (let at = 0; at < pages.length; at += 1) {
        const page = pages[at];
        const score = weight * scores[at];
        if (!best[page]) all.push(page);
        if (score > best[page]) best[page] = score;
      }
    });
    return { pages: all, scores: all.map((page) => best[page]) };
  }

  // The pages that have one thing and another, with the sum of their scores.
  both(one, other) {
    const sum = new Float32Array(this.total);
    one.pages.forEach((page, at) => { sum[page] = one.scores[at]; });
    const pages = [];
    const scores = [];
    other.pages.forEach((page, at) => {
      if (!sum[page]) return;
      pages.push(page);
      scores.push(sum[page] + other.scores[at]);
    });
    return { pages, scores };
  }

  // What a result shows of a page.
  async read(page) {
    const other = page - this.practices;
    const path = other < 0 ? `praktijken/${page}` : `paginas/${Math.floor(other / this.perFile)}`;
    const found = await kept(this.#texts, path, () => json(`zoek/${path}.json`, this.version));
    const [address, title, place, text] = other < 0 ? found : found[other % this.perFile];
    return { address, title, place, text };
  }

  // The words of the site, the often used apart; asked only when a word is not found as it stands.
  async words() {
    return kept(this.#texts, "woorden", async () => {
      const lists = await json("zoek/woorden.json", this.version);
      return lists.map((text) => text.split(" "));
    });
  }
}
