// The form for a practice. What it asks and checks comes from the model, as JSON on the page; only
// rules that hold two fields against each other, or read the story, are written out (in
// formulier-nakijken.js and formulier-verhaal.js).
import { draftAt } from "./formulier-bewaren.js";
import { checking, isEmpty } from "./formulier-nakijken.js";
import { element } from "./formulier-opmaak.js";
import { exists, fold, inWords, MONTHS, oneLine, quoted, size, today } from "./formulier-tekst.js";
import { tipList, tipsAbout } from "./formulier-tips.js";
import { sectionsOf } from "./formulier-verhaal.js";
import { drawPage, drawSheet, fitSheet } from "./formulier-voorbeeld.js";
import { fromAddress, improvedId, takenFromId } from "./formulier-vooraf.js";

(() => {
  const form = document.querySelector("[data-form]");
  if (!form) return;
  const about = JSON.parse(document.getElementById("formulier-gegevens").textContent);
  about.sheet.site = document.querySelector('meta[property="og:site_name"]')?.content ?? "";
  const home = new URL(`${document.body.dataset.base.replace(/\/$/, "")}/`, location);
  about.sheet.logo = new URL("assets/logo.svg", home).href;
  const asked = new URLSearchParams(location.search);
  const editing = improvedId(about, asked);
  const takenFrom = takenFromId(about, asked);
  const KEY = `praktijkatlas.formulier${editing ? `.${editing}` : takenFrom ? `.na.${takenFrom}` : ""}`;
  const one = (selector, within = form) => within.querySelector(selector);
  const all = (selector, within = form) => [...within.querySelectorAll(selector)];
  const named = (path) => all(`[name="${path}"]`);
  const idOf = (path) => `v-${path.replaceAll(".", "-")}`;

  // ---- Reading and filling the page ----------------------------------------------------------

  const order = new Map(); // what was ticked, in the order in which that happened
  const prototypes = new Map();
  const itemsOf = (path) => all(":scope > [data-items] > [data-item]", one(`[data-ask="${path}"]`));

  const read = (field, path) => {
    if (field.parts && field.many) return itemsOf(path).map((_, i) => readParts(field, `${path}.${i}`));
    if (field.parts) return readParts(field, path);
    if (field.terms && field.many) return [...(order.get(path) ?? [])];
    const controls = named(path);
    if (controls[0].type === "radio") return controls.find((each) => each.checked)?.value ?? "";
    if (controls[0].type === "checkbox") return controls[0].checked ? "true" : "";
    return controls[0].value;
  };
  const readParts = (field, path) => Object.fromEntries(field.parts.map((part) => [part.key, read(part, `${path}.${part.key}`)]));
  const readAll = () => ({
    velden: Object.fromEntries(about.fields.map((field) => [field.key, read(field, field.key)])),
    tekst: about.sections.map((_, i) => one(`#v-tekst-${i}`).value),
    id: one("#v-id").value,
    idChosen: idChosen,
    ...(ground ? { grond: ground } : {}),
  });

  const put = (field, path, value) => {
    if (field.parts && field.many) {
      const given = Array.isArray(value) && value.length ? value : [{}];
      makeItems(field, path, given.length);
      given.forEach((item, i) => putParts(field, `${path}.${i}`, item ?? {}));
    } else if (field.parts) {
      putParts(field, path, value ?? {});
    } else if (field.terms && field.many) {
      const known = named(path).map((each) => each.value);
      order.set(path, (Array.isArray(value) ? value : []).map(String).filter((each) => known.includes(each)));
      for (const each of named(path)) each.checked = order.get(path).includes(each.value);
    } else {
      const controls = named(path);
      const text = Array.isArray(value) ? value.join("\n") : String(value ?? "");
      if (controls[0].type === "radio") for (const each of controls) each.checked = each.value === text;
      else if (controls[0].type === "checkbox") controls[0].checked = text === "true";
      else {
        if (controls[0].matches("[data-source]") && text && ![...controls[0].options].some((each) => each.value === text)) {
          controls[0].append(new Option(text, text));
        }
        controls[0].value = text;
      }
    }
  };
  const putParts = (field, path, value) => field.parts.forEach((part) => put(part, `${path}.${part.key}`, value[part.key]));

  const makeItems = (field, path, count) => {
    const list = one(":scope > [data-items]", one(`[data-ask="${path}"]`));
    if (!prototypes.has(path)) prototypes.set(path, list.firstElementChild.cloneNode(true));
    list.replaceChildren(...Array.from({ length: count }, (_, i) => {
      const item = prototypes.get(path).cloneNode(true);
      for (const each of [item, ...item.querySelectorAll("*")]) {
        for (const { name, value } of [...each.attributes]) {
          if (value.includes(`${path}.0`) || value.includes(`${idOf(path)}-0`)) {
            each.setAttribute(name, value.replaceAll(`${path}.0`, `${path}.${i}`).replaceAll(`${idOf(path)}-0`, `${idOf(path)}-${i}`));
          }
        }
      }
      for (const number of all("[data-number]", item)) number.textContent = i + 1;
      one("[data-remove]", item).hidden = false;
      return item;
    }));
  };

  let idChosen = false;
  let ground = null; // the practice that is being improved, as the site had it
  const fill = (raw) => {
    about.fields.forEach((field) => put(field, field.key, raw.velden?.[field.key]));
    about.sections.forEach((_, i) => { one(`#v-tekst-${i}`).value = raw.tekst?.[i] ?? ""; });
    one("#v-id").value = raw.id ?? "";
    idChosen = Boolean(raw.idChosen && raw.id);
    ground = raw.grond ?? null;
    for (const filter of all("[data-filter]").filter((each) => each.value)) {
      filter.value = "";
      filterList(filter);
    }
    withdrawUndo();
    touched.clear();
    everything = false;
    refresh();
  };
  const emptyForm = () => {
    const velden = {};
    for (const field of about.fields) {
      if (field.required && field.kind === "day") velden[field.key] = today();
      else if (field.default) velden[field.key] = field.default;
    }
    return { velden, tekst: [], id: "" };
  };

  // ---- The rules -----------------------------------------------------------------------------

  const current = () => editing || one("#v-id").value.trim();
  const site = { names: null, editing, current, unread: false };
  const { check, propose } = checking(about, site);
  const labelOf = (field, value) => about.terms[field.terms]?.find((term) => term.id === value)?.label ?? value;

  // ---- What the page shows -------------------------------------------------------------------

  const touched = new Set();
  let everything = false;
  let latest = null;
  let latestTips = [];

  const showFaults = (result) => {
    const byPath = Map.groupBy ? Map.groupBy(result.problems, (each) => each.path) : result.problems.reduce((map, each) => map.set(each.path, [...(map.get(each.path) ?? []), each]), new Map());
    for (const ask of all("[data-ask]")) {
      const path = ask.dataset.ask;
      const place = document.getElementById(`${idOf(path)}-fout`);
      const shown = everything || touched.has(path) ? byPath.get(path) ?? [] : [];
      const text = shown.map((each) => each.message).join(" ");
      if (place.textContent !== text) place.textContent = text;
      place.hidden = !text;
      ask.classList.toggle("is-wrong", Boolean(text));
      for (const control of [...named(path), ...(path === "id" || path.startsWith("tekst.") ? [one(`#${idOf(path)}`)] : [])]) {
        if (control.type !== "radio") text ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
      }
      if (ask.getAttribute("role") === "radiogroup") text ? ask.setAttribute("aria-invalid", "true") : ask.removeAttribute("aria-invalid");
    }
  };

  const helpPage = new URL("bijdragen/controles/", home).href;
  const showTips = (tips) => {
    for (const ask of all("[data-ask]")) {
      const path = ask.dataset.ask;
      const place = document.getElementById(`${idOf(path)}-tips`);
      const mine = everything || touched.has(path) ? tips.filter((each) => each.path === path) : [];
      const text = mine.map((each) => each.message).join(" ");
      if (place.dataset.shown === text) continue;
      place.dataset.shown = text;
      place.replaceChildren(...tipList(mine, helpPage));
      place.hidden = !text;
    }
    const rest = one("[data-tips]");
    rest.hidden = !everything || tips.length === 0;
    one("[data-tips-title]").textContent = tips.length === 1 ? "Eén tip om het nog beter te maken" : `${tips.length} tips om het nog beter te maken`;
    one("[data-tips-list]").replaceChildren(...tips.map(({ path, message }) => {
      const link = element("a", "", message);
      link.href = `#${idOf(path)}`;
      link.addEventListener("click", (event) => { event.preventDefault(); goTo(path); });
      return element("li", "", link);
    }));
  };

  const goTo = (path) => {
    const ask = one(`[data-ask="${path}"]`);
    if (!ask) return;
    for (let up = ask.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const first = document.getElementById(idOf(path)) ?? one("input, select, textarea, button", ask);
    const goal = first.offsetParent ? first : one("input:not([hidden]), button", ask);
    goal.scrollIntoView({ block: "center" });
    goal.focus({ preventScroll: true });
  };

  const showSummary = (result) => {
    const box = one("[data-problems]");
    const count = result.problems.length;
    box.hidden = !everything || count === 0;
    one("[data-problems-title]").textContent = count === 1 ? "Er is nog één ding te verbeteren" : `Er zijn nog ${count} dingen te verbeteren`;
    const places = all("[data-ask]").map((ask) => ask.dataset.ask);
    const sorted = [...result.problems].sort((a, b) => places.indexOf(a.path) - places.indexOf(b.path));
    one("[data-problems-list]").replaceChildren(...sorted.map(({ path, where, message }) => {
      const [label, ...around] = where.split(", ").reverse();
      const place = message.toLowerCase().startsWith(label.toLowerCase()) ? around.reverse().join(", ") : where;
      const link = element("a", "", place ? `${place}: ${message}` : message);
      link.href = `#${idOf(path)}`;
      link.addEventListener("click", (event) => { event.preventDefault(); goTo(path); });
      return element("li", "", link);
    }));
  };

  const showDone = (result) => {
    const box = one("[data-done]");
    box.hidden = !everything || result.problems.length > 0;
    if (box.hidden) return;
    const id = current();
    const { repository, contact } = about;
    const pull = one("[data-pull]");
    const mail = one("[data-mail]");
    const route = one("[data-route]");
    const fresh = `${repository.new}?filename=${id}.md`;
    const whole = `${fresh}&value=${encodeURIComponent(result.text)}`;
    const fits = !editing && whole.length < repository.longest;
    pull.hidden = !repository.new;
    mail.hidden = Boolean(repository.new) || !contact;
    if (repository.new) {
      pull.href = editing ? `${repository.edit}${id}.md` : fits ? whole : fresh;
      pull.dataset.copies = fits ? "" : "ja";
      const steps = fits ? ["Klik op “Maak een pull request”. GitHub opent met uw tekst erin."]
        : ["Klik op “Maak een pull request”. Uw tekst wordt gekopieerd, en GitHub opent.",
          editing ? "Klik in de tekst op GitHub, kies alles (Ctrl+A) en plak (Ctrl+V)." : "Klik in het lege vak op GitHub en plak (Ctrl+V). De tekst is te lang om vanzelf mee te gaan."];
      steps.push("Klik op “Commit changes” en dan op “Propose changes”.", "Klik op “Create pull request”. Een redacteur kijkt mee; u kunt niets stukmaken.");
      route.replaceChildren(element("p", "", "U hebt een account op GitHub nodig. Dat is gratis."), element("ol", "", ...steps.map((step) => element("li", "", step))));
    } else if (contact) {
      const subject = editing ? `Verbetering van ${id}` : `Nieuwe praktijk: ${result.found.title}`;
      const short = `mailto:${contact}?subject=${encodeURIComponent(subject)}&body=`;
      const full = `${short}${encodeURIComponent(result.text)}`;
      mail.href = full.length < 1900 ? full : `${short}${encodeURIComponent(`Hierbij het bestand ${id}.md als bijlage.`)}`;
      route.replaceChildren(element("p", "", full.length < 1900 ? `Stuur uw tekst naar ${contact}. De mail staat al klaar.` : `Download het bestand, en stuur het als bijlage naar ${contact}.`));
    } else {
      const where = element("a", "", "het colofon");
      where.href = new URL("over/colofon/", home).href;
      route.replaceChildren(element("p", "", "Het adres van de uitgever is op deze site niet ingevuld. Download het bestand, en vraag de uitgever waar u het heen kunt sturen. Zie ", where, "."));
    }
    one("[data-file]").textContent = result.text;
  };

  const showCounters = () => {
    for (const counter of all("[data-counter]")) {
      const control = one("input, textarea", counter.parentElement);
      const most = Number(counter.dataset.counter);
      const used = size(oneLine(control.value));
      const text = "always" in counter.dataset || used > most * 0.8 ? (used > most ? `${used - most} ${used - most === 1 ? "teken" : "tekens"} te veel` : `Nog ${most - used} van ${most} tekens`) : "";
      if (counter.textContent !== text) counter.textContent = text;
      counter.classList.toggle("is-over", used > most);
    }
    for (const field of about.fields.filter((each) => each.terms && each.many)) {
      const chosen = (order.get(field.key) ?? []).map((id) => labelOf(field, id));
      const most = field.most && field.most < named(field.key).length ? ` van hooguit ${field.most}` : "";
      one(`[data-ask="${field.key}"] [data-chosen]`).textContent = chosen.length ? `Gekozen, ${chosen.length}${most}: ${chosen.join(", ")}` : "Nog niets gekozen";
    }
  };

  const showSources = (raw) => {
    const given = raw.velden.sources.map((each) => oneLine(each.title) || oneLine(each.url));
    const last = given.findLastIndex(Boolean);
    const shown = given.slice(0, last + 1);
    for (const select of all("select[data-source]")) {
      const held = select.value;
      const options = [new Option("Kies …", ""), ...shown.map((title, i) => new Option(`${i + 1}. ${title || "(nog leeg)"}`, String(i + 1)))];
      if (held && !options.some((each) => each.value === held)) options.push(new Option(`${held}. (bestaat niet)`, held));
      if (options.map((each) => each.text).join("\n") !== [...select.options].map((each) => each.text).join("\n")) {
        select.replaceChildren(...options);
        select.value = held;
      }
    }
    for (const tools of all("[data-tools]")) {
      const marks = shown.map((title, i) => {
        const button = element("button", "linkish", `[^${i + 1}]`);
        button.type = "button";
        button.dataset.mark = i + 1;
        button.setAttribute("aria-label", `Zet bron ${i + 1} in de tekst: ${title}`);
        return button;
      });
      const nothing = element("button", "linkish", "Hierover is niets bekend");
      nothing.type = "button";
      nothing.dataset.nothing = "";
      const key = shown.join("\n");
      if (tools.dataset.shown !== key || !tools.childElementCount) {
        tools.dataset.shown = key;
        tools.replaceChildren(...(marks.length ? [element("span", "", "Zet een bron in de tekst:"), ...marks] : []), nothing);
      }
    }
  };

  // ---- Preview -------------------------------------------------------------------------------

  const showPreviews = (result) => {
    if (one("[data-preview]").open) drawPage(one("[data-page]"), about, result);
    if (!one("[data-sheet]").open) return;
    const paper = one("[data-paper]");
    const fit = fitSheet(paper, drawSheet(paper, about, result), about.sheet);
    if (!fit) return;
    paper.dataset.pages = fit.pages;
    const shorter = Math.max(5, Math.ceil(fit.over * 20) * 5);
    one("[data-fit]").textContent = fit.close ? "Dit past misschien net op één bladzijde, en anders op twee." : fit.pages === 1 ? "Dit past waarschijnlijk op één bladzijde."
      : fit.pages <= about.sheet.pages ? "Dit wordt waarschijnlijk een blad van twee bladzijden. De lijn is waar de tweede begint."
        : `Dit past waarschijnlijk niet op ${about.sheet.pages} bladzijden. Maak het verhaal ongeveer ${shorter}% korter.`;
  };

  // ---- Keeping what was typed ----------------------------------------------------------------

  const draft = draftAt(KEY);
  let divided = false; // whether two tabs hold texts that differ
  const sayKept = () => { one("[data-saved]").textContent = "Wat u typt, wordt in deze browser bewaard tot u het verstuurt of wist."; };
  const keep = (raw) => {
    if (!divided && draft.isNewer() && !draft.isGone()) tellDivided();
    if (divided) return;
    try {
      draft.write(raw);
      changed = false;
      sayKept();
    } catch { one("[data-saved]").textContent = "Uw browser bewaart niets. Kopieer uw tekst voordat u weggaat."; }
  };

  let changed = false; // since it was last kept
  const refresh = () => {
    clearTimeout(waiting);
    waiting = 0;
    showSources(readAll());
    let raw = readAll();
    if (!idChosen && !editing && document.activeElement !== one("#v-id")) {
      const proposal = propose(oneLine(raw.velden.title), raw.velden.regions);
      if (proposal !== raw.id) {
        one("#v-id").value = proposal;
        raw = readAll();
      }
    }
    if (changed) keep(raw);
    one('[data-ask="stopped_reason"]').hidden = raw.velden.status !== "gestopt";
    latest = check(raw);
    showCounters();
    showFaults(latest);
    showSummary(latest);
    showDone(latest);
    latestTips = tipsAbout(about, latest);
    showTips(latestTips);
    showPreviews(latest);
  };
  let waiting = 0;
  // What lies under a finger stays until the finger is lifted: a link that is drawn anew in between
  // does not do what it was pressed for. Nobody presses longer than a second.
  let pressed = -Infinity;
  addEventListener("pointerdown", () => { pressed = performance.now(); }, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => { pressed = -Infinity; }), true);
  const redraw = () => {
    if (performance.now() - pressed < 1000) waiting = setTimeout(redraw, 40);
    else refresh();
  };
  const soon = () => {
    changed = true;
    if (!waiting) waiting = setTimeout(redraw, 120);
  };

  // ---- What people do ------------------------------------------------------------------------

  const fieldAt = (path) => about.fields.find((field) => field.key === path);
  const relabelSources = (removed) => {
    const shift = (n) => (n > removed ? n - 1 : n === removed ? "" : n);
    for (const select of all("select[data-source]")) {
      if (!select.value) continue;
      const to = String(shift(Number(select.value)));
      if (to && ![...select.options].some((each) => each.value === to)) select.append(new Option(to, to));
      select.value = to;
    }
    about.sections.forEach((_, i) => {
      const area = one(`#v-tekst-${i}`);
      const text = area.value.replace(/\[\^(\d{1,3})\]/g, (_mark, n) => (shift(Number(n)) ? `[^${shift(Number(n))}]` : ""));
      // Whoever typed can still undo that, where nothing is renumbered.
      if (text !== area.value) area.value = text;
    });
  };

  // What was taken away can be put back until something else is typed.
  const withdrawUndo = () => { one("[data-undo]")?.remove(); };
  const offerUndo = (ask, what, before) => {
    withdrawUndo();
    const button = element("button", "button button--quiet button--small", "Zet terug");
    button.type = "button";
    button.addEventListener("click", () => {
      const [seen, whole] = [[...touched], everything];
      changed = true;
      fill(before);
      seen.forEach((path) => touched.add(path));
      everything = whole;
      refresh();
      one("[data-remove]", ask)?.focus();
    });
    const place = element("p", "ask__undo", `${what} is weggehaald. `, button);
    place.dataset.undo = "";
    one("[data-add]", ask).after(place);
    tell(`${what} is weggehaald. Daarachter staat een knop om het terug te zetten.`);
  };

  form.addEventListener("input", (event) => {
    const path = event.target.name;
    if (event.target.matches("[data-filter]")) {
      filterList(event.target);
      return;
    }
    withdrawUndo();
    if (event.target.type === "checkbox" && fieldAt(path)?.many) {
      const chosen = (order.get(path) ?? []).filter((id) => id !== event.target.value);
      order.set(path, event.target.checked ? [...chosen, event.target.value] : chosen);
      touched.add(path);
    }
    if (path === "id") idChosen = true;
    soon();
  });
  form.addEventListener("change", (event) => {
    const path = event.target.name;
    if (path && !isEmpty(event.target.value)) touched.add(path);
    if (/^organisations\.\d+\.name$/.test(path)) {
      const known = about.organisations.find((each) => each.name === oneLine(event.target.value));
      const kind = named(path.replace(/name$/, "kind"))[0];
      // A kind that was filled in for another name goes with it.
      if (!kind.value || kind.value === kind.dataset.proposed) kind.value = known?.kind ?? "";
      kind.dataset.proposed = known?.kind ?? "";
    }
    soon();
  });
  form.addEventListener("focusout", (event) => {
    // Whoever empties the name and goes on, gets a proposal again.
    if (event.target.name !== "id" || !idChosen || event.target.value.trim()) return;
    idChosen = false;
    soon();
  });
  form.addEventListener("keydown", (event) => {
    // Enter in a field would send the form long before its end.
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const ask = button.closest("[data-many]");
    const path = ask?.dataset.ask;
    if (button.matches("[data-add]")) {
      const items = read(fieldAt(path), path);
      put(fieldAt(path), path, [...items, {}]);
      soon();
      one("input, select, textarea", itemsOf(path).at(-1)).focus();
    } else if (button.matches("[data-remove]")) {
      const index = itemsOf(path).indexOf(button.closest("[data-item]"));
      const before = readAll();
      const items = read(fieldAt(path), path);
      put(fieldAt(path), path, items.filter((_, i) => i !== index));
      for (const each of [...touched]) if (each.startsWith(`${path}.`)) touched.delete(each);
      if (path === "sources") relabelSources(index + 1);
      if (isEmpty(items[index])) withdrawUndo();
      else offerUndo(ask, `${fieldAt(path).one} ${index + 1}`, before);
      soon();
      one("[data-add]", ask).focus();
    } else if (button.matches("[data-mark], [data-nothing]")) {
      const area = one("textarea", button.closest("[data-ask]"));
      const now = new Date();
      const words = button.dataset.mark ? `[^${button.dataset.mark}]` : `Hierover is in de bronnen nog niets gevonden (stand ${MONTHS[now.getMonth()]} ${now.getFullYear()}).`;
      // A source comes after the words that are selected, a sentence in a paragraph of its own.
      const apart = button.dataset.nothing !== undefined && area.selectionStart && !/\n\s*$/.test(area.value.slice(0, area.selectionStart));
      typeInto(area, apart ? `\n\n${words}` : words, button.dataset.mark ? area.selectionEnd : area.selectionStart);
      soon();
    } else if (button.matches("[data-copy]")) {
      copy();
    } else if (button.matches("[data-download], [data-concept]")) {
      refresh();
      download();
    } else if (button.matches("[data-clear], [data-sent]")) {
      if (button.matches("[data-clear]") && !confirm("Alles wat u hier typte wordt gewist. Weet u het zeker?")) return;
      beginAgain();
    }
  });
  // As if somebody typed it, so that it can be undone.
  const typeInto = (area, words, from) => {
    const until = area.selectionEnd;
    area.focus();
    area.setSelectionRange(from, until);
    if (!document.execCommand("insertText", false, words)) area.setRangeText(words, from, until, "end");
  };
  const beginAgain = () => {
    draft.forget();
    start(false);
    scrollTo(0, 0);
    document.getElementById(idOf(about.fields[0].key)).focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    everything = true;
    refresh();
    const goal = latest.problems.length ? one("[data-problems]") : one("[data-done-title]");
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "start" });
  });
  one("[data-pull]").addEventListener("click", (event) => { if (event.currentTarget.dataset.copies) copy(); });
  for (const view of all("[data-preview], [data-sheet]")) view.addEventListener("toggle", refresh);
  addEventListener("resize", () => { if (one("[data-sheet]").open) showPreviews(latest); });
  addEventListener("pagehide", () => { if (waiting) refresh(); });

  const tell = (text) => { one("[data-told]").textContent = text; };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(latest.text);
      tell("De tekst is gekopieerd.");
    } catch {
      const shown = one("[data-file]");
      shown.closest("details").open = true;
      getSelection().selectAllChildren(shown);
      tell("Kopiëren lukt niet vanzelf. De tekst is geselecteerd: druk op Ctrl+C.");
    }
  };
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([latest.text], { type: "text/markdown;charset=utf-8" }));
    link.download = `${current() || "praktijk"}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell("Het bestand is gedownload.");
  };

  const filterList = (input) => {
    const ask = input.closest("[data-pick]");
    const field = fieldAt(ask.dataset.ask);
    const words = fold(input.value);
    let count = 0;
    for (const term of about.terms[field.terms]) {
      const row = one(`input[value="${term.id}"]`, ask).closest("label");
      const via = words && !fold(term.label).includes(words) ? (term.names ?? []).find((name) => fold(name).includes(words)) : "";
      const shown = !words || fold(term.label).includes(words) || Boolean(via);
      row.hidden = !shown;
      count += shown;
      const note = one("[data-via]", row);
      note.hidden = !via;
      note.textContent = via ? `ook: ${via}` : "";
    }
    one("[data-found]", ask).textContent = words ? (count === 0 ? "Niets gevonden. Probeer een ander woord." : count === 1 ? "1 gevonden" : `${count} gevonden`) : "";
  };

  // ---- Beginning -----------------------------------------------------------------------------

  const notice = (text, ...actions) => {
    const buttons = actions.map(([words, act]) => {
      const button = element("button", "button button--quiet button--small", words);
      button.type = "button";
      button.addEventListener("click", act);
      return button;
    });
    one("[data-loaded]").replaceChildren(...(text ? [element("div", "form__notice", element("p", "", text), ...(buttons.length ? [element("p", "form__buttons", ...buttons)] : []))] : []));
  };

  // What is typed in another tab comes here too, so that no tab writes over the text of another.
  const follow = () => {
    if (divided || waiting || !draft.isNewer()) return;
    if (draft.isGone()) {
      notice("In een ander tabblad is dit formulier leeggemaakt. Wat u hier ziet, staat alleen nog in dit tabblad.");
      return;
    }
    changed = false;
    fill(draft.read());
    notice("U hebt dit formulier ook open in een ander tabblad. Wat u daar typt, staat nu ook hier.");
  };
  const tellDivided = () => {
    divided = true;
    one("[data-saved]").textContent = "Wat u in dit tabblad typt, wordt nu niet bewaard. Kies bovenaan met welke tekst u verdergaat.";
    const choose = (act) => () => {
      divided = false;
      clearTimeout(waiting);
      waiting = 0;
      act();
      sayKept();
    };
    notice(
      "In een ander tabblad is verder getypt aan dit formulier. Uw browser bewaart maar één van de twee teksten. Met welke gaat u verder?",
      ["Met de tekst van het andere tabblad", choose(follow)],
      ["Met de tekst van dit tabblad", choose(() => {
        draft.read();
        changed = true;
        refresh();
        notice("De tekst van dit tabblad is bewaard.");
      })],
    );
  };

  const fromSite = (data) => {
    const text = (held) => (held === null || held === undefined || held === false ? "" : String(held));
    const take = (field, held) => {
      if (field.parts && field.many) return (held ?? []).map((item) => takeParts(field, item));
      if (field.parts) return takeParts(field, held ?? {});
      return field.many ? (held ?? []).map(text) : text(held);
    };
    const takeParts = (field, held) => Object.fromEntries(field.parts.map((part) => [part.key, take(part, held[part.key])]));
    // Links to other practices lead to pages there, and to files here.
    const link = `](${data.url.slice(0, -data.id.length - 1)}`;
    const [before, ...linked] = data.body.markdown.split(link);
    const body = [before, ...linked.map((rest) => (/^[a-z0-9-]+\/[#)\s]/.test(rest) ? `](${rest.replace("/", ".md")}` : `${link}${rest}`))].join("");
    const found = {
      velden: Object.fromEntries(about.fields.map((field) => [field.key, take(field, data[field.key])])),
      tekst: sectionsOf(body, about.sections),
    };
    return { ...found, grond: found, id: editing, idChosen: true };
  };

  // What the address gives goes into what is still empty, or what the form filled in itself.
  const prefill = (fresh, more = {}) => {
    const { given, unknown } = fromAddress(about, asked);
    const filled = Object.entries({ ...more, ...given }).map(([key, held]) => [fieldAt(key), held])
      .filter(([field]) => fresh || isEmpty(read(field, field.key)));
    for (const [field, held] of filled) put(field, field.key, held);
    refresh();
    const labels = filled.map(([field]) => field.label);
    return [
      labels.length ? `Dit is alvast voor u ingevuld: ${labels.join(", ")}. Verander het gerust.` : "",
      unknown.length ? `Dit staat niet in onze lijsten, en is weggelaten: ${unknown.map(quoted).join(", ")}.` : "",
    ].filter(Boolean);
  };
  const GONE = "gone";
  const practiceOf = async (id) => {
    const answer = await fetch(new URL(`api/v1/practices/${id}.json`, home));
    if (!answer.ok) throw new Error(answer.status === 404 ? GONE : answer.statusText);
    const found = await answer.json();
    return found.moved_to ? practiceOf(found.moved_to) : found.practice;
  };

  // What to say when the practice on the site is not, or may not be, the one that was improved.
  const outdated = async (kept) => {
    const day = exists(String(kept.at).slice(0, 10)) ? ` van ${inWords(kept.at.slice(0, 10))}` : "";
    if (!kept.grond) return `Uw tekst is${day || " van een tijd geleden"}. De praktijk op de site kan sindsdien veranderd zijn.`;
    try {
      const { grond } = fromSite(await practiceOf(editing));
      return JSON.stringify(grond) === JSON.stringify(kept.grond) ? "" : `Let op: de praktijk op de site is veranderd sinds u hieraan begon. Uw tekst is${day || " ouder"}. Stuurt u die in, dan kan nieuwe tekst verdwijnen.`;
    } catch { return ""; }
  };

  const start = async (restore) => {
    notice("");
    changed = false;
    divided = false;
    const kept = restore ? draft.read() : null;
    const said = [];
    const actions = [];
    let more = {};
    site.unread = false;
    fill(kept ?? emptyForm());
    if (kept) {
      sayKept();
      said.push("Wij hebben teruggezet wat u eerder typte. Opnieuw beginnen kan onderaan.");
    }
    if (editing && kept) {
      const old = await outdated(kept);
      if (old) {
        said.push(old);
        actions.push(["Begin opnieuw met de praktijk zoals zij nu is", () => {
          if (confirm("Wat u eerder typte wordt gewist. Weet u het zeker?")) beginAgain();
        }]);
      }
    }
    if (editing && !kept) {
      try {
        const found = await practiceOf(editing);
        if (found.id !== editing) {
          location.replace(`${location.pathname}?id=${found.id}`);
          return;
        }
        fill(fromSite(found));
        said.push(`U verbetert de praktijk “${one("#v-title").value}”.`);
      } catch (error) {
        site.unread = true;
        const fresh = () => { location.assign(location.pathname); };
        said.push(error.message === GONE ? `De praktijk ${editing} is niet gevonden.` : `De praktijk ${editing} kon niet worden geladen. Misschien is de verbinding weg.`);
        actions.push(...(error.message === GONE ? [] : [["Probeer het opnieuw", () => start(false)]]), ["Beschrijf een nieuwe praktijk", fresh]);
      }
    }
    if (takenFrom) {
      try {
        const example = await practiceOf(takenFrom);
        one("#v-title").placeholder = `Zoals: ${example.title}`;
        said.push(`U beschrijft hoe u “${example.title}” zelf doet. Vertel vooral wat bij u anders is.`);
        more = { based_on: [takenFrom], ...Object.fromEntries(about.adopted.map((key) => [key, example[key]])) };
      } catch { said.push(`De praktijk ${takenFrom} is niet gevonden. U kunt wel een nieuwe beschrijven.`); }
    }
    one("#v-id").readOnly = Boolean(editing);
    if (editing) one("#v-id").value = editing;
    said.push(...prefill(!kept && !editing, kept ? {} : more));
    notice(said.join(" "), ...actions);
    const asks = location.hash && restore ? document.getElementById(location.hash.slice(1))?.closest("[data-ask]") : null;
    if (asks) goTo(asks.dataset.ask);
  };

  for (const hidden of all("[data-finish], [data-add], [data-remove], [data-tools], .pick__filter")) hidden.hidden = false;
  for (const field of about.fields.filter((each) => each.parts && each.many)) makeItems(field, field.key, 1);
  document.getElementById("lijst-organisations").append(...about.organisations.map((each) => new Option("", each.name)));
  const started = start(true).then(() => {
    follow();
    draft.whenChanged(follow);
  });
  const asking = fetch(new URL("bijdragen/formulier/praktijken.json", home)).then((answer) => answer.json())
    .then((found) => { site.names = found; refresh(); }).catch(() => { /* then a name is checked after sending */ });

  // For tests, and for whoever wants to fill the form with a script.
  form.praktijk = { ready: Promise.all([started, asking]), fill: (raw) => { changed = true; fill(raw); }, read: readAll, result: () => latest, tips: () => latestTips };
})();
