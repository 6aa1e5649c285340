// The booklet: a cover, the contents, and the chosen practices taken from their own pages.
import { element } from "./search.js";
import { practices } from "./folder.js";

const base = document.body.dataset.base.replace(/\/$/, "");
const words = new Intl.DateTimeFormat("nl-NL", { dateStyle: "full", timeZone: "UTC" });
export const dateInWords = (date) => (date ? words.format(new Date(`${date}T12:00:00Z`)) : "");

export const addressOf = (id) => `${base}/praktijken/${id}/`;

// The page of a practice: {article, url}; {moved} when it has another name now; {gone} when there is none.
const ask = async (id) => {
  const answer = await fetch(addressOf(id));
  if (answer.status === 404) return { gone: true };
  if (!answer.ok) throw new Error(`${id}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const article = page.querySelector("article.practice");
  if (article) return { article, url: answer.url };
  const onward = page.querySelector('meta[http-equiv="refresh"]') && page.querySelector("main a[href]");
  const target = onward && new URL(onward.getAttribute("href"), answer.url);
  const top = new URL(addressOf(""), location.href).href.replace(/\/$/, "");
  return target?.href.startsWith(top) ? { moved: target.pathname.split("/").at(-2) } : { gone: true };
};

const asked = new Map();
export const pageOf = (id) => {
  if (!asked.has(id)) {
    asked.set(id, ask(id));
    asked.get(id).catch(() => asked.delete(id)); // so that another try is a new question
  }
  return asked.get(id);
};

const renamed = (old, name) => {
  const made = document.createElement(name);
  for (const { name: attribute, value } of old.attributes) made.setAttribute(attribute, value);
  made.append(...old.childNodes);
  old.replaceWith(made);
};

// What is there once on a page would be there once per practice: ids, and sections known by name.
const prefixed = (made, prefix) => {
  for (const each of made.querySelectorAll("[id]")) each.id = prefix + each.id;
  for (const each of made.querySelectorAll("[aria-labelledby]")) each.removeAttribute("aria-labelledby");
  for (const each of made.querySelectorAll("aside")) renamed(each, "div");
};

const NOT_ON_PAPER = ".related, .upkeep p:not(.upkeep__line), .save, script, style, iframe, link, details:not([open]), a[href$='.pdf']";

const chapter = ({ id, note }, { article, url }, number) => {
  const made = document.importNode(article, true);
  for (const each of made.querySelectorAll(NOT_ON_PAPER)) each.remove();
  const prefix = `${id}--`;
  prefixed(made, prefix);
  for (const link of made.querySelectorAll("[href]")) {
    const href = link.getAttribute("href");
    link.setAttribute("href", href.startsWith("#") ? `#${prefix}${href.slice(1)}` : new URL(href, url).href);
  }
  for (const image of made.querySelectorAll("img[src]")) {
    image.src = new URL(image.getAttribute("src"), url).href;
    image.loading = "eager";
  }
  // The cover has the h1; from the lowest up, so that none is renamed twice.
  for (const level of [3, 2, 1]) {
    for (const heading of made.querySelectorAll(`h${level}`)) renamed(heading, `h${level + 1}`);
  }
  made.id = `boekje-${id}`;
  made.classList.add("booklet__practice");
  const title = made.querySelector(".practice__head h2");
  title.id = `${prefix}titel`;
  made.setAttribute("aria-labelledby", title.id);
  title.prepend(element("span", "booklet__number", `${number}. `));
  if (note) {
    const said = element("p", "booklet__note");
    said.append(element("strong", "", "Notitie: "), note);
    made.querySelector(".practice__head").append(said);
  }
  return made;
};

const front = (folder, count) => {
  const cover = element("header", "booklet__cover");
  const brand = document.querySelector(".brand__name").textContent;
  cover.append(element("p", "booklet__brand", brand), element("h1", "", folder.title || "Mijn map met praktijken"));
  if (folder.date) cover.append(element("p", "booklet__date", dateInWords(folder.date)));
  const from = `${practices(count)} van scholen en bedrijven, van ${new URL(`${base}/`, location.href).href}`;
  cover.append(element("p", "booklet__count", from));
  return cover;
};

const contents = (chapters) => {
  const nav = element("nav", "booklet__contents");
  nav.setAttribute("aria-labelledby", "boekje-inhoud");
  const heading = element("h2", "", "Inhoud");
  heading.id = "boekje-inhoud";
  const list = element("ol");
  for (const { made, title, summary } of chapters) {
    const link = element("a", "", title);
    link.href = `#${made.id}`;
    const item = element("li");
    item.append(link, element("span", "booklet__summary", summary));
    list.append(item);
  }
  nav.append(heading, list);
  return nav;
};

// The parts of the booklet, and how many practices could not be in it.
export const bookletOf = async (folder) => {
  const pages = await Promise.all(folder.items.map((item) => pageOf(item.id).catch(() => ({}))));
  const found = folder.items.map((item, at) => [item, pages[at]]).filter(([, page]) => page.article);
  const chapters = found.map(([item, page], at) => ({
    made: chapter(item, page, at + 1),
    title: page.article.querySelector("h1").textContent,
    summary: page.article.querySelector(".lead").textContent,
  }));
  const parts = [front(folder, chapters.length), contents(chapters), ...chapters.map(({ made }) => made)];
  return { parts, missing: folder.items.length - chapters.length };
};
