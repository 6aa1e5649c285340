// On every page: choosing up to four practices to put side by side, and a bar with what is chosen.
// It is kept for this tab only, until the browser closes it.
import { practiceOf, say, warn } from "./folder.js";

const KEY = "praktijkatlas.vergelijk";
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MOST = 4;
const base = document.body.dataset.base.replace(/\/$/, "");

// Ids from an address or from what was kept: each once, no more than fit beside each other.
export const cleanIds = (ids) => [...new Set(ids.filter((id) => ID.test(id) && id.length <= 120))];
export const addressOf = (ids) => `${base}/vergelijk/?p=${ids.join(",")}`;

let unkept = null; // what is chosen when the browser keeps nothing
export const chosen = () => {
  if (unkept) return unkept;
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
    const found = new Map(kept.map(({ id, title }) => [String(id), String(title)]));
    return cleanIds([...found.keys()]).slice(0, MOST).map((id) => ({ id, title: found.get(id) }));
  } catch {
    return [];
  }
};

export const choose = (practices) => {
  try {
    if (practices.length) sessionStorage.setItem(KEY, JSON.stringify(practices));
    else sessionStorage.removeItem(KEY);
    unkept = null;
  } catch {
    unkept = practices;
  }
  show();
};

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

// The buttons. -----------------------------------------------------------------------------------

const addButton = (save) => {
  if (save.parentElement.querySelector("[data-compare]")) return;
  const button = element("button", "save");
  button.type = "button";
  button.dataset.compare = save.dataset.save;
  const [on, name] = [element("span", "if-on", "Gekozen"), element("span", "visually-hidden")];
  on.append(element("span", "visually-hidden", " om te vergelijken"));
  name.dataset.compareTitle = "";
  button.append(element("span", "if-off", "Vergelijk"), on, name);
  if (!save.parentElement.matches(".tools")) {
    const tools = element("div", "tools");
    save.before(tools);
    tools.append(save);
  }
  save.after(button);
};

const showButton = (button, ids) => {
  const { id, title } = practiceOf(button);
  button.hidden = false;
  button.setAttribute("aria-pressed", String(ids.has(id)));
  const name = button.querySelector("[data-compare-title]");
  if (name) name.textContent = ` ${title}`;
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-compare]");
  if (!button) return;
  const { id, title } = practiceOf(button);
  const now = chosen();
  const has = now.some((each) => each.id === id);
  if (!has && now.length >= MOST) {
    const full = `U kunt ${MOST} praktijken naast elkaar zetten. Haal er eerst een weg.`;
    warn(full);
    say(full);
    return;
  }
  choose(has ? now.filter((each) => each.id !== id) : [...now, { id, title }]);
  const count = chosen().length;
  const left = count === 1 ? "Kies er nog een om te vergelijken." : `Gekozen: ${count} praktijken.`;
  say(`${has ? "Niet meer om te vergelijken" : "Om te vergelijken"}: ${title}. ${count ? left : ""}`.trim());
});

// The bar. ---------------------------------------------------------------------------------------

let bar = null;
const makeBar = () => {
  const style = element("link");
  Object.assign(style, { rel: "stylesheet", href: `${base}/assets/vergelijken.css` });
  document.head.append(style);
  bar = element("aside", "comparing");
  bar.setAttribute("aria-label", "Vergelijken");
  const inner = element("div", "comparing__inner");
  const go = element("a", "button", "Zet naast elkaar");
  const clear = element("button", "comparing__clear", "Wis");
  clear.type = "button";
  clear.append(element("span", "visually-hidden", " de keuze om te vergelijken"));
  clear.addEventListener("click", () => {
    choose([]);
    document.querySelector("main").focus();
    say("De keuze om te vergelijken is leeg.");
  });
  inner.append(element("p", "comparing__count"), element("ul", "comparing__list"), go, clear);
  bar.append(inner);
  document.body.append(bar);
};

const chip = ({ id, title }) => {
  const button = element("button", "comparing__chip", title);
  button.type = "button";
  button.append(element("span", "visually-hidden", " niet meer vergelijken"));
  button.addEventListener("click", () => {
    const at = chosen().findIndex((each) => each.id === id);
    choose(chosen().filter((each) => each.id !== id));
    const left = bar.querySelectorAll(".comparing__chip");
    (left[Math.min(at, left.length - 1)] ?? document.querySelector("main")).focus();
    say(`Niet meer om te vergelijken: ${title}.`);
  });
  const item = element("li");
  item.append(button);
  return item;
};

const showBar = (practices) => {
  if (document.querySelector("[data-compare-page]")) return; // there they stand side by side already
  if (!bar && practices.length) makeBar();
  if (!bar) return;
  bar.hidden = practices.length === 0;
  bar.querySelector(".comparing__list").replaceChildren(...practices.map(chip));
  const [count, go] = [bar.querySelector(".comparing__count"), bar.querySelector("a")];
  count.textContent = practices.length === 1 ? "Kies nog een praktijk om te vergelijken" : `${practices.length} gekozen`;
  go.hidden = practices.length < 2;
  go.href = addressOf(practices.map(({ id }) => id));
};

function show(places = [document]) {
  const practices = chosen();
  const ids = new Set(practices.map(({ id }) => id));
  for (const place of places) {
    for (const save of place.querySelectorAll(".card [data-save], .practice__head [data-save]")) addButton(save);
    for (const button of place.querySelectorAll("[data-compare]")) showButton(button, ids);
  }
  showBar(practices);
}

document.addEventListener("cards", ({ target }) => show([target])); // they show other practices now
addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });
new MutationObserver((changes) => {
  const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
  const places = added.filter((node) => node instanceof Element && node.querySelector("[data-save], [data-compare]"));
  // Many cards that are added at once stand in one place.
  if (places.length) show(new Set(places.map((node) => node.parentElement ?? node)));
}).observe(document.querySelector("main"), { childList: true, subtree: true });
show();
