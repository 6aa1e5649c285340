// Finds pages by words. Nothing of it is loaded before somebody is about to search.
import { Language } from "./language.js";

const WORDS_AROUND = 24;
const UNSEEN = "⁂";
// A word with fewer pages than this may be a typing error.
const ENOUGH = 3;
// A page that lacks a word is shown when it has this much of what the best page has.
const ALMOST = 0.6;
const MOST_TERMS = 6;

export const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

// The words of a page around those that were found, with these marked. What stands behind the sign
// that search.py puts there finds a page but is not shown; without a hit it is the start of the text.
export const excerpt = (data, name = "span", className = "hit__excerpt") => {
  const text = data.content.split(/\s+/);
  const start = data.meta.title.split(/\s+/).length;
  const sign = text.indexOf(UNSEEN);
  const end = sign < 0 ? text.length : sign;
  const found = new Set(data.found.filter((at) => at >= start && at < end));
  const near = (at) => [...found].filter((each) => each >= at && each < at + WORDS_AROUND).length;
  let from = start;
  for (const at of [...found].sort((one, other) => one - other)) {
    if (near(Math.max(start, at - 4)) > near(from)) from = Math.max(start, at - 4);
  }
  if (from - start < 6) from = start;
  const to = Math.min(end, from + WORDS_AROUND);
  const shown = element(name, className);
  if (from > start) shown.append("… ");
  for (let at = from; at < to; at += 1) {
    shown.append(found.has(at) ? element("mark", "", text[at]) : text[at], at + 1 < to ? " " : "");
  }
  if (to < end) shown.append(" …");
  return shown;
};

// The page of a result: the build indexes "a/b/" as the file "a~b~.html".
export const pageOf = (base, data) =>
  `${base}/${data.raw_url.replace(/^\//, "").replace(/\.html$/, "").replaceAll("~", "/")}`;

export const hit = (base, data) => {
  const link = element("a", "hit");
  link.href = pageOf(base, data);
  link.append(element("span", "hit__title", data.meta.title));
  if (data.meta.place) link.append(element("span", "hit__place", data.meta.place));
  link.append(excerpt(data));
  const item = element("li");
  item.append(link);
  return item;
};

let engine;
export const load = () => {
  engine ??= (async () => {
    const [pagefind, language] = await Promise.all([
      import(new URL("../pagefind/pagefind.js", import.meta.url).href),
      fetch(new URL("woorden.json", import.meta.url)).then((answer) => answer.json()),
    ]);
    await pagefind.options({ ranking: { pageLength: 0.1, termFrequency: 0.6, termSaturation: 1.2 } });
    await pagefind.init();
    const { results } = await pagefind.search(language.other);
    const others = new Set(results.map(({ id }) => id));
    return { pagefind, language: new Language(language), others };
  })();
  return engine;
};

// The pages that one way of asking finds, with scores from 0 to 1. Pages that lead to practices are
// short, so that Pagefind prefers them; here they stand below a practice that is as good.
const pagesWith = async ({ pagefind, others }, { sought, weight }) => {
  const { results } = await pagefind.search(sought);
  const best = (results.find(({ id }) => !others.has(id)) ?? results[0])?.score || 1;
  return results.map((result) => {
    const score = Math.min(1, result.score / best);
    return { result, score: weight * (others.has(result.id) ? 0.7 * score : score) };
  });
};

// What is asked, with the pages that have it: the ways of asking add up, the best counts in full.
const answered = async (tools, concept) => {
  const { language } = tools;
  const pages = new Map();
  const add = async (way) => {
    const found = await pagesWith(tools, way);
    for (const { result, score } of found) {
      const page = pages.get(result.id) ?? { results: [], best: 0, sum: 0 };
      page.results.push(result);
      page.best = Math.max(page.best, score);
      page.sum += score;
      pages.set(result.id, page);
    }
    return found.length;
  };
  const meant = [];
  let rarity;
  for (const way of concept.ways) {
    const count = await add(way);
    if (count && way.label) meant.push(way.label);
    // How telling the words are is said by their own pages, not by those of a whole theme.
    rarity ||= count;
  }
  // Only a word that is rare needs its relatives; for the others they would cost time.
  for (const way of pages.size < language.few ? language.relatives(concept.words) : []) {
    if (await add(way)) meant.push(way.label);
  }
  const better = pages.size < ENOUGH ? language.nearest(concept.words) : null;
  if (better) {
    const [again] = language.understand(better);
    const instead = await answered(tools, again);
    for (const [id, page] of pages) instead.pages.set(id, instead.pages.get(id) ?? page);
    return instead;
  }
  return { words: concept.words, pages, meant, rarity: rarity || pages.size };
};

const gathered = (concepts, total) => {
  const pages = new Map();
  const weights = concepts.map(({ rarity }) => Math.log(1 + total / Math.max(1, rarity)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  concepts.forEach(({ pages: found }, at) => {
    for (const [id, { results, best, sum }] of found) {
      const page = pages.get(id) ?? { id, score: 0, share: 0, parts: 0, results: [] };
      page.score += weights[at] * (best + 0.25 * (sum - best));
      page.share += (weights[at] * best) / whole;
      page.parts += 1;
      page.results.push(...results);
      pages.set(id, page);
    }
  });
  const all = [...pages.values()];
  const most = Math.max(0, ...all.map(({ share }) => share));
  const kept = all.filter(({ parts, share }) => parts === concepts.length || share >= ALMOST * most);
  // A page with all that was asked stands above one with a part of it.
  return kept
    .map((page) => ({ ...page, score: page.score * page.share ** 2 }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
};

const withData = (page) => ({
  ...page,
  data: async () => {
    const data = await page.results[0].data();
    return { ...data, found: page.results.flatMap((result) => result.words) };
  },
});

// The page of the theme, place or organisation that the question names in full stands on top.
const namesakeFirst = async (hits, typed, { language, others }) => {
  const candidates = hits.filter(({ id }) => others.has(id)).slice(0, 3);
  const titles = await Promise.all(candidates.map(async (each) => (await each.data()).meta.title));
  const same = candidates.find((_, at) => language.fold(titles[at]) === typed);
  return same ? [same, ...hits.filter((each) => each !== same)] : hits;
};

// The pages for a question, best first: `hits` with id, score and data(), and in `terms` what was
// looked for when that is more than the words of the question.
export const find = async (question) => {
  const tools = await load();
  const { language } = tools;
  const concepts = [];
  for (const concept of language.understand(question)) concepts.push(await answered(tools, concept));
  const known = concepts.filter(({ pages }) => pages.size);
  const hits = known.length ? gathered(known, language.pages).map(withData) : [];
  const typed = language.fold(question);
  const named = new Map(concepts.flatMap(({ words, meant }) => [words, ...meant]).map((term) => [language.fold(term), term]));
  const more = [...named.keys()].some((term) => !typed.includes(term));
  return { hits: await namesakeFirst(hits, typed, tools), terms: more ? [...named.values()].slice(0, MOST_TERMS) : [] };
};
