// The page of the folder: order, notes, sharing and printing of the chosen practices.
import { MOST, change, clean, isKept, practices, read, say } from "./folder.js";
import { addressOf, bookletOf, dateInWords, pageOf } from "./booklet.js";
import { element } from "./search.js";

const get = (name) => document.querySelector(`[data-${name}]`);
const [page, list, template, title, date, address, undo, booklet, offer] = [
  get("folder-page"), get("list"), get("item"), ...["titel", "datum", "adres"].map((id) => document.getElementById(`map-${id}`)),
  get("undo"), get("booklet"), get("offer"),
];

// The list. --------------------------------------------------------------------------------------

const lines = new Map(); // id of a practice to its line

const factsOf = (article) => {
  const answers = new Map([...article.querySelectorAll(".fact")].map((fact) => [
    fact.querySelector("dt").textContent.trim(),
    [...fact.querySelectorAll("dd > :is(a, span:not(.meter))")].map((each) => each.textContent).join(", "),
  ]));
  return ["Waar", "Voor wie", "Status"].map((name) => answers.get(name)).filter(Boolean).join(" · ");
};

const name = (line, text) => {
  line.querySelector(".chosen__title a").textContent = text;
  for (const each of line.querySelectorAll("[data-name]")) each.textContent = ` ${text}`;
};

const fill = async (line, { id, title: kept }) => {
  const facts = line.querySelector("[data-facts]");
  const problem = (text) => {
    facts.textContent = text;
    line.classList.add("is-gone");
  };
  name(line, kept || id);
  try {
    const found = await pageOf(id);
    if (found.moved) {
      change((folder) => ({
        ...folder, items: folder.items.map((each) => (each.id === id ? { ...each, id: found.moved } : each)),
      }));
    } else if (found.article) {
      line.classList.remove("is-gone");
      line.querySelector(".chosen__title a").href = addressOf(id);
      name(line, found.article.querySelector("h1").textContent);
      facts.textContent = factsOf(found.article);
    } else problem("Deze praktijk staat niet (meer) op de site. In het boekje komt zij niet.");
  } catch {
    problem("Deze praktijk is nu niet te laden. Probeer het later nog eens.");
  }
};

// What stands in a field already is not written again, so that whoever types there keeps the place.
// What another tab wrote is: this tab would write its older text over it with the next letter.
const write = (field, value) => {
  if (field.value !== value) field.value = value;
};

// Paper shows what was typed as text: a field would cut off what is long, and show that it is empty.
const put = (field, value, words = value) => {
  write(field, value);
  if (words) field.parentElement.dataset.said = words;
  else delete field.parentElement.dataset.said;
};

const lineOf = (item) => {
  let line = lines.get(item.id);
  if (!line) {
    line = template.content.firstElementChild.cloneNode(true);
    line.dataset.id = item.id;
    lines.set(item.id, line);
    fill(line, item);
  }
  put(line.querySelector("textarea"), item.note);
  return line;
};

const shareAddress = ({ items, title: text, date: day }) => {
  const parts = [`ids=${items.map(({ id }) => id).join(",")}`];
  if (text) parts.push(`titel=${encodeURIComponent(text)}`);
  if (day) parts.push(`datum=${day}`);
  return `${location.origin}${location.pathname}#${parts.join("&")}`;
};

const order = (wanted) => {
  // What has focus stays where it is in the document: the others move around it.
  const still = list.contains(document.activeElement) ? document.activeElement.closest("li") : null;
  for (const line of [...list.children]) if (!wanted.includes(line)) line.remove();
  const at = wanted.indexOf(still);
  if (at < 0) list.append(...wanted);
  else {
    still.before(...wanted.slice(0, at));
    still.after(...wanted.slice(at + 1));
  }
};

