// What the practice will look like: as a page, and as a sheet to print. Both are made of what is in
// the form now; the site and the typesetter make the real ones.
import { blocks, element } from "./formulier-opmaak.js";
import { exists, inWords } from "./formulier-tekst.js";

// ---- What both show ----------------------------------------------------------------------------

const shown = (about, { found }) => {
  const field = (key) => about.fields.find((each) => each.key === key);
  const term = (key, id) => about.terms[field(key).terms]?.find((each) => each.id === id);
  const labels = (key) => [found[key] ?? []].flat().filter(Boolean).map((id) => term(key, id)?.label ?? id);
  const date = (text) => (text && exists(text) ? inWords(text) : "");
  const stand = date(found.status_as_of);
  const period = found.start || found.end ? [found.start ? `${found.end ? "" : "vanaf "}${date(found.start)}` : "tot", date(found.end)].filter(Boolean).join(found.start ? " – " : " ") : "";
  const counted = (key) => field(key).parts.filter((part) => found[key]?.[part.key] && !["source", "year"].includes(part.key))
    .map((part) => `${part.label.toLowerCase()}: ${found[key][part.key]}`).join(", ");
  const sources = found.sources.map((each) => [each.title, [each.publisher, date(each.date)].filter(Boolean).join(", "), each.url]);
  const facts = [
    ...["regions", "education_levels", "practice_types", "sectors"].map((key) => [key, labels(key).join(", ") || "…"]),
    ["status", `${labels("status").join("") || "…"}${stand ? ` (stand ${stand})` : ""}`, found.stopped_reason],
    ...(period ? [["start", period]] : []),
    ["evidence", labels("evidence").join("") || "…", term("evidence", found.evidence)?.description],
    ["effort", counted("effort"), "Niet bekend uit de bronnen."],
    ["cost_band", labels("cost_band").join(""), "Niet bekend uit de bronnen."],
    ["funding", labels("funding").join(", ")],
    ["reach", counted("reach"), found.reach?.year ? `In ${found.reach.year}` : ""],
  ].filter(([key, text]) => text || ["effort", "cost_band"].includes(key))
    .map(([key, text, remark]) => ({ key, name: about.facts[key], text, remark: text && ["effort", "cost_band"].includes(key) ? "" : remark ?? "" }));
  const results = (kind) => found.results.filter((each) => each.text && each.kind === kind);
  return { found, facts, results, sources, themes: labels("themes"), licence: labels("licence").join(""), reviewed: date(found.reviewed), kinds: about.terms.organisation_kinds };
};

const amount = (result) => (result.value ? `${result.value.replace(".", ",")} ${result.unit}` : "");

// ---- The page ----------------------------------------------------------------------------------

export const drawPage = (place, about, result) => {
  const { found, facts, results, sources, themes } = shown(about, result);
  const heading = (text) => element("h4", "preview__heading", text);
  const list = element("dl", "facts__list", ...facts.map(({ name, text, remark }) =>
    element("div", "fact", element("dt", "", name), element("dd", "", text, ...(remark ? [element("small", "", remark)] : [])))));
  const outcomes = [...results("uitkomst"), ...results("doel")].map((each) => element("li", `result result--${each.kind}`,
    element("span", "result__kind", `${each.kind === "doel" ? "Doel" : "Uitkomst"} ${each.year}`), ...(each.value ? [element("span", "result__value", amount(each))] : []), element("span", "result__text", each.text, ...(each.source ? [element("sup", "cite", each.source)] : []))));
  place.replaceChildren(
    element("ul", "tags", ...themes.map((label) => element("li", "", element("span", "tag", label)))),
    element("h3", "preview__title", found.title || "Titel"),
    element("p", "lead", found.summary || "Samenvatting"),
    element("div", "facts", list),
    element("div", "prose", ...(outcomes.length ? [heading("Uitkomsten en doelen"), element("ul", "results__list", ...outcomes)] : []),
      ...about.sections.flatMap((title, i) => [heading(title), ...blocks(result.tekst[i])]),
      heading("Wie doen mee?"), element("ul", "", ...found.organisations.map((each) => element("li", "", each.role ? `${each.name}: ${each.role}` : each.name))),
      heading("Bij wie kunt u terecht?"), element("p", "", [found.contact?.organisation || "…", found.contact?.function, found.contact?.mailbox].filter(Boolean).join(", ")),
      heading("Bronnen"), element("ol", "", ...sources.map(([title, detail]) => element("li", "", `${title}${detail ? `. ${detail}` : ""}.`)))),
  );
};

// ---- The sheet ---------------------------------------------------------------------------------

// A browser breaks lines a little differently from the typesetter.
const CLOSE = 0.06;

