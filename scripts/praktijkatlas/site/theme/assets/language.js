// What the site knows of words: names of terms, parts of compounds, typing errors.
import { fold } from "./index.js";

// Words that say nothing of what somebody looks for.
const EMPTY = new Set(`aan af al alle als altijd ander andere ben bent bestaan bestaat bij bijvoorbeeld binnen daar
  dan dat de deed deze die dit doe doen doet door dreigen dreigt dus een eens en er erg ergens gaan gaat gedaan geeft
  geen gegeven gemaakt geven geweest geworden gezocht ging goed goede graag haar had heb hebben hebt heeft heen hele
  help helpen helpt hem hen het hij hoe hoeveel houden houdt hun iemand iets ik in info informatie is ja je jij jullie
  kan kom komen kon krijg krijgen krijgt kun kunnen kwam laat laten liet maak maakt maar mag maken me meedoen meer
  mensen met mij mijn moet moeten mogelijk mogen na naar nee niet nodig nog nu of om omdat onder ons onze ook op over
  per praktijk praktijken regelen samen sommige soort staan staat te tegen teken tijdens tip tips tot tussen u uit uw
  vaak van vanuit veel via vind vinden voor voorbeeld voorbeelden waar waarbij waarin waarmee waarom waarover wanneer
  waren was wat we wel welk welke werd werden werkt wie wij wil wilde willen wilt word worden wordt zal ze zelf zich
  zij zijn zit zitten zo zocht zoek zoeken zoekt zonder zou zouden zullen`.split(/\s+/));