const show = () => {
  const folder = read();
  const { items } = folder;
  order(items.map(lineOf));
  for (const [at, line] of [...list.children].entries()) {
    line.querySelector("[data-up]").setAttribute("aria-disabled", String(at === 0));
    line.querySelector("[data-down]").setAttribute("aria-disabled", String(at === items.length - 1));
  }
  put(title, folder.title);
  put(date, folder.date, dateInWords(folder.date));
  address.value = shareAddress(folder);
  get("count").textContent = practices(items.length);
  get("filled").hidden = items.length === 0;
  get("empty").hidden = items.length > 0;
  get("blocked").hidden = isKept();
  if (get("sheets").open) showSheets();
};

// Changes. ---------------------------------------------------------------------------------------

let steps = []; // each the folder as it was before something was taken out, and as it was after that
const tell = (text, former = null) => {
  steps = former ? [...steps, { former, after: read() }] : [];
  undo.hidden = !former;
  say(text);
};

// The folder as it was before a step, with all that was typed or saved since.
const undone = ({ former, after }, now) => {
  const byId = ({ items }) => new Map(items.map((each) => [each.id, each]));
  const [old, was, is] = [former, after, now].map(byId);
  const isTyped = ({ id, note }) => note !== (was.get(id)?.note ?? "");
  const since = (field) => (now[field] === after[field] ? former : now)[field];
  const stays = former.items.filter(({ id }) => is.has(id) || !was.has(id))
    .map((each) => (is.has(each.id) && isTyped(is.get(each.id)) ? is.get(each.id) : each));
  const added = now.items.filter((each) => !old.has(each.id) && (!was.has(each.id) || isTyped(each)));
  return { title: since("title"), date: since("date"), items: [...stays, ...added] };
};

const place = (id) => read().items.findIndex((each) => each.id === id);
const titleOf = (line) => line.querySelector(".chosen__title").textContent;

const moveTo = (line, to) => {
  const from = place(line.dataset.id);
  if (to < 0 || to >= read().items.length) {
    tell(`${titleOf(line)} staat al ${to < 0 ? "bovenaan" : "onderaan"}.`);
    return;
  }
  const { items } = change((folder) => {
    const changed = [...folder.items];
    changed.splice(to, 0, ...changed.splice(from, 1));
    return { ...folder, items: changed };
  });
  tell(`${titleOf(line)} staat nu op plaats ${to + 1} van ${items.length}.`);
};

const remove = (line) => {
  const former = read();
  const at = place(line.dataset.id);
  lines.delete(line.dataset.id);
  const { items } = change((folder) => ({
    ...folder, items: folder.items.filter(({ id }) => id !== line.dataset.id),
  }));
  (list.children[Math.min(at, items.length - 1)]?.querySelector("[data-remove]") ?? document.getElementById("leeg")).focus();
  tell(`Weggehaald: ${titleOf(line)}.`, former);
};

list.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const line = button?.closest("li");
  if (!line) return;
  if (button.matches("[data-up]")) moveTo(line, place(line.dataset.id) - 1);
  else if (button.matches("[data-down]")) moveTo(line, place(line.dataset.id) + 1);
  else if (button.matches("[data-remove]")) remove(line);
});
list.addEventListener("input", ({ target }) => {
  const { id } = target.closest("li").dataset;
  change((folder) => ({
    ...folder, items: folder.items.map((each) => (each.id === id ? { ...each, note: target.value } : each)),
  }));
});
title.addEventListener("input", () => change((folder) => ({ ...folder, title: title.value })));
date.addEventListener("input", () => change((folder) => ({ ...folder, date: date.value })));
get("clear").addEventListener("click", () => {
  const former = read();
  lines.clear();
  change(() => null);
  document.getElementById("leeg").focus();
  tell("Uw map is leeg.", former);
});
undo.addEventListener("click", () => {
  const step = steps.pop();
  change((now) => undone(step, now));
  document.getElementById("gekozen").focus();
  undo.hidden = !steps.length;
  say(steps.length ? "Teruggezet. Met nog eens “Zet terug” komt ook terug wat u eerder weghaalde." : "Teruggezet.");
});

