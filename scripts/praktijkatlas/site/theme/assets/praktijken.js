// The list of practices: choices, words, order and page, all kept in the address.
import { asJson, card, drawCard } from "./cards.js";
import { addressOf, readChoices, without } from "./choices.js";
import { Counting, bitsOfNumbers, has } from "./counting.js";
import { element, find, load, pageOf, shortened } from "./search.js";

const PAGE = 24;
const SEEN = 4; // so many cards a screen shows: they come first
const OTHERS = 4;
const PAUSE = 60;
const MOST_TOLD = 60; // letters of what was asked
const LATE = 80; // milliseconds
const base = document.body.dataset.base.replace(/\/$/, "");
const get = (name) => document.querySelector(`[data-${name}]`);
const [top, bar, facetForm, aside, panel, chips, status, shown, browse] = [
  "choose", "bar", "facets", "aside", "panel", "chips", "status", "shown", "browse",
].map(get);
// A site without search has no field for words; what asks for one then finds it empty.
const field = bar.querySelector("input") ?? element("input");
const order = bar.querySelector("select");
const opener = bar.querySelector("[data-open]");
const closer = panel.querySelector("[data-close]");
const narrowScreen = matchMedia("(width < 60rem)");
const number = new Intl.NumberFormat("nl-NL");
const practices = (n) => (n === 1 ? "1 praktijk" : `${number.format(n)} praktijken`);
// The list that the page came with is not what the address asks for.
if (location.search) {
  browse.hidden = true;
  status.textContent = "Even zoeken …";
}
const index = await asJson("praktijken.json").catch((error) => {
  browse.hidden = false;
  status.textContent = "Kiezen lukt nu niet. Blader via de lijst, de thema’s of de plaatsen.";
  throw error;
});
const counting = new Counting(index);
const labels = new Map(index.facets.map((facet) => [facet.id, new Map(facet.terms)]));

// State: what the address says. ------------------------------------------------------------------

const readState = () => {
  const found = readChoices(labels);
  if (!field.isConnected) found.q = "";
  return found.sort === "inzet" && !index.hours ? { ...found, sort: "" } : found;
};
let state = readState();
const change = (changes, { replace = false } = {}) => {
  state = { ...state, page: 1, ...changes };
  history[replace ? "replaceState" : "pushState"](null, "", addressOf(state));
  return render();
};

// Words. -----------------------------------------------------------------------------------------

let answer = { q: "" };
const searched = async (q) => {
  if (!q) return { q: "" };
  if (answer.q === q) return answer;
  const { hits, terms } = await find(q);
  const found = new Map(hits.filter(({ page }) => page < index.total).map((each) => [each.page, each]));
  const others = hits.filter(({ page }) => page >= index.total);
  return { q, bits: bitsOfNumbers(index.total, found.keys()), others, terms, order: [...found.keys()], hits: found };
};

// The choices. -----------------------------------------------------------------------------------

const counters = []; // [facet id, number of term, checkbox, place of the count, line]

const option = (facet, place) => {
  const [id, label] = facet.terms[place];
  const line = element("li", "option");
  const text = element("label", "option__label");
  const box = element("input");
  Object.assign(box, { type: "checkbox", name: facet.id, value: id });
  const count = element("span", "option__count");
  text.append(box, element("span", "option__name", label), count);
  line.append(text);
  counters.push([facet.id, place, box, count, line]);
  return line;
};

const list = (facet, places) => {
  const made = element("ul", "options");
  made.append(...places.map((place) => option(facet, place)));
  return made;
};

const tree = (facet) => {
  const made = element("ul", "options");
  for (const { term, label, inside } of facet.tree) {
    const line = term === undefined ? element("li") : option(facet, term);
    if (label) line.append(element("span", "options__head", label));
    if (inside.length) line.append(list(facet, inside));
    made.append(line);
  }
  return made;
};

const badges = new Map();
const draw = (facet, place) => {
  const details = element("details", "facet");
  details.open = place < (narrowScreen.matches ? 1 : 3) || state.choices.has(facet.id);
  const summary = element("summary", "facet__name", facet.label);
  badges.set(facet.id, element("span", "facet__chosen"));
  summary.append(badges.get(facet.id));
  const group = element("fieldset", "facet__group");
  group.append(element("legend", "visually-hidden", facet.label));
  group.append(facet.tree ? tree(facet) : list(facet, facet.terms.map((_, n) => n)));
  details.append(summary, group);
  return details;
};

const chosenTerms = () => [...state.choices].flatMap(([id, terms]) => [...terms].map((term) => [id, term]));
const chip = (text, remove) => {
  const button = element("button", "chip", text);
  button.type = "button";
  button.append(element("span", "visually-hidden", " weghalen"));
  button.addEventListener("click", () => {
    const place = [...chips.querySelectorAll("button")].indexOf(button);
    remove();
    const left = chips.querySelectorAll("button");
    (left[Math.min(place, left.length - 1)] ?? status).focus();
  });
  const item = element("li");
  item.append(button);
  return item;
};