// Endings of words about the same: metselaar and metselen, verpleegkundige and verpleegkunde. They say
// too little for the index; a word that is not on the site, or rare, is asked as its relatives too.
const DERIVED = [
  [/(a?ar|st?er|er|ig|in|end|e?s)$/, ""], [/s$/, ""], [/eur$/, "er"], [/atie$/, "er"],
  [/isch$/, "iek"], [/isch$/, "ie"], [/ic(us|i)$/, "iek"],
];
// Geschoold and omgeschoold are forms of scholen and omscholen, and so is "om te scholen".
const BEFORE_VERB = ["aan", "af", "bij", "door", "her", "in", "mee", "na", "om", "op", "over", "samen", "uit"];
const PARTICIPLE = new RegExp(`^(${BEFORE_VERB.join("|")}|)ge(.{3,})$`);
// What follows an apostrophe: foto's, hbo'ers, auto'tje.
const AFTER_APOSTROPHE = /['’](s|en|ers?|tjes?)$/;

// Links of compounds: bedrijf-s-bezoek, groep-en-les.
const LINKS = ["", "s", "en", "e"];
const MIN_PART = 4;
// The first part may be as short as this when the last one is known, and longer: bus-chauffeur.
const MIN_FIRST = 3;
const MIN_LAST = 5;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const addTo = (map, key, ...values) => {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(...values);
};
const kind = (text) => text[0] + text.split(" ").length;

export class Language {
  #names = new Map();
  #alike = new Map(); // the names with as many words and the same first letter, which no form changes
  #stemmed = new Map(); // those names by the stems of their words, so that snuffelstages is snuffelstage
  #index;
  #known;

  constructor(index) {
    this.#index = index;
    for (const [label, given, list] of index.names) {
      const sought = given || label;
      for (const name of (list || sought).split("|")) {
        if (!this.#names.has(name)) addTo(this.#alike, kind(name), name);
        addTo(this.#names, name, { label, sought });
      }
    }
  }

  #stems(text) {
    return text.split(" ").map((word) => this.#index.stem(word)).join(" ");
  }

  // The terms of which a name has the same stems as a text. Thousands of names are stemmed only when
  // a text may be a form of them: all of them would take a slow phone a tenth of a second.
  #inOtherForms(text) {
    const like = kind(text);
    if (!this.#stemmed.has(like)) {
      const stemmed = new Map();
      for (const name of this.#alike.get(like) ?? []) addTo(stemmed, this.#stems(name), ...this.#names.get(name));
      this.#stemmed.set(like, stemmed);
    }
    return this.#stemmed.get(like).get(this.#stems(text)) ?? [];
  }

  // The terms that a text names, as it stands or in other forms.
  #named(text) {
    // The stem of a short word is that of many: aan would be Annen.
    const forms = text.length < MIN_PART || EMPTY.has(text) ? [] : this.#inOtherForms(text);
    const terms = [...(this.#names.get(text) ?? []), ...forms];
    return [...new Map(terms.map((term) => [term.sought, term])).values()];
  }

  // The question in concepts: the folded words, and the terms that they name. The longest name of a
  // term comes first, so that "docent in bedrijf" is one concept and not a teacher and a company.
  understand(question) {
    const typed = question.toLowerCase().split(/[^\p{L}\p{N}’'-]+/u).map((word) => word.replace(/^['’-]+|['’-]+$/g, ""))
      .filter(Boolean);
    for (let at = 0; at + 2 < typed.length; at += 1) {
      if (typed[at + 1] === "te" && BEFORE_VERB.includes(typed[at])) typed.splice(at, 3, typed[at] + typed[at + 2]);
    }
    const concepts = [];
    for (let at = 0; at < typed.length;) {
      let size = Math.min(5, typed.length - at);
      let terms;
      for (; size > 0; size -= 1) {
        const named = typed.slice(at, at + size);
        terms = this.#named(fold(named.join(" ")));
        if (!terms.length) terms = this.#named(fold(named.map((word) => word.replace(AFTER_APOSTROPHE, "")).join(" ")));
        if (terms.length) break;
      }
      size = Math.max(1, size);
      const taken = typed.slice(at, at + size);
      at += size;
      if (terms.length || !EMPTY.has(fold(taken[0]))) concepts.push(this.#concept(taken, terms));
    }
    const all = concepts.length ? concepts : typed.map((word) => this.#concept([word]));
    return all.filter(({ words }) => words.length);
  }

  #concept(taken, terms = []) {
    const typed = taken.join(" ");
    const telling = taken.length > 1 ? taken.filter((word) => !EMPTY.has(fold(word))) : taken;
    const folded = fold((telling.length ? telling : taken).map((word) => word.replace(AFTER_APOSTROPHE, "")).join(" "));
    return { typed, words: folded.split(" ").filter(Boolean), terms: terms.filter(({ sought }) => fold(sought) !== fold(typed)) };
  }

  // The stems of words that a word may be derived from, or with it.
  relatives(word) {
    const stem = this.#index.stem(word);
    const [, before, verb] = word.match(PARTICIPLE) ?? [];
    const found = [
      ...DERIVED.filter(([ending]) => ending.test(stem)).map(([ending, put]) => stem.replace(ending, put)),
      ...(verb ? [before + verb, before + verb.replace(/[dt]$/, "")] : []),
    ];
    return [...new Set(found.filter((each) => each.length >= MIN_PART).map((each) => this.#index.stem(each)))].filter((each) => each !== stem);
  }

  // The stems of the words of the site.
  async #knownStems() {
    this.#known ??= this.#index.words().then((lists) => new Set(lists.flat().map((word) => this.#index.stem(word))));
    return this.#known;
  }

  // The two words that make up one that no page has, each in whatever form; of the first the site
  // need not know.
  async parts(word) {
    const stems = await this.#knownStems();
    const is = (text) => stems.has(this.#index.stem(text));
    for (let at = word.length - MIN_PART; at >= MIN_PART; at -= 1) {
      const last = word.slice(at);
      for (const link of is(last) || this.relatives(last).some((each) => stems.has(each)) ? LINKS : []) {
        const first = word.slice(0, at - link.length);
        if (word.slice(first.length, at) === link && first.length >= MIN_PART && is(first)) return `${first} ${last}`;
      }
    }
    for (let at = MIN_FIRST; at <= word.length - MIN_LAST; at += 1) {
      if (is(word.slice(at))) return `${word.slice(0, at)} ${word.slice(at)}`;
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
