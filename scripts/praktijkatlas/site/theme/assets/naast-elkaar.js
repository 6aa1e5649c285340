// Practices side by side: which ones the address says; what is known of each comes from the API.
import { pageOf } from "./booklet.js";
import { say } from "./folder.js";
import { element } from "./search.js";
import { MOST, addressOf, choose, chosen, cleanIds } from "./vergelijken.js";

const get = (name) => document.querySelector(`[data-${name}]`);
const [page, place, faults, empty, options, more, template] = [
  "compare-page", "table", "faults", "empty", "options", "more", "column",
].map(get);
const base = document.body.dataset.base.replace(/\/$/, "");
const { labels, sides, worked, start } = JSON.parse(get("words").textContent);
const number = new Intl.NumberFormat("nl-NL");
const onlyDifferent = options.elements.alleen;

// In words. --------------------------------------------------------------------------------------

// "2020-12" or "2017~", as the API writes dates.
const inWords = (text) => {
  const [, year, month, day, about] = text.match(/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)$/) ?? [];
  if (!year) return text;
  const parts = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
  const said = new Intl.DateTimeFormat("nl-NL", { ...parts, timeZone: "UTC" }).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  return about ? `rond ${said}` : said;
};
const named = (list, ids) => (ids ?? []).map((id) => labels[list][id] ?? String(id));
const counted = (amount, one, many) => (amount === null || amount === undefined ? [] : [`${number.format(amount)} ${amount === 1 ? one : many}`]);

const period = ({ start: from, end }) => {
  if (from && end) return [`${inWords(from)} – ${inWords(end)}`];
  return from ? [`vanaf ${inWords(from)}`] : end ? [`tot ${inWords(end)}`] : [];
};
const effort = (found) => (found ? [
  ...counted(found.lead_weeks, "week voorbereiding", "weken voorbereiding"),
  ...counted(found.school_hours, "uur van de school", "uur van de school"),
  ...counted(found.company_hours, "uur van een bedrijf", "uur van een bedrijf"),
  ...counted(found.people, "mens die het draagt", "mensen die het dragen"),
] : []);
const reach = (found) => (found ? [
  ...counted(found.learners, "leerling of student", "leerlingen of studenten"),
  ...counted(found.companies, "bedrijf", "bedrijven"),
].map((text) => `Bereik in ${found.year}: ${text}`) : []);
const participants = (practice, kinds) => practice.organisations
  .filter(({ kind }) => kinds.includes(kind)).map(({ name, role }) => (role ? `${name}: ${role}` : name));
const results = (practice, kind) => practice.results.filter((each) => each.kind === kind).map(({ text }) => text);
// A section of the text: its title stands on the first line, sections are apart.
const section = (practice, title) => practice.body.text.split("\n\n").map((part) => part.split("\n"))
  .find(([first]) => first === title)?.slice(1).filter(Boolean) ?? [];

const UNKNOWN = "Niet bekend uit de bronnen.";
const NONE = "Niet genoemd.";
// Per row: its name, what it says of a practice, and what stands there when it says nothing.
const ROWS = [
  ["Waar", (p) => named("regions", p.regions)],
  ["Voor wie", (p) => named("education_levels", p.education_levels)],
  ["Thema’s", (p) => named("themes", p.themes)],
  ["Soort", (p) => named("practice_types", p.practice_types)],
  ["Sector", (p) => named("sectors", p.sectors)],
  ["Status", (p) => [`${named("statuses", [p.status])[0]} (stand ${inWords(p.status_as_of)})`, ...(p.stopped_reason ? [p.stopped_reason] : [])]],
  ["Periode", period, UNKNOWN],
  ["Onderbouwing", (p) => named("evidence", [String(p.evidence)])],
  ["Inzet", (p) => effort(p.effort), UNKNOWN],
  ["Kosten", (p) => (p.cost_band === null ? [] : named("cost_bands", [String(p.cost_band)])), UNKNOWN],
  ["Geld van", (p) => named("funding", p.funding), UNKNOWN],
  ...sides.map(([name, kinds]) => [name, (p) => participants(p, kinds)]),
  ["Uitkomsten: dit is gebeurd", (p) => [...results(p, "uitkomst"), ...reach(p.reach)], "Geen gemeten uitkomst.", "outcome"],
  ["Doelen: dit was gehoopt", (p) => results(p, "doel"), "Geen doel genoemd.", "target"],
  ["Wat werkte en wat niet", (p) => section(p, worked), UNKNOWN],
  ["Zo begint u zelf", (p) => section(p, start), UNKNOWN],
  ["Nagekeken op", (p) => [inWords(p.reviewed)]],
];

// The practices. ---------------------------------------------------------------------------------

const load = async (id, again = true) => {
  const answer = await fetch(`${base}/api/v1/practices/${id}.json`);
  if (answer.ok) return { id, practice: (await answer.json()).practice };
  if (answer.status !== 404) throw new Error(`${id}: ${answer.status}`);
  const { moved } = again ? await pageOf(id) : {};
  return moved ? load(moved, false) : { id, fault: `Er is geen praktijk “${id}” op deze site. Misschien is het adres niet helemaal gekopieerd.` };
};
const loaded = new Map();
const found = (id) => {
  if (!loaded.has(id)) {
    loaded.set(id, load(id).catch(() => {
      loaded.delete(id); // so that another try is a new question
      return { id, fault: `De praktijk “${id}” is nu niet te laden. Probeer het later nog eens.` };
    }));
  }
  return loaded.get(id);
};

// The table. -------------------------------------------------------------------------------------

const listed = (items, shared) => {
  const made = element("ul");
  made.append(...items.map((item) => {
    const line = element("li", "", item);
    if (shared.has(item)) line.append(element("span", "beside__shared", " (hebben ze allemaal)"));
    return line;
  }));
  return made;
};

