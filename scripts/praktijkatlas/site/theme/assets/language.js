// What the site knows of words: names of terms, parts of compounds, typing errors.
import { REGION, fold } from "./index.js";

// Words that say nothing of what somebody looks for.
const EMPTY = new Set(`aan af al alle als altijd and ander andere ben bent bestaan bestaat bij bijvoorbeeld binnen daar
  dan dat de deed deze die dit doe doen doet door dreigen dreigt dus een eens en er erg ergens gaan gaat gedaan geeft
  geen gegeven gemaakt geven geweest geworden gezocht ging goed goede graag haar had heb hebben hebt heeft heen hele
  help helpen helpt hem hen het hij hoe hoeveel houden houdt hun iemand iets ik in info informatie is ja je jij jullie
  kan kom komen kon krijg krijgen krijgt kun kunnen kwam laat laten liet maak maakt maar mag maken me meedoen meer
  mensen met mij mijn moet moeten mogelijk mogen na naar nee niet nodig nog nu of om omdat onder ons onze ook op or over
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
// The last part may be shorter when it has a name, and the first part is known: sterren-kok.
const MIN_NAME = 3;
// With another letter a word shorter than this is mostly another word.
const MIN_SLIP = 7;
// Terms that say so little that only a compound stands for them: bedrijvenvereniging, but not uren or bank.
const BROAD = /^=(funding|organisation_kinds):/;
// A word that is found for a slip of the pen in another may be so much longer than what was typed.
const MOST_ENDING = 3;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const addTo = (map, key, ...values) => {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(...values);
};
const together = (text) => text.replaceAll(" ", "");
const kind = (text) => text[0] + text.split(" ").length;

export class Language {
  #names = new Map();
  #alike = new Map(); // the names with as many words and the same first letter, which no form changes
  #stemmed = new Map(); // those names by the stems of their words, so that snuffelstages is snuffelstage
  #together = new Map(); // names of more than one word, by what they are without spaces
  #broad = new Map();
  #regions = new Set();
  #index;
  #known;

  constructor(index) {
    this.#index = index;
    for (const [label, given, list] of index.names) {
      const sought = given || label;
      for (const name of (list || sought).split("|")) this.#add(name, { label, sought });
    }
  }

  #add(name, term) {
    if (BROAD.test(term.sought)) {
      addTo(this.#broad, name, term);
      return;
    }
    const isRegion = term.sought.startsWith(REGION);
    if (isRegion) this.#regions.add(name);
    else addTo(this.#alike, kind(name), name);
    if (name.includes(" ")) this.#together.set(together(name), name);
    addTo(this.#names, name, term);
  }

  // Whether a text is a name as it stands.
  isName(text) {
    return this.#names.has(text);
  }

  isRegion(text) {
    return this.#regions.has(text);
  }

  // Whether pages with the words of a text are about it: "ander" and "werk" stand on most pages, apart.
  isTelling(text) {
    return text.split(" ").every((word) => !EMPTY.has(word));
  }

  // The broad terms that a compound stands for.
  standsFor(word) {
    return this.#broad.get(word) ?? [];
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
      for (const name of new Set(this.#alike.get(like))) addTo(stemmed, this.#stems(name), name);
      this.#stemmed.set(like, stemmed);
    }
    const names = this.#stemmed.get(like).get(this.#stems(text)) ?? [];
    // A word has one plural: ouders are no ouderen.
    return names.filter((name) => !text.endsWith("s") || name !== `${text.slice(0, -1)}en`)
      .flatMap((name) => this.#names.get(name).filter(({ sought }) => !sought.startsWith(REGION)));
  }

  // The terms that a text names, as it stands or in other forms.
  #named(text) {
    // The stem of a short word is that of many: aan would be Annen.
    const forms = text.length < MIN_PART || EMPTY.has(text) ? [] : this.#inOtherForms(text);
    const terms = [...(this.#names.get(text) ?? []), ...forms];
    return [...new Map(terms.map((term) => [term.sought, term])).values()];
  }

  // What words name as somebody typed them, or with other spaces and hyphens (gast-docent, opendag):
  // the folded text, and its terms.
  #termsOf(typed) {
    const plain = typed.map((word) => word.replace(AFTER_APOSTROPHE, ""));
    const text = fold(plain.join(" "));
    const one = together(text);
    const small = text !== one && text.split(" ").some((word) => word.length < MIN_FIRST || EMPTY.has(word));
    const tries = [fold(typed.join(" ")), text, ...(small ? [] : [one, this.#together.get(one) ?? ""])];
    const found = tries.map((each) => ({ text: each, terms: this.#named(each) }));
    return found.find(({ terms }) => terms.length) ?? { text, terms: [] };
  }

  // Words with a hyphen that have no name as a whole, though a part has, are asked apart: bpv-plek.
  #apart(typed) {
    if (!typed.includes("-") || this.#termsOf([typed]).terms.length) return [typed];
    const parts = typed.split("-").filter(Boolean);
    return parts.some((part) => this.#termsOf([part]).terms.length) ? parts : [typed];
  }

  // The question in concepts: the folded words, and the terms that they name. The longest name of a
  // term comes first, so that "docent in bedrijf" is one concept and not a teacher and a company.
  understand(question) {
    const typed = question.toLowerCase().split(/[^\p{L}\p{N}’'-]+/u).map((word) => word.replace(/^['’-]+|['’-]+$/g, ""))
      .filter(Boolean).flatMap((word) => this.#apart(word));
    for (let at = 0; at + 2 < typed.length; at += 1) {
      if (typed[at + 1] === "te" && BEFORE_VERB.includes(typed[at])) typed.splice(at, 3, typed[at] + typed[at + 2]);
    }
    const concepts = [];
    for (let at = 0; at < typed.length;) {
      let size = Math.min(5, typed.length - at);
      let text;
      let terms;
      for (; size > 0; size -= 1) {
        ({ text, terms } = this.#termsOf(typed.slice(at, at + size)));
        if (terms.length) break;
      }
      size = Math.max(1, size);
      const taken = typed.slice(at, at + size);
      at += size;
      if (terms.length || !EMPTY.has(fold(taken[0]))) concepts.push(this.#concept(taken, terms, text));
    }
    const all = concepts.length ? concepts : typed.map((word) => this.#concept([word]));
    return all.filter(({ words }) => words.length);
  }

  #concept(taken, terms = [], text = "") {
    const typed = taken.join(" ");
    const others = terms.filter(({ sought }) => fold(sought) !== fold(typed));
    // Known by another division into words than was typed: it is asked as it is written.
    const apart = fold(taken.map((word) => word.replace(AFTER_APOSTROPHE, "")).join(" "));
    if (terms.length && together(text) === together(apart) && text !== apart && text !== fold(typed)) {
      return { typed, name: text, words: text.split(" ").filter((word) => taken.length === 1 || !EMPTY.has(word)), terms: others };
    }
    const telling = taken.length > 1 ? taken.filter((word) => !EMPTY.has(fold(word))) : taken;
    const folded = fold((telling.length ? telling : taken).map((word) => word.replace(AFTER_APOSTROPHE, "")).join(" "));
    return { typed, name: fold(typed), words: folded.split(" ").filter(Boolean), terms: others };
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
    const lists = await this.#index.words();
    this.#known ??= new Set(lists.flat().map((word) => this.#index.stem(word)));
    return this.#known;
  }

  // The two words that make up one that no page has, each in whatever form; of the first the site
  // need not know.
  async parts(word) {
    const stems = await this.#knownStems();
    // Mensen and praktijk say little alone, but are parts of words; zij and het are not.
    const isSmall = (text) => (EMPTY.has(text) && text.length <= MIN_LAST) || BEFORE_VERB.includes(text);
    const is = (text) => !isSmall(text) && stems.has(this.#index.stem(text));
    for (let at = word.length - MIN_PART; at >= MIN_PART; at -= 1) {
      const last = word.slice(at);
      for (const link of is(last) || this.relatives(last).some((each) => stems.has(each)) ? LINKS : []) {
        const first = word.slice(0, at - link.length);
        if (word.slice(first.length, at) === link && first.length >= MIN_PART && is(first)) return `${first} ${last}`;
      }
    }
    for (let at = MIN_FIRST; at <= word.length - MIN_NAME; at += 1) {
      const [first, last] = [word.slice(0, at), word.slice(at)];
      const isLast = last.length >= MIN_LAST ? is(last) : at >= MIN_LAST && is(first) && this.isName(last);
      if (isLast && !isSmall(first)) return `${first} ${last}`;
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
    const isShort = word.length < MIN_LAST;
    const consider = (text) => {
      // A word of a few letters is too much like others, as taal is like staal.
      if (this.#names.has(text) && !(isShort && (text.length < word.length || text[0] !== word[0]))) found.add(text);
      const form = forms.get(text);
      if (form && !isShort && text.length >= MIN_PART && form.length <= text.length + MOST_ENDING) found.add(form);
    };
    const considerSwapped = (text) => {
      if (this.#names.has(text)) found.add(text);
      if (forms.has(text)) found.add(forms.get(text));
    };
    // With another letter a short word is mostly another word: a gieter has nothing to do with Gieten.
    const considerOther = (text) => {
      if (text.length < MIN_LAST || (text.length < MIN_SLIP && this.#regions.has(text))) return;
      if (word.length >= MIN_SLIP || this.#names.has(text) || forms.get(text)?.length === word.length) consider(text);
    };
    // The stem of a short word is like that of many: kippen are no knip.
    for (const text of new Set([word, stem].filter((each) => each.length >= MIN_PART))) {
      for (let at = 0; at <= text.length; at += 1) {
        const [before, after] = [text.slice(0, at), text.slice(at)];
        consider(before + after.slice(1));
        if (after.length > 1) considerSwapped(before + after[1] + after[0] + after.slice(2));
        for (const letter of LETTERS) {
          consider(before + letter + after);
          considerOther(before + letter + after.slice(1));
        }
      }
    }
    EMPTY.forEach((text) => found.delete(text));
    found.delete(word);
    const rank = (text) => (this.#names.has(text) ? 0 : common.has(text) ? 1 : 2) + (text[0] === word[0] ? 0 : 3);
    return [...found].sort((one, other) => rank(one) - rank(other))[0] ?? null;
  }
}
