// Finds pages by words. Nothing of it is loaded before somebody is about to search.
import { Needles, element, excerpt, shortened } from "./excerpt.js";
import { Index, fold } from "./index.js";
import { Language } from "./language.js";

export { element, excerpt, shortened };

// A word with fewer pages than this may be a typing error.
const ENOUGH = 3;
// Only a word with fewer pages than this needs its relatives; for others they would only be noise.
const FEW = 25;
// A page that lacks a word is shown when it has this much of what the best page has.
const ALMOST = 0.6;
// Who asks a whole sentence gets more than the one page that happens to have all of its words.
const LESS = 0.3;
const SOME = 5;
const VERB = 0.5;
const MOST_TERMS = 6;
// What is told of a word that is longer than any is.
const MOST_LETTERS = 40;
// So many of the words that mean the same are told.
const MOST_TOLD = 2;
// A word that another is derived from counts less than the word itself.
const DERIVED = 0.8;
const UNSURE = 0.4;
// Pages with the name of a region in their text count less than those of the region.
const IN_TEXT = 0.6;
// The signs in what a name asks for: a mark of the index, and words of which each will do.
const MARK = "=";
const EITHER = "|";
const NAME = "=names:";
// So many pages of the same name stand on top, of so many that are looked at.
const MOST_NAMESAKES = 3;
const MOST_NAMED = 8;
// Who pastes a whole text is answered for the start of it.
const MOST_CONCEPTS = 20;
const MOST_RELATIVES = 4;
const MIN_START = 3;
// A word with more pages than this finds enough without the longer words that begin with it.
const MANY = 250;

// The page of a result.
export const pageOf = (base, { address }) => `${base}/${address}`;

export const hit = (base, data) => {
  const link = element("a", "hit");
  link.href = pageOf(base, data);
  link.append(element("span", "hit__title", data.title));
  if (data.place) link.append(element("span", "hit__place", data.place));
  link.append(excerpt(data));
  const item = element("li");
  item.append(link);
  return item;
};

let engine;
export const load = async () => {
  const index = await Index.load();
  engine ??= { index, language: new Language(index) };
  return engine;
};

// Pages with what they have of one thing that is asked: the ways of asking add up, the best counts
// in full. Pages that lead to practices are short; they stand below a practice that is as good.
class Tally {
  constructor(index) {
    this.practices = index.practices;
    this.best = new Float32Array(index.total);
    this.sum = new Float32Array(index.total);
    this.pages = [];
  }

  add({ pages, scores }, weight) {
    let most = 0;
    let mostOfAll = 0;
    for (let at = 0; at < pages.length; at += 1) {
      if (scores[at] > mostOfAll) mostOfAll = scores[at];
      if (pages[at] < this.practices && scores[at] > most) most = scores[at];
    }
    for (let at = 0; at < pages.length; at += 1) {
      const page = pages[at];
      const score = weight * Math.min(1, scores[at] / (most || mostOfAll)) * (page < this.practices ? 1 : 0.7);
      if (!this.sum[page]) this.pages.push(page);
      if (score > this.best[page]) this.best[page] = score;
      this.sum[page] += score;
    }
    return pages.length;
  }
}

const NOTHING = { pages: [], scores: [], forms: [] };

// The pages with words that a word is derived from, or with it: metselaar gives those with metselen.
const withDerived = async ({ index, language }, word) => {
  const found = (await Promise.all(language.relatives(word).map((stem) => index.withKey(stem)))).filter(Boolean);
  return { ...index.either(found), forms: found.flatMap(({ forms }) => forms) };
};

// The pages that have all words, in whatever form or as the start of a longer one.
const withWords = async (tools, words, isNamed = false) => {
  const { index } = tools;
  const found = await Promise.all(words.map(async (word) => {
    const exact = await index.withWord(word);
    const least = exact ? MIN_START + 1 : MIN_START;
    const few = !exact || exact.pages.length < MANY;
    const stem = index.stem(word);
    const longer = few && word.length >= least ? await index.withStart(!exact && stem.length > MIN_START + 1 ? stem : word) : NOTHING;
    const derived = exact || isNamed ? NOTHING : await withDerived(tools, word);
    const any = exact && longer.pages.length ? index.either([exact, longer]) : exact ?? index.either([longer, derived], [1, DERIVED]);
    return { exact, longer, derived, any };
  }));
  const { pages, scores } = found.map(({ any }) => any).reduce((one, other) => index.both(one, other));
  return { pages, scores, found, rarity: Math.min(...found.map(({ exact, any }) => (exact ?? any).pages.length)) };
};

// The pages that have all words of a text, and nothing that merely resembles them.
const withExactly = async (index, text) => {
  const found = await Promise.all(fold(text).split(" ").map((word) => index.withWord(word)));
  return found.every(Boolean) ? found.reduce((one, other) => index.both(one, other)) : NOTHING;
};