const cell = (items, shared, none) => {
  const made = element("td");
  if (!items.length) made.append(element("span", "beside__unknown", none ?? NONE));
  else if (items.length === 1 && !shared.size) made.textContent = items[0];
  else made.append(listed(items, shared));
  return made;
};

const row = (practices, [name, value, none, className]) => {
  const values = practices.map((practice) => value(practice));
  const texts = values.map((items) => JSON.stringify([...items].sort()));
  const same = texts.every((text) => text === texts[0]);
  const shared = new Set(same ? [] : values[0].filter((item) => values.every((items) => items.includes(item))));
  const made = element("tr", className ? `beside__${className}` : "");
  const head = element("th", "", name);
  head.scope = "row";
  if (practices.length > 1) head.append(element("span", same ? "beside__same" : "beside__differs", same ? "= gelijk" : "≠ verschilt"));
  made.dataset.same = String(same && practices.length > 1);
  made.append(head, ...values.map((items) => cell(items, shared, none)));
  return made;
};

const column = ({ id, practice }) => {
  const holder = template.content.firstElementChild.cloneNode(true);
  const link = holder.querySelector("a");
  holder.dataset.id = id;
  link.href = `${base}/praktijken/${id}/`;
  link.textContent = practice.title;
  holder.querySelector("[data-name]").textContent = ` ${practice.title}`;
  const made = element("th");
  made.scope = "col";
  made.append(holder);
  return made;
};

const draw = (shown) => {
  const table = element("table");
  table.style.setProperty("--columns", shown.length);
  const [head, body, top] = [element("thead"), element("tbody"), element("tr")];
  const corner = element("td");
  corner.append(element("span", "visually-hidden", "Kenmerk"));
  top.append(corner, ...shown.map(column));
  head.append(top);
  body.append(...ROWS.map((each) => row(shown.map(({ practice }) => practice), each)));
  table.append(head, body);
  return table;
};

// What the address says. -------------------------------------------------------------------------

const asked = () => {
  const params = new URLSearchParams(location.search);
  return { ids: params.get("p")?.split(",").map((id) => id.trim()).filter(Boolean) ?? null, only: params.get("alleen") === "verschil" };
};
const address = (ids) => `${ids.length ? addressOf(ids) : location.pathname}${ids.length && onlyDifferent.checked ? "&alleen=verschil" : ""}`;

let shown = [];
let turns = 0;
const words = ["Nog geen praktijken om te vergelijken.", "Eén praktijk. Kies er nog een om te vergelijken.",
  "Twee praktijken naast elkaar.", "Drie praktijken naast elkaar.", "Vier praktijken naast elkaar."];

const render = async () => {
  const turn = (turns += 1);
  const { ids, only } = asked();
  const wanted = ids ?? chosen().map(({ id }) => id);
  const known = cleanIds(wanted);
  onlyDifferent.checked = only;
  say("Even laden …");
  const answers = await Promise.all(known.map(found));
  if (turn !== turns) return;
  const strange = [...new Set(wanted)].filter((id) => !known.includes(id));
  const right = [...new Map(answers.filter(({ practice }) => practice).map((each) => [each.id, each])).values()];
  shown = right.slice(0, MOST);
  const told = [
    ...strange.map((id) => `“${id.slice(0, 60)}” kan geen naam van een praktijk zijn.`),
    ...answers.filter(({ fault }) => fault).map(({ fault }) => fault),
    ...(right.length > MOST ? [`U kunt ${MOST} praktijken naast elkaar zien. De eerste ${MOST} staan hieronder.`] : []),
  ];
  faults.replaceChildren(...told.map((text) => element("li", "", text)));
  faults.hidden = told.length === 0;
  empty.hidden = shown.length > 0;
  options.hidden = shown.length < 2;
  place.hidden = shown.length === 0;
  place.replaceChildren(...(shown.length ? [draw(shown)] : []));
  more.parentElement.hidden = shown.length >= MOST;
  more.querySelector("span").textContent = shown.length ? "Kies er nog een" : "Kies praktijken";
  filter();
  document.body.dataset.ready = String(turn); // for whoever waits until the page stands still
};

function filter() {
  const rows = [...place.querySelectorAll("tbody tr")];
  const same = rows.filter((each) => each.dataset.same === "true");
  for (const each of rows) each.hidden = onlyDifferent.checked && same.includes(each);
  const differ = shown.length > 1 ? ` ${rows.length - same.length} van de ${rows.length} rijen verschillen.` : "";
  say(`${words[shown.length]}${differ}`);
}

// What a visitor does. ---------------------------------------------------------------------------

const kept = (each) => ({ id: each.id, title: each.practice.title });
place.addEventListener("click", ({ target }) => {
  const id = target.closest("[data-remove]")?.closest("[data-practice]").dataset.id;
  if (!id) return;
  const left = shown.filter((each) => each.id !== id);
  choose(chosen().filter((each) => each.id !== id));
  history.pushState(null, "", address(left.map((each) => each.id)));
  render();
  document.getElementById("naast-elkaar").focus();
});
onlyDifferent.addEventListener("change", () => {
  history.replaceState(null, "", address(shown.map(({ id }) => id)));
  filter();
});
options.addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", () => choose(shown.map(kept)));
get("print").addEventListener("click", () => window.print());
get("copy").addEventListener("click", async () => {
  history.replaceState(null, "", address(shown.map(({ id }) => id)));
  try {
    await navigator.clipboard.writeText(location.href);
    say("Het adres is gekopieerd.");
  } catch {
    say("Kopiëren lukt niet in deze browser. Het adres staat in de adresbalk.");
  }
});
addEventListener("popstate", render);

page.hidden = false;
render();
