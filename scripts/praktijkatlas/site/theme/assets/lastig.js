// Choosing from what was hard: what is chosen stands in the address, and counts are those that are left.
import { asJson } from "./cards.js";
import { Counting } from "./counting.js";
import { element } from "./excerpt.js";

const PAGE = 20;
const base = document.body.dataset.base.replace(/\/$/, "");
const number = new Intl.NumberFormat("nl-NL");
const at = (name) => document.querySelector(`[data-${name}]`);
const [form, found, browse, status, list, more, clear] = ["choose", "found", "browse", "status", "list", "more", "clear"].map(at);

const index = await asJson("lastig.json");
const counting = new Counting(index);
form.replaceChildren(); // what kept its place

const selects = index.facets.map((facet) => {
  const select = element("select");
  select.id = `kies-${facet.id}`;
  select.name = facet.id;
  select.append(new Option("Alles", ""), ...facet.terms.map(([id, label]) => new Option(label, id)));
  const label = element("label", "", facet.label);
  label.htmlFor = select.id;
  const line = element("p");
  line.append(label, select);
  form.append(line);
  return select;
});

const chosen = () => new Map(selects.filter(({ value }) => value).map(({ name, value }) => [name, new Set([value])]));

const shards = new Map();
const text = async (n) => {
  const place = Math.floor(n / index.shard);
  if (!shards.has(place)) shards.set(place, asJson(`lastig/${place}.json`, index.version));
  return (await shards.get(place))[n % index.shard];
};

const drawn = ([id, title, texts]) => {
  const heading = element("h2");
  const link = element("a", "", title);
  link.href = `${base}/praktijken/${id}/`;
  heading.append(link);
  if (texts.length === 1) return [heading, element("p", "", texts[0])];
  const all = element("ul");
  all.append(...texts.map((each) => element("li", "", each)));
  return [heading, all];
};

let hits = [];
let shown = 0;
let turns = 0;
const showMore = async () => {
  const turn = turns;
  const rows = await Promise.all(hits.slice(shown, shown + PAGE).map(text));
  if (turn !== turns) return; // another choice was made meanwhile
  const made = rows.flatMap(drawn);
  const first = shown && made[0]?.querySelector("a");
  list.append(...made);
  shown += rows.length;
  more.hidden = shown >= hits.length;
  if (first) first.focus();
};

const show = async () => {
  turns += 1;
  const choices = chosen();
  const { bits, counts, total } = counting.count(choices, null);
  selects.forEach((select, place) => {
    counts.get(select.name).forEach((n, term) => {
      select.options[term + 1].text = `${index.facets[place].terms[term][1]} (${number.format(n)})`;
    });
  });
  found.hidden = !choices.size;
  browse.hidden = Boolean(choices.size);
  list.replaceChildren();
  hits = [];
  shown = 0;
  more.hidden = true;
  if (!choices.size) return;
  for (let n = 0; n < index.total; n += 1) if (bits[n >>> 5] & (1 << (n & 31))) hits.push(n);
  status.textContent = total ? `Uit ${number.format(total)} ${total === 1 ? "praktijk" : "praktijken"}.`
    : "Hier weten wij niets over. Laat een keuze weg.";
  await showMore();
};

const read = () => {
  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    select.value = asked.get(select.name) ?? "";
    // What the site does not know (any more) is left out.
    if (select.selectedIndex < 0) select.value = "";
  }
  return show();
};

const change = () => {
  const asked = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  const query = asked.toString();
  history.pushState(null, "", location.pathname + (query ? `?${query}` : ""));
  return show();
};

form.addEventListener("change", change);
form.addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", showMore);
clear.addEventListener("click", () => {
  for (const select of selects) select.value = "";
  change();
  selects[0]?.focus();
});
addEventListener("popstate", read);
form.hidden = !selects.length;
await read();
document.body.dataset.ready = "1"; // for whoever waits until the page stands still
