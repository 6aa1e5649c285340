// What the site knows of words: names of terms, parts of compounds, typing errors.
import { fold } from "./index.js";

// Words that say nothing of what somebody looks for.
const EMPTY = new Set(`aan af al alle als altijd ander andere bij bijvoorbeeld binnen bent ben daar dan dat de deze
  die dit doe doen doet door dus een eens en er ergens erg gaan gaat geen geven geeft goed goede graag haar heb hebben
  heeft hem hen het hij hoe hun iemand iets ik in is ja je jij jullie kan kun kunnen kom komen krijg krijgen krijgt
  laten maar maken maak maakt me meer mensen met mij mijn moet moeten meedoen mogelijk na naar nee niet nodig nog nu of om
  omdat ons onze ook op over regelen samen soort sommige te tegen teken tot tussen u uit uw vaak van vanuit veel via
  vind vinden vinden voor voorbeeld voorbeelden waar waarom waarmee wanneer wat we wel welk welke werkt wie wil willen
  wij word worden wordt zal ze zelf zich zij zijn zo zoek zoeken zonder zou praktijk praktijken`.split(/\s+/));

// Links of compounds: bedrijf-s-bezoek, groep-en-les.
const LINKS = ["", "s", "en", "e"];
const MIN_PART = 4;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export class Language {
  #names = new Map();
  #index;

  constructor(index) {
    this.#index = index;
    for (const [label, sought, list] of index.names) {
      for (const name of list.split("|")) {
        if (!this.#names.has(name)) this.#names.set(name, []);
        this.#names.get(name).push({ label, sought });
      }
    }
  }

  // The question in concepts: the folded words, and the terms that they name. The longest name of a
  // term comes first, so that "docent in bedrijf" is one concept and not a teacher and a company.
  understand(question) {
    const typed = question.toLowerCase().split(/[^\p{L}\p{N}’'-]+/u).map((word) => word.replace(/^['’-]+|['’-]+$/g, ""))
      .filter(Boolean);
    const concepts = [];
    for (let at = 0; at < typed.length;) {
      let size = Math.min(5, typed.length - at);
      let terms;
      for (; size > 0; size -= 1) {
        terms = this.#names.get(fold(typed.slice(at, at + size).join(" ")));
        if (terms) break;
      }
      size = Math.max(1, size);
      const taken = typed.slice(at, at + size);
      at += size;
      if (terms || !EMPTY.has(taken[0])) concepts.push(this.#concept(taken, terms));
    }
    const all = concepts.length ? concepts : typed.map((word) => this.#concept([word]));
    return all.filter(({ words }) => words.length);
  }

  #concept(taken, terms = []) {
    const typed = taken.join(" ");
    const telling = taken.length > 1 ? taken.filter((word) => !EMPTY.has(word)) : taken;
    const folded = fold((telling.length ? telling : taken).join(" "));
    return { typed, words: folded.split(" ").filter(Boolean), terms: terms.filter(({ sought }) => fold(sought) !== fold(typed)) };
  }

  // The two words that make up one that no page has.
  async parts(word) {
    const known = new Set((await this.#index.words()).flat());
    for (let at = word.length - MIN_PART; at >= MIN_PART; at -= 1) {
      const last = word.slice(at);
      for (const link of known.has(last) || known.has(this.#index.stem(last)) ? LINKS : []) {
        const first = word.slice(0, at - link.length);
        if (word.slice(first.length, at) === link && first.length >= MIN_PART && known.has(first)) return `${first} ${last}`;
      }
    }
    return "";
  }

  // The word that somebody meant who made one typing error; null when there is none.
  async nearest(word) {
    if (word.length < MIN_PART || this.#names.has(word)) return null;
    const stem = this.#index.stem(word);
    const [often, rest] = await this.#index.words();
    const forms = new Map(this.#index.forms); // of the words that begin as this one does, rare ones too
    for (const each of [...rest, ...often]) forms.set(this.#index.stem(each), each);
    forms.delete(stem);
    const common = new Set(often);
    const found = new Set();
    const consider = (text) => {
      if (this.#names.has(text)) found.add(text);
      if (forms.has(text)) found.add(forms.get(text));
    };
    for (const text of new Set([word, stem])) {
      for (let at = 0; at <= text.length; at += 1) {
        const [before, after] = [text.slice(0, at), text.slice(at)];
        consider(before + after.slice(1));
        if (after.length > 1) consider(before + after[1] + after[0] + after.slice(2));
        for (const letter of LETTERS) {
          consider(before + letter + after);
          consider(before + letter + after.slice(1));
        }
      }
    }
    found.delete(word);
    const rank = (text) => (this.#names.has(text) ? 0 : common.has(text) ? 1 : 2) + (text[0] === word[0] ? 0 : 3);
    return [...found].sort((one, other) => rank(one) - rank(other))[0] ?? null;
  }
}