// Drag a line by its grip: the lines around it step aside, so that the grip stays under the finger.
list.addEventListener("pointerdown", (event) => {
  const line = event.target.closest("[data-grip]")?.closest("li");
  if (!line || event.button !== 0) return;
  event.preventDefault();
  line.classList.add("is-dragged");
  const drag = ({ clientY }) => {
    const [previous, next] = [line.previousElementSibling, line.nextElementSibling];
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    if (previous && clientY < middle(previous)) line.after(previous);
    else if (next && clientY > middle(next)) line.before(next);
  };
  const drop = ({ type }) => {
    removeEventListener("pointermove", drag);
    removeEventListener("pointerup", drop);
    removeEventListener("pointercancel", drop);
    line.classList.remove("is-dragged");
    const to = [...list.children].indexOf(line);
    if (type === "pointerup" && to !== place(line.dataset.id)) moveTo(line, to);
    else show();
  };
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);
});

// Sharing. ---------------------------------------------------------------------------------------

get("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(address.value);
    tell("Het adres is gekopieerd.");
  } catch {
    address.focus();
    address.select();
    tell("Het adres is geselecteerd. Kopieer het met Ctrl en C.");
  }
});

const isWhole = (text) => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

// The folder in the address, or null. Of an address that was cut off or changed, what is left of it.
const shared = () => {
  const text = location.hash.slice(1);
  const asked = new URLSearchParams(text);
  if (!asked.has("ids")) return null;
  const items = asked.get("ids").split(",").map((id) => ({ id }));
  const whole = isWhole(text);
  const folder = clean({ items, title: whole ? asked.get("titel") ?? "" : "", date: asked.get("datum") ?? "" });
  return { ...folder, whole };
};

let offered = null;
const settle = (make, text, former = null) => {
  history.replaceState(null, "", location.pathname);
  offer.hidden = true;
  if (make) change(make);
  if (former) document.getElementById("gekozen").focus();
  tell(text, former);
};

const look = async () => {
  offered = shared();
  const own = read();
  offer.hidden = true;
  if (!offered) return;
  if (!offered.items.length) {
    settle(null, "In dit adres staat geen map. Misschien is het niet helemaal gekopieerd.");
    return;
  }
  const now = shareAddress(offered);
  const torn = offered.whole ? "" : " Het adres klopt niet helemaal: misschien ontbreekt er iets.";
  if (!own.items.length) {
    settle(() => offered, `Dit is een map die iemand met u deelt. Wat u hier verandert, ziet alleen u.${torn}`);
  } else if (now === shareAddress(own)) {
    settle(null, "Dit is uw eigen map.");
  } else {
    const what = [offered.title && `“${offered.title}”`, dateInWords(offered.date), practices(offered.items.length)];
    get("offer-text").textContent = `${what.filter(Boolean).join(", ")}. U hebt zelf al ${practices(own.items.length)} in uw map.${torn} Wat wilt u doen?`;
    const names = get("offer-list");
    names.replaceChildren(...offered.items.map(({ id }) => element("li", "", id)));
    offer.hidden = false;
    document.getElementById("gedeeld").focus();
    const found = await Promise.all(offered.items.map(({ id }) => pageOf(id).catch(() => ({}))));
    found.forEach(({ article, gone }, at) => {
      if (article) names.children[at].textContent = article.querySelector("h1").textContent;
      if (gone) names.children[at].append(" (staat niet op de site)");
    });
  }
};

