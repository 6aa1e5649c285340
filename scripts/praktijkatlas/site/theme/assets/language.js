// What the site knows of words: names of terms, parts of compounds, typing errors. Made by words.py.

// Words that say nothing of what somebody looks for.
const EMPTY = new Set(`aan af al alle als altijd ander andere bij bijvoorbeeld binnen bent ben daar dan dat de deze
  die dit doe doen doet door dus een eens en er ergens erg gaan gaat geen geven geeft goed goede graag haar heb hebben
  heeft hem hen het hij hoe hun iemand iets ik in is ja je jij jullie kan kun kunnen kom komen krijg krijgen krijgt
  laten maar maken maak maakt me meer mensen met mij mijn moet moeten meedoen mogelijk na naar nee niet nodig nog nu of om
  omdat ons onze ook op over regelen samen soort sommige te tegen teken tot tussen u uit uw vaak van vanuit veel via
  vind vinden vinden voor voorbeeld voorbeelden waar waarom waarmee wanneer wat we wel welk welke werkt wie wil willen
  wij word worden wordt zal ze zelf zich zij zijn zo zoek zoeken zonder zou praktijk praktijken`.split(/\s+/));

// Prefixes and links of compounds: bedrijf-s-bezoek, groep-en-les.
const LINKS = ["", "s", "en", "e"];
const MIN_PART = 4;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export class Language {
  #names = new Map();
  #known;
  #often;

  constructor({ pages, names, words }) {
    this.pages = pages;
    this.few = 25;
    for (const [label, sought, list] of names) {
      for (const name of list.split("|")) {
        if (!this.#names.has(name)) this.#names.set(name, []);
        this.#names.get(name).push({ label, sought });
      }
    }
    const [often, rest] = words.map((text) => text.split(" "));
    this.#often = new Set(often);
    this.#known = new Set([...often, ...rest]);
  }

  fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  // The question in concepts, each with ways to ask for it. The longest name of a term comes first,
  // so that "docent in bedrijf" is one concept and not a teacher and a company.
  understand(question) {
    const words = question.toLowerCase().split(/[^\p{L}\p{N}’'-]+/u).map((word) => word.replace(/^['’-]+|['’-]+$/g, ""))
      .filter(Boolean);
    const concepts = [];
    for (let at = 0; at < words.length;) {
      let size = Math.min(5, words.length - at);
      let terms;
      for (; size > 0; size -= 1) {
        terms = this.#names.get(this.fold(words.slice(at, at + size).join(" ")));
        if (terms) break;
      }
      size = Math.max(1, size);
      const taken = words.slice(at, at + size);
      at += size;
      if (terms || !EMPTY.has(taken[0])) concepts.push(this.#concept(taken, terms ?? []));
    }
    return concepts.length ? concepts : words.map((word) => this.#concept([word], []));
  }

  #concept(taken, terms) {
    const words = taken.join(" ");
    const sought = taken.length > 1 ? taken.filter((word) => !EMPTY.has(word)).join(" ") : words;
    const ways = [{ sought: sought || words, weight: 1 }];
    for (const term of terms) {
      if (this.fold(term.sought) !== this.fold(words)) ways.push({ ...term, weight: 0.9 });
    }
    return { words, ways };
  }

  // Words that share a part with this one: bezoek finds bedrijfsbezoek, techniekonderwijs techniek.
  relatives(word) {
    const folded = this.fold(word);
    if (folded.includes(" ") || folded.length < MIN_PART) return [];
    const longer = [...this.#known]
      .filter((known) => known.length >= folded.length + 3 && (known.endsWith(folded) || known.startsWith(folded)))
      .sort((one, other) => this.#often.has(other) - this.#often.has(one) || one.length - other.length)
      .slice(0, 4)
      .map((known) => ({ sought: known, label: known, weight: 0.5 }));
    return [...longer, ...this.#parts(folded)];
  }

  #parts(word) {
    for (let at = word.length - MIN_PART; at >= MIN_PART; at -= 1) {
      const last = word.slice(at);
      if (!this.#known.has(last)) continue;
      for (const link of LINKS) {
        const first = word.slice(0, at - link.length);
        if (word.slice(at - link.length, at) !== link || first.length < MIN_PART || !this.#known.has(first)) continue;
        return [
          { sought: `${first} ${last}`, label: `${first} ${last}`, weight: 0.4 },
          { sought: first, label: first, weight: 0.2 },
        ];
      }
    }
    return [];
  }

  // The word that somebody meant who made one typing error; null when there is none.
  nearest(word) {
    const folded = this.fold(word);
    const known = this.#known.has(folded) || this.#names.has(folded);
    if (known || folded.length < MIN_PART || folded.includes(" ")) return null;
    const found = new Set();
    const consider = (text) => {
      if (this.#known.has(text) || this.#names.has(text)) found.add(text);
    };
    for (let at = 0; at <= folded.length; at += 1) {
      const [before, after] = [folded.slice(0, at), folded.slice(at)];
      consider(before + after.slice(1));
      if (after.length > 1) consider(before + after[1] + after[0] + after.slice(2));
      for (const letter of LETTERS) {
        consider(before + letter + after);
        consider(before + letter + after.slice(1));
      }
    }
    found.delete(folded);
    const rank = (text) => (this.#names.has(text) ? 0 : this.#often.has(text) ? 1 : 2) + (text[0] === folded[0] ? 0 : 3);
    return [...found].sort((one, other) => rank(one) - rank(other))[0] ?? null;
  }
}