// The words that mean the same, save those that are no help to look for.
const eachOf = (language, sought) => sought.split(EITHER).filter((text) => language.isTelling(text));

// The pages of a term: those with its mark, with its name, or with one of the words that mean the same.
const withTerm = async (tools, sought) => {
  const { index, language } = tools;
  if (sought.startsWith(MARK)) return index.withKey(sought);
  if (!sought.includes(EITHER)) return withWords(tools, fold(sought).split(" "));
  return index.either(await Promise.all(eachOf(language, sought).map((text) => withExactly(index, text))));
};

// What a term adds to the words that somebody typed.
const told = (language, { label, sought }, typed) => {
  if (!sought.includes(EITHER)) return [label];
  return eachOf(language, sought).filter((text) => fold(text) !== fold(typed)).slice(0, MOST_TOLD);
};

// What a compound stands for, or else its two parts: bedrijvenvereniging, techniekonderwijs.
const addParts = async (tools, tally, word, exact, needles) => {
  const { index, language } = tools;
  // What has a name is one thing: het Hogeland is no hoge land.
  if (language.isName(word)) return [];
  const parts = exact ? exact.parts : tally.pages.length ? "" : await language.parts(word);
  const broad = language.standsFor(word);
  if (broad.length) {
    const found = await Promise.all(broad.map(({ sought }) => index.withKey(sought)));
    found.forEach((pages) => tally.add(pages ?? NOTHING, 0.4));
    return broad.map(({ label }) => label);
  }
  if (!parts) return [];
  const both = parts.split(" ");
  const [found, first, last] = await Promise.all([both, both.slice(0, 1), both.slice(-1)].map((words) => withWords(tools, words)));
  tally.add(found, 0.4);
  // A common first part alone says nothing: all practices have bedrijven.
  if (first.pages.length < FEW) tally.add(first, 0.2);
  // The last part alone says what it is about when there is nothing better: a buschauffeur is a chauffeur.
  if (!tally.pages.length) tally.add(last, 0.2);
  both.forEach((part) => needles.addWord(part));
  return [found.pages.length ? parts : both[1]];
};

// What shares a part with a word: bezoek finds bedrijfsbezoek, techniekonderwijs techniek.
const addRelatives = async (tools, tally, word, { exact, longer, derived }, needles) => {
  const { index, language } = tools;
  const last = (await index.withLastPart(word)) ?? { ...NOTHING, forms: [] };
  tally.add(last, 0.5);
  needles.addPart(word);
  derived.forms.forEach((form) => needles.addWord(form));
  // A word that the site has is told with longer ones only when more than an ending is added.
  const ends = (longer.forms ?? []).filter((form) => !exact || form.length >= word.length + MIN_START);
  const meant = [...derived.forms, ...last.forms, ...ends].slice(0, MOST_RELATIVES);
  if (!exact && /[^aeiouy]t$/.test(word)) tally.add((await index.withWord(word.slice(0, -1))) ?? NOTHING, 0.5);
  meant.push(...(await addParts(tools, tally, word, exact, needles)));
  return meant;
};

// How much it tells of a page that it has what so many pages have.
const telling = (pages, index) => Math.log(1 + index.practices / Math.max(1, pages));

// What is asked, with the pages that have it.
const answered = async (tools, concept, needles) => {
  const { index, language } = tools;
  const tally = new Tally(index);
  const owned = withWords(tools, concept.words, concept.terms.length > 0);
  // A word with many pages finds enough without the words that mean the same.
  const enough = async (sought) => sought.includes(EITHER) && (await owned).pages.length >= MANY;
  const ways = await Promise.all([
    owned,
    ...concept.terms.map(async ({ sought }) => ((await enough(sought)) ? null : withTerm(tools, sought))),
  ]);
  const [own] = ways;
  // A term tells more than a word from which the word that was typed may be derived: truckers are not trucks.
  const sure = !concept.terms.length || own.found.every(({ exact, longer }) => exact || longer.pages.length);
  const isRegion = language.isRegion(concept.name);
  tally.add(own, !sure ? UNSURE : isRegion ? IN_TEXT : 1);
  const meant = [];
  // How telling the words are is said by their own pages; those of a whole theme say less.
  const rarity = (sure && !isRegion && own.rarity) || ways.find((way) => way?.pages.length)?.pages.length;
  concept.terms.forEach((term, at) => {
    const way = ways[at + 1];
    const part = way ? Math.min(1, telling(way.pages.length, index) / telling(rarity, index)) : 0;
    if (way && tally.add(way, 0.9 * part)) meant.push(...told(language, term, concept.typed));
  });
  concept.words.forEach((word) => (word.length > MIN_START ? needles.addPart(word) : needles.addWord(word)));
  const names = concept.terms.flatMap(({ label, sought }) => (sought.includes(EITHER) ? sought.split(EITHER) : [label]));
  names.forEach((text) => fold(text).split(" ").filter((word) => word.length > MIN_START).forEach((word) => needles.addWord(word)));
  if (concept.words.length === 1 && !isRegion && concept.words[0].length > MIN_START && tally.pages.length < FEW) {
    meant.push(...(await addRelatives(tools, tally, concept.words[0], own.found[0], needles)));
  }
  const known = own.found.some(({ exact }) => exact);
  // A relative that the site has tells less than a word that differs by a letter.
  const unsure = tally.pages.length < ENOUGH || own.found.every(({ longer }) => !longer.pages.length);
  const better = unsure && !known && !concept.terms.length ? await language.nearest(concept.words.join(" ")) : null;
  if (better) {
    const instead = await answered(tools, language.understand(better)[0], needles);
    tally.pages.forEach((page) => { if (!instead.tally.sum[page]) instead.tally.add({ pages: [page], scores: [tally.best[page]] }, 0.5); });
    return instead;
  }
  // "Organiseren" tells less than what is organised.
  const weight = own.found.length === 1 && own.found[0].exact?.isVerb && concept.typed.endsWith("en") ? VERB : 1;
  return { typed: concept.typed, tally, meant, weight, rarity: rarity || tally.pages.length };
};