const showChips = () => {
  const terms = chosenTerms();
  chips.replaceChildren(...terms.map(([id, term]) =>
    chip(labels.get(id).get(term), () => change({ choices: without(state.choices, id, term) }))));
  if (terms.length > 1) {
    chips.append(chip("Alle keuzes", () => change({ choices: new Map() })));
  }
  chips.hidden = terms.length === 0;
};

const showCounts = (counted) => {
  for (const [id, place, box, count, line] of counters) {
    const n = counted.counts.get(id)[place];
    const text = number.format(n);
    if (count.textContent !== text) count.textContent = text;
    box.checked = state.choices.get(id)?.has(box.value) ?? false;
    line.classList.toggle("option--none", n === 0 && !box.checked);
  }
  for (const [id, badge] of badges) {
    const n = state.choices.get(id)?.size ?? 0;
    badge.textContent = n ? `${n} gekozen` : "";
  }
  const chosen = chosenTerms().length;
  opener.querySelector("span").textContent = chosen ? `Kies (${chosen})` : "Kies";
  closer.textContent = counted.total ? `Toon ${practices(counted.total)}` : "Geen praktijken: terug";
};

// What was asked as it is told again, in quotes of our own.
const asked = () => shortened(state.q.replace(/["“”„«»]/g, "").trim() || state.q, MOST_TOLD);

// The results. -----------------------------------------------------------------------------------

const ordered = (bits) => {
  const by = state.sort || (answer.order ? "beste" : "nieuwste");
  const all = by === "beste" && answer.order ? answer.order : Array.from({ length: index.total }, (_, n) => n);
  const left = all.filter((n) => has(bits, n));
  if (by === "titel") left.sort((one, other) => index.titles[one] - index.titles[other]);
  // What no source tells comes last.
  const hours = (n) => index.hours[n] ?? Number.MAX_VALUE;
  if (by === "inzet") left.sort((one, other) => hours(one) - hours(other));
  if (by === "onderbouwing") {
    const facet = index.facets.find(({ id }) => id === "onderbouwing");
    // The strongest stands first in the list of terms; practices stand newest first already.
    if (facet) left.sort((one, other) => facet.sets[facet.column[one]][0] - facet.sets[facet.column[other]][0]);
  }
  return left;
};

const step = (text, page, rel) => {
  const link = element("a", "", text);
  link.href = addressOf({ ...state, page });
  link.rel = rel;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change({ page });
    status.focus({ preventScroll: true });
    top.scrollIntoView();
  });
  return link;
};

const pager = (last) => {
  const nav = element("nav", "pager");
  nav.setAttribute("aria-label", "Bladeren");
  if (state.page > 1) nav.append(step("Vorige", state.page - 1, "prev"));
  nav.append(element("span", "", `Pagina ${state.page} van ${last}`));
  if (state.page < last) nav.append(step("Volgende", state.page + 1, "next"));
  return nav;
};

const nothing = () => {
  const box = element("div", "nothing");
  box.append(element("h2", "", "Geen resultaten"));
  const ways = counting.loosen(state.choices, answer.bits ?? null);
  if (ways.length) {
    box.append(element("p", "", "Zo vindt u wel iets:"));
    const options = element("ul", "nothing__ways");
    for (const { id, total } of ways) {
      const what = id === "q" ? `het woord “${asked()}”`
        : `${index.facets.find((facet) => facet.id === id).label.toLowerCase()}: ${
          [...state.choices.get(id)].map((term) => labels.get(id).get(term)).join(" of ")}`;
      const button = element("button", "button button--quiet", `Zonder ${what} (${practices(total)})`);
      button.type = "button";
      button.addEventListener("click", () => {
        const choices = new Map(state.choices);
        choices.delete(id);
        change(id === "q" ? { q: "" } : { choices });
        status.focus();
      });
      const item = element("li");
      item.append(button);
      options.append(item);
    }
    box.append(options);
  } else {
    box.append(element("p", "", answer.q ? "Probeer een ander of een korter woord." : "Laat een of meer keuzes weg."));
  }
  const all = element("a", "more", `Toon alle ${practices(index.total)}`);
  all.href = location.pathname;
  box.append(all);
  return box;
};

const others = async () => {
  if (!answer.others?.length || state.choices.size || state.page > 1) return [];
  const found = await Promise.all(answer.others.slice(0, OTHERS).map((each) => each.data()));
  const line = element("p", "others", "Ook gevonden: ");
  found.forEach((data, at) => {
    const link = element("a", "", data.title);
    link.href = pageOf(base, data);
    line.append(at ? ", " : "", link);
    if (data.place) line.append(` (${data.place.toLowerCase()})`);
  });
  return [line];
};

const say = (counted) => {
  const found = counted.total ? practices(counted.total) : "Geen praktijken";
  const words = state.q ? ` voor “${asked()}”` : "";
  const meant = answer.terms?.length ? ` Gezocht op: ${answer.terms.join(", ")}.` : "";
  const text = answer.failed ? "Zoeken op woorden lukt nu niet. Kiezen lukt wel." : `${found}${words}.${meant}`;
  if (status.textContent !== text) status.textContent = text;
};

// Until somebody chooses, the list that the page came with stays, as long as one page of it.
const still = browse.querySelectorAll(".card");
still.forEach((made, at) => { made.hidden = at >= PAGE; });
browse.querySelector(".pager")?.remove();

const [above, cards, below] = [element("div"), element("div", "cards"), element("div")];
shown.append(above, cards, below);
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
// When what was shown before stands on the screen: what nobody sees yet does not hold it up.
const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

const showResults = async (counted, turn, alongside) => {
  const left = ordered(counted.bits);
  const last = Math.max(1, Math.ceil(left.length / PAGE));
  state.page = Math.min(state.page, last);
  const plain = !browse.hidden && addressOf(state) === location.pathname;
  const wanted = plain ? [] : left.slice((state.page - 1) * PAGE, state.page * PAGE);
  const hits = answer.hits;
  const texts = (from, to) => Promise.all(wanted.slice(from, to).map((n) => card(index, n)));
  const needed = Promise.all([texts(0, SEEN), others()]);
  // What goes with it is drawn together with the first cards, for one screen takes less time than two.
  await Promise.race([needed, pause(LATE)]).catch(() => {});
  if (turn !== turns) return; // another choice was made meanwhile
  alongside();
  const [first, also] = await needed;
  if (turn !== turns) return;
  const put = (found, from) => {
    const anew = cards.children.length > from; // cards that are added are seen by those who watch for them
    for (const [at, text] of found.entries()) {
      const made = drawCard(index, text, hits?.get(wanted[from + at]), cards.children[from + at]);
      if (!made.isConnected) cards.append(made);
    }
    while (cards.children.length > from + found.length) cards.lastElementChild.remove();
    if (anew) cards.dispatchEvent(new Event("cards", { bubbles: true }));
  };
  put(first, 0);
  top.classList.add("is-ready");
  above.replaceChildren(...also, ...(first.length || plain ? [] : [nothing()]));
  below.replaceChildren(...(last > 1 ? [pager(last)] : []));
  cards.hidden = !first.length;
  shown.hidden = false;
  browse.hidden = !plain;
  if (wanted.length === first.length) return;
  await painted();
  const more = await texts(SEEN);
  if (turn === turns) put(more, SEEN);
};

const newest = new Option("Nieuwste eerst", "nieuwste");
if (index.hours) order.add(new Option("Minste uren eerst", "inzet"), order.options.length - 1);
let turns = 0;
const render = async () => {
  const turn = (turns += 1);
  if (document.activeElement !== field) field.value = state.q;
  order.options[0].textContent = state.q ? "Beste eerst" : "Nieuwste eerst";
  if (state.q) order.add(newest, 1);
  else newest.remove();
  order.value = state.sort;
  showChips();
  if (state.q !== answer.q) {
    try {
      const found = await searched(state.q);
      if (turn !== turns) return;
      answer = found;
    } catch {
      if (turn !== turns) return;
      answer = { failed: true }; // so that what comes next tries again
    }
  }
  const counted = counting.count(state.choices, answer.bits ?? null);
  try {
    await showResults(counted, turn, () => {
      showCounts(counted);
      say(counted);
    });
  } catch {
    if (turn === turns) status.textContent = "De praktijken zijn nu niet te laden. Probeer het later nog eens.";
  }
  if (turn === turns) document.body.dataset.ready = String(turn); // for whoever waits until the page stands still
};

// Putting it together. ---------------------------------------------------------------------------

facetForm.append(...index.facets.map(draw));
facetForm.addEventListener("change", ({ target }) => {
  const choices = new Map(state.choices);
  const terms = new Set(choices.get(target.name));
  if (target.checked) terms.add(target.value);
  else terms.delete(target.value);
  if (terms.size) choices.set(target.name, terms);
  else choices.delete(target.name);
  change({ choices });
});
facetForm.addEventListener("submit", (event) => event.preventDefault());
order.addEventListener("change", () => change({ sort: order.value }));

let waiting;
const typed = () => {
  const q = field.value.trim();
  if (q !== state.q) change({ q }, { replace: Boolean(state.q && q) });
};
field.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(typed, PAUSE); });
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  typed();
});
addEventListener("popstate", () => {
  if (panel.open) { // Back closes what lies over the page first, and what was chosen there stays
    panel.close();
    history.pushState(null, "", addressOf(state));
    return;
  }
  state = readState();
  field.value = state.q;
  render();
});

// On a narrow screen the choices lie in a panel over the results.
const place = () => {
  if (panel.open) panel.close();
  (narrowScreen.matches ? panel.querySelector("[data-inside]") : aside).append(facetForm);
  aside.hidden = narrowScreen.matches;
  opener.hidden = !narrowScreen.matches;
};
narrowScreen.addEventListener("change", place);
opener.addEventListener("click", () => panel.showModal());
closer.addEventListener("click", () => panel.close());
place();
render();
