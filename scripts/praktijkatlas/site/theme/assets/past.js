// "Past dit bij ons?": the answers stand in the address, the practices that fit best come first.
import { asJson, card } from "./cards.js";
import { Fitting } from "./passend.js";
import { element } from "./search.js";

const STEP = 12;
const get = (name) => document.querySelector(`[data-${name}]`);
const [form, results, status, again, list, more, template] = [
  "questions", "results", "status", "again", "list", "more", "item",
].map(get);
const base = document.body.dataset.base.replace(/\/$/, "");
const number = new Intl.NumberFormat("nl-NL");
const place = form.elements.plaats;
const labelOf = (field) => field.closest("label").textContent.trim();
const labelsOf = (name) => new Map([...form.querySelectorAll(`[name=${name}]`)].map((field) => [field.value, labelOf(field)]));
const levels = labelsOf("onderwijs");
const costs = labelsOf("kosten");
const places = new Map([...place.options].map((option) => [option.value, option.text]));
const bands = [...labelsOf("uren").keys()].filter(Boolean);

// State: what the address says. ------------------------------------------------------------------

const NAMES = ["rol", "onderwijs", "uren", "kosten", "plaats"];
const read = () => {
  const said = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input")) {
    const values = (said.get(field.name) ?? "").split(",");
    field.checked = field.type === "checkbox" ? values.includes(field.value) : field.value === values[0];
  }
  // An answer that does not exist is no answer.
  for (const name of ["rol", "uren", "kosten"]) {
    if (!form.querySelector(`[name=${name}]:checked`)) form.querySelector(`[name=${name}][value=""]`).checked = true;
  }
  const region = said.get("plaats") ?? "";
  place.value = places.has(region) ? region : "";
};
const answers = () => {
  const data = new FormData(form);
  return NAMES.map((name) => [name, data.getAll(name).filter(Boolean)]).filter(([, values]) => values.length);
};
const addressOf = (given) =>
  location.pathname + (given.length ? `?${given.map(([name, values]) => `${name}=${values.join(",")}`).join("&")}` : "");

// What is asked, in the form that fitting understands.
const asked = (given) => {
  const found = Object.fromEntries(given);
  const role = form.querySelector("[name=rol]:checked");
  const made = {};
  if (found.rol) made.rol = { value: role.value, noun: role.dataset.noun };
  if (found.onderwijs) made.onderwijs = { values: found.onderwijs, labels: levels };
  if (found.uren) made.uren = { value: found.uren[0], side: role.dataset.side ?? "", bands };
  if (found.kosten) made.kosten = { value: found.kosten[0], labels: costs };
  if (found.plaats) {
    const option = place.selectedOptions[0];
    made.plaats = { value: option.value, label: option.text, around: option.dataset.around.split(" "), labels: places };
  }
  return made;
};

// The results. -----------------------------------------------------------------------------------

const WORDS = { ja: "Past", bijna: "Bijna", nee: "Past niet", onbekend: "Weten wij niet" };
const reason = ({ fits, text }) => {
  const line = element("li", `fit__reason fit__reason--${fits}`);
  line.append(element("strong", "", `${WORDS[fits]}: `), text);
  return line;
};

const draw = (index, { reasons }, [id, title, summary, , , state, evidence]) => {
  const made = template.content.firstElementChild.cloneNode(true);
  const link = made.querySelector("a");
  link.href = `${base}/praktijken/${id}/`;
  link.textContent = title;
  made.querySelector(".card__summary").textContent = summary;
  const order = Object.keys(WORDS);
  const sorted = [...reasons].sort((one, other) => order.indexOf(one.fits) - order.indexOf(other.fits));
  made.querySelector(".fit__reasons").append(...sorted.map(reason));
  made.querySelector("[data-state]").textContent = state;
  made.querySelector("[data-evidence]").textContent = index.evidence[evidence];
  made.querySelectorAll(".meter__dot").forEach((dot, at) => dot.classList.toggle("is-on", at < evidence));
  return made;
};

const say = (ranked, count) => {
  if (!count) return "Beantwoord een of meer vragen. Dan komt hier een lijst.";
  const all = ranked.filter(({ reasons }) => reasons.every(({ fits }) => fits === "ja")).length;
  const known = ranked.filter(({ reasons }) => reasons.every(({ fits }) => fits === "ja" || fits === "onbekend")).length;
  const what = count === 1 ? "uw antwoord" : `al uw ${count} antwoorden`;
  const fit = (n) => (n === 1 ? "1 praktijk past" : `${number.format(n)} praktijken passen`);
  // When all fit there is nothing to put in order.
  if (all > 1 && all === ranked.length && count < NAMES.length) {
    return `Bij ${what} passen alle ${number.format(all)} praktijken. Geef nog een antwoord, dan ziet u welke het best passen.`;
  }
  if (all) return `${fit(all)} bij ${what}. De best passende staan bovenaan.`;
  if (known) return `Geen praktijk past zeker bij ${what}. Bij ${number.format(known)} weten wij niet alles, maar wat wij weten past.`;
  return `Geen praktijk past bij ${what}. Wat het dichtst in de buurt komt, staat bovenaan.`;
};

let index;
let ranked = [];
let turns = 0;
const show = async (turn, from) => {
  const wanted = ranked.slice(from, from + STEP);
  const rows = await Promise.all(wanted.map(({ n }) => card(index, n)));
  if (turn !== turns) return false;
  if (!from) list.replaceChildren();
  list.append(...rows.map((row, at) => draw(index, wanted[at], row)));
  more.hidden = from + STEP >= ranked.length;
  return true;
};

const render = async () => {
  const turn = (turns += 1);
  const given = answers();
  try {
    index ??= await asJson("praktijken.json");
    const fitting = new Fitting(index);
    ranked = given.length ? fitting.ranked(asked(given)) : [];
    if (!await show(turn, 0)) return;
  } catch {
    status.textContent = "De lijst is nu niet te laden. Kies hieronder een plaats of een thema.";
    return;
  }
  status.textContent = say(ranked, given.length);
  again.hidden = given.length === 0;
  document.body.dataset.ready = String(turn); // for whoever waits until the page stands still
};

form.addEventListener("change", () => {
  history.pushState(null, "", addressOf(answers()));
  render();
});
form.addEventListener("submit", (event) => event.preventDefault());
get("clear").addEventListener("click", () => {
  history.pushState(null, "", location.pathname);
  read();
  form.querySelector("input").focus();
  render();
});
more.addEventListener("click", async () => {
  const from = list.children.length;
  if (await show(turns, from)) list.children[from]?.querySelector("a").focus();
});
addEventListener("popstate", () => { read(); render(); });

read();
form.hidden = false;
results.hidden = false;
render();