// As the sheet shortens it: a question that does not fit leaves a mark.
const short = (url) => {
  const whole = url.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/#.*$/, "").replace(/^([^?]*)\/$/, "$1");
  return [whole, whole.replace(/\?.+$/, "?…")].find((each) => each.length <= 48) ?? `${whole.split("/")[0]}/…`;
};

export const drawSheet = (place, about, result) => {
  const { found, facts, results, sources, themes, licence, reviewed, kinds } = shown(about, result);
  const heading = (text) => element("h4", "", text);
  // Facts that are not known share a line, since paper has few.
  const unknown = facts.filter((each) => !each.text).map((each) => each.name);
  const lines = [...facts.filter((each) => each.text), ...(unknown.length ? [{ name: unknown.map((name, i) => (i ? name.toLowerCase() : name)).join(" en "), text: "", remark: "Niet bekend uit de bronnen." }] : [])];
  const ladder = (key) => (key === "evidence" ? [element("span", "blad__ladder", ...about.terms.evidence.slice(1).map((each) => element("i", Number(each.id) <= Number(found.evidence) ? "is-on" : "")))] : []);
  const list = (kind, title) => (results(kind).length ? [element("div", `blad__results blad__results--${kind}`, element("h5", "", title),
    element("ul", "", ...results(kind).map((each) => element("li", "", each.text, ...(each.source ? [element("sup", "cite", each.source)] : [])))))] : []);
  const who = kinds.map((kind) => [kind, found.organisations.filter((each) => each.kind === kind.id)]).filter(([, members]) => members.length);
  const contact = found.contact ?? {};
  const others = found.adoptions.filter((each) => each.organisation);
  const region = (id) => about.terms.regions.find((each) => each.id === id)?.label ?? "…";
  const side = element("div", "blad__side",
    element("div", "blad__facts", heading("In het kort"), ...lines.map(({ key, name, text, remark }) => element("div", "", element("strong", "", name), ...ladder(key),
      ...(text ? [element("span", "", text)] : []), ...(remark ? [element("small", "", remark)] : [])))),
    heading("Wie doen mee?"), ...who.flatMap(([kind, members]) => [element("strong", "blad__kind", kind.label),
      element("ul", "", ...members.map((each) => element("li", "", each.role ? `${each.name}: ${each.role}` : each.name)))]),
    ...(others.length ? [heading("Wie doen dit ook?"), element("ul", "", ...others.map((each) => element("li", "", `${each.organisation} (${region(each.region)})`)))] : []),
    heading("Meer weten"), element("p", "", element("strong", "", contact.organisation ?? "…"), ...[contact.function, contact.mailbox, short(contact.url ?? "")].filter(Boolean).flatMap((text) => [element("br"), text])));
  const main = element("div", "blad__main",
    ...about.sections.flatMap((title, i) => [heading(title), ...blocks(result.tekst[i]),
      ...(title === about.results ? [...list("uitkomst", "Uitkomsten: dit is gebeurd"), ...list("doel", "Doelen: dit was het plan")] : [])]),
    heading("Bronnen"), element("ol", "blad__sources", ...sources.map(([title, detail, url]) => element("li", "", element("strong", "", title), `${detail ? `. ${detail}` : ""}. ${short(url)}`))),
    element("p", "blad__colophon", `${reviewed ? `Nagekeken op ${reviewed}. ` : ""}Licentie: ${licence}.`));
  const head = element("div", "blad__head",
    element("p", "blad__themes", themes.join(" · ")),
    element("h3", "", found.title || "Titel"),
    element("p", "", found.summary || "Samenvatting"));
  const logo = element("img");
  logo.src = about.sheet.logo;
  logo.alt = "";
  place.replaceChildren(element("p", "blad__top", logo, about.sheet.site), head, element("div", "blad__columns", side, main));
  return { head, side, main };
};

// How the sheet will fit, told by its likeness: the typesetter tries the same sizes in that order.
// `pages` is how many it takes, `close` says that one page more or less is as likely, and `over` is
// the part of the text that is too much for the most pages.
export const fitSheet = (place, { head, side, main }, { sizes, pages, width, height }) => {
  const millimetre = place.clientWidth / width;
  if (!millimetre) return null;
  const heightOf = (each) => each.getBoundingClientRect().height / millimetre;
  const fill = (size, count) => {
    place.style.setProperty("--size", size);
    return Math.max(heightOf(side), heightOf(main)) / (count * height - heightOf(head));
  };
  const smallest = sizes.at(-1);
  const close = Math.abs(fill(smallest, 1) - 1) < CLOSE;
  for (const [size, count] of [...sizes.map((each) => [each, 1]), ...sizes.map((each) => [each, pages])]) {
    if (fill(size, count) <= 1) return { pages: count, close, over: 0 };
  }
  return { pages: pages + 1, close: false, over: 1 - 1 / fill(smallest, pages) };
};