get("replace").addEventListener("click", () => settle(() => offered, "Uw map is vervangen.", read()));
get("add").addEventListener("click", () => {
  const former = read();
  const room = new Set([...former.items, ...offered.items].map(({ id }) => id)).size <= MOST;
  settle((own) => ({
    title: own.title || offered.title, date: own.date || offered.date, items: [...own.items, ...offered.items],
  }), room ? "De praktijken staan nu ook in uw map." : `Uw map is vol: er passen ${MOST} praktijken in.`, former);
});
get("keep").addEventListener("click", () => {
  settle(null, "Uw map is gebleven zoals hij was.");
  document.getElementById("gekozen").focus();
});
addEventListener("hashchange", look);

// Sheets: asked for only when somebody opens the list of them. --------------------------------------

let sheets = 0;
async function showSheets() {
  const turn = (sheets += 1);
  const [text, links, all] = [get("sheets-text"), get("sheets-list"), get("sheets-all")];
  const items = read().items;
  const path = (id) => `${addressOf(id)}${id}.pdf`;
  const there = await Promise.all(items.map(({ id }) =>
    fetch(path(id), { method: "HEAD" }).then((answer) => answer.ok).catch(() => false)));
  if (turn !== sheets) return;
  const found = items.filter((_, at) => there[at]);
  links.replaceChildren(...found.map(({ id }) => {
    const link = element("a", "", titleOf(lines.get(id)));
    link.href = path(id);
    link.download = `${id}.pdf`;
    const item = element("li");
    item.append(link);
    return item;
  }));
  const missing = items.length - found.length;
  text.textContent = found.length ? (missing ? `Van ${practices(missing)} is er geen blad.` : "") : "Er zijn geen losse bladen.";
  text.hidden = !text.textContent;
  all.hidden = found.length < 2;
}
get("sheets").addEventListener("toggle", ({ target }) => { if (target.open) showSheets(); });
get("sheets-all").addEventListener("click", async () => {
  for (const link of get("sheets-list").querySelectorAll("a")) {
    link.click();
    await new Promise((done) => { setTimeout(done, 300); }); // browsers drop downloads that start at once
  }
});

// The booklet. -----------------------------------------------------------------------------------

const ownTitle = document.title;
const open = (wanted) => {
  booklet.hidden = !wanted;
  document.querySelector("main").classList.toggle("is-booklet", wanted);
  document.title = wanted ? booklet.dataset.title : ownTitle;
};
const isOpen = () => !booklet.hidden;
const isInside = () => {
  const place = document.getElementById(location.hash.slice(1));
  return history.state?.booklet || booklet.contains(place);
};
const paper = async () => {
  const images = [...booklet.querySelectorAll("img")].map((image) => image.decode().catch(() => {}));
  await Promise.all([document.fonts.ready, ...images]);
  window.print();
};
get("print").addEventListener("click", async ({ currentTarget: button }) => {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  tell("Het boekje wordt gemaakt …");
  const folder = read();
  const { parts, missing } = await bookletOf(folder);
  button.removeAttribute("aria-busy");
  if (parts.length < 3) {
    tell("Er is geen praktijk geladen. Probeer het later nog eens.");
    return;
  }
  tell("");
  get("missing").textContent = missing ? `${practices(missing)} uit uw map ${missing === 1 ? "staat" : "staan"} niet in het boekje, want de bladzijde is er niet.` : "";
  get("pages").replaceChildren(...parts);
  booklet.dataset.title = folder.title || "Mijn map met praktijken"; // the name of the file when it is kept as PDF
  history.pushState({ booklet: true }, "", location.pathname); // so that Back gives the folder
  open(true);
  scrollTo(0, 0);
  get("print-again").focus();
  await paper();
});
get("print-again").addEventListener("click", paper);
get("back").addEventListener("click", () => {
  open(false);
  get("print").focus();
  if (history.state?.booklet) history.back();
  else history.pushState(null, "", location.pathname);
});
addEventListener("popstate", () => {
  const wanted = Boolean(booklet.dataset.title) && isInside();
  if (wanted === isOpen()) return;
  open(wanted);
  get(wanted ? "print-again" : "print").focus();
});

document.addEventListener("folder", show);
page.hidden = false;
show();
look();