// Two words of which the site knows only the compound are that compound: noorder poort.
const joined = async ({ index, language }, concepts) => {
  const found = [];
  for (const concept of concepts) {
    const before = found.at(-1);
    const words = [before, concept].flatMap((each) => (each?.words.length === 1 && !each.terms.length ? each.words : []));
    const [whole, ...apart] = words.length === 2 ? await Promise.all([words.join(""), ...words].map((word) => index.withWord(word))) : [];
    if (whole && !apart.every(Boolean)) found.splice(-1, 1, ...language.understand(words.join("")));
    else found.push(concept);
  }
  return found;
};

// The pages in their order. A page with all that was asked stands above one with a part of it.
const ordered = (answers, index) => {
  const weights = answers.map(({ weight, rarity }) => weight * telling(rarity, index));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const score = new Float64Array(index.total);
  const share = new Float64Array(index.total);
  const parts = new Uint8Array(index.total);
  const pages = [];
  answers.forEach(({ tally }, at) => {
    for (const page of tally.pages) {
      if (!parts[page]) pages.push(page);
      score[page] += weights[at] * (tally.best[page] + 0.25 * (tally.sum[page] - tally.best[page]));
      share[page] += (weights[at] * tally.best[page]) / whole;
      parts[page] += 1;
    }
  });
  const most = pages.reduce((best, page) => Math.max(best, share[page]), 0);
  const having = (least) => pages.filter((page) => parts[page] === answers.length || share[page] >= least * most);
  const almost = having(ALMOST);
  const kept = almost.length < SOME ? having(LESS) : almost;
  // Score and page in one number: sorting numbers is many times faster than asking which of two is better.
  const steps = index.total;
  const keys = new Float64Array(kept.length);
  kept.forEach((page, at) => { keys[at] = Math.round(score[page] * share[page] ** 2 * 1e6) * steps + (steps - 1 - page); });
  keys.sort().reverse();
  return [...keys].map((key) => steps - 1 - (key % steps));
};

// The pages of the theme, place or organisation that the question names in full stand on top. What
// has it as its title comes before what is also called so.
const namesakesFirst = async (best, typed, read, index) => {
  const named = (await index.withKey(NAME + typed.replaceAll(" ", "-")))?.pages.slice(0, MOST_NAMED) ?? [];
  const found = await Promise.all(named.map(read));
  const [same, others] = [true, false].map((is) => named.filter((_, at) => (fold(found[at].title) === typed) === is));
  return [...new Set([...[...same, ...others].slice(0, MOST_NAMESAKES), ...best])];
};

class Hit {
  #read;

  constructor(page, read) {
    this.page = page;
    this.#read = read;
  }

  data() {
    return this.#read(this.page);
  }
}

// The pages for a question, best first: `hits` with the number of a page (practices come first, from
// the newest on) and data(), and in `terms` what was looked for when that is more than the words.
export const find = async (question) => {
  const tools = await load();
  const { index, language } = tools;
  const needles = new Needles((word) => index.stem(word));
  const concepts = await joined(tools, language.understand(question).slice(0, MOST_CONCEPTS));
  const answers = await Promise.all(concepts.map((concept) => answered(tools, concept, needles)));
  const known = answers.filter(({ tally }) => tally.pages.length);
  const read = async (page) => ({ ...(await index.read(page)), needles });
  const typed = fold(question);
  const pages = known.length ? await namesakesFirst(ordered(known, index), typed, read, index) : [];
  const named = new Map(answers.flatMap(({ typed: own, meant }) => [own, ...meant]).map((term) => [fold(term), term]));
  const more = [...named.keys()].some((term) => !typed.includes(term));
  return {
    hits: pages.map((page) => new Hit(page, read)),
    terms: more ? [...named.values()].slice(0, MOST_TERMS).map((term) => shortened(term, MOST_LETTERS)) : [],
  };
};
