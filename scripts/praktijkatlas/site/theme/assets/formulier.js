// The form for a practice. What it asks and checks comes from the model, as JSON on the page; only
// rules that hold two fields against each other, or read the story, are written out here.
(() => {
  const form = document.querySelector("[data-form]");
  if (!form) return;
  const about = JSON.parse(document.getElementById("formulier-gegevens").textContent);
  const home = new URL(`${document.body.dataset.base.replace(/\/$/, "")}/`, location);
  const asked = new URLSearchParams(location.search);
  const editing = new RegExp(`^(?:${about.id.pattern})$`).test(asked.get("id") ?? "") ? asked.get("id") : "";
  const KEY = `praktijkatlas.formulier${editing ? `.${editing}` : ""}`;
  const rules = Object.fromEntries(["mail", "phone", "bsn", "iban"].map((name) => [name, new RegExp(about.rules[name], "g")]));
  const fullStop = new RegExp(about.rules.fullStop);
  const one = (selector, within = form) => within.querySelector(selector);
  const all = (selector, within = form) => [...within.querySelectorAll(selector)];
  const named = (path) => all(`[name="${path}"]`);
  const idOf = (path) => `v-${path.replaceAll(".", "-")}`;

  // ---- Texts ---------------------------------------------------------------------------------

  const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Cs}]/gu;
  const INVISIBLE = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
  const clean = (text) => String(text ?? "").replace(/\r\n?/g, "\n").replace(ODD, " ").replace(INVISIBLE, "");
  const oneLine = (text) => clean(text).replace(/\s+/g, " ").trim();
  const size = (text) => [...text].length;
  const quoted = (text) => `“${size(text) > 60 ? `${[...text].slice(0, 59).join("")}…` : text}”`;
  const fold = (text) => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKD")
    .replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const slug = (text) => (text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-");
  const days = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

  const dateParts = (text) => text.replace("~", "").split("-").map(Number);
  const exists = (text) => {
    const [year, month, day] = dateParts(text);
    return (month === undefined || (month >= 1 && month <= 12)) && (day === undefined || (day >= 1 && day <= days(year, month)));
  };
  const firstDay = (text) => {
    const [year, month = 1, day = 1] = dateParts(text);
    return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
  };
  const surelyAfter = (a, b) => {
    const [mine, theirs] = [dateParts(a), dateParts(b)];
    for (let i = 0; i < 3; i += 1) {
      if (mine[i] === undefined || theirs[i] === undefined) return false;
      if (mine[i] !== theirs[i]) return mine[i] > theirs[i];
    }
    return false;
  };
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
  const inWords = (text) => {
    const [year, month, day] = dateParts(text);
    return [text.includes("~") ? "rond" : "", day, MONTHS[month - 1], year].filter(Boolean).join(" ");
  };
  const webAddress = (text) => {
    const match = /^https?:\/\/([^/?#]*)/i.exec(text);
    if (!match || !/^[^\s<>"'`{}|\\^]+$/.test(text)) return false;
    const host = /^([\p{L}\p{N}._-]*[\p{L}\p{N}]\.[\p{L}\p{N}._-]+)(?::(\d{1,5}))?$/u.exec(match[1]);
    return Boolean(host) && Number(host[2] ?? 0) <= 65535;
  };

  // ---- Privacy -------------------------------------------------------------------------------

  const isPersonal = (address) => {
    const at = address.lastIndexOf("@");
    const name = address.slice(0, at).toLowerCase();
    const domain = address.slice(at + 1).toLowerCase().split(".").slice(-2);
    if (about.rules.freeHosts.includes(domain[0]) || about.rules.freeDomains.includes(domain.join("."))) return true;
    const parts = name.split(/[._]/);
    return parts.length > 1 && parts.every((part) => /^\p{L}+$/u.test(part)) && !parts.some((part) => about.rules.functions.includes(part));
  };
  const isBsn = (text) => {
    const digits = [...text].filter((c) => /\d/.test(c)).map(Number);
    return digits.some(Boolean) && [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, i) => sum + weight * digits[i], 0) % 11 === 0;
  };
  const isIban = (text) => {
    let compact = text.replace(/\s/g, "");
    if (compact.startsWith("NL")) compact = compact.slice(0, 18);
    const digits = [...compact.slice(4), ...compact.slice(0, 4)].map((c) => parseInt(c, 36)).join("");
    return BigInt(digits) % 97n === 1n;
  };
  const hits = (name, text) => [...text.matchAll(rules[name])].map((match) => match[0]);
  const privacy = (text, say) => {
    for (const address of hits("mail", text).filter(isPersonal)) {
      say(`${quoted(address)} lijkt een mailadres van een persoon. Gebruik het adres van een functie of afdeling (stage@school.nl), of een openbare pagina.`);
    }
    for (const number of hits("phone", text)) {
      say(`Hier staat een telefoonnummer (${quoted(number)}). Haal het weg, en wijs naar een openbare pagina met contactgegevens.`);
    }
    if (hits("bsn", text).some(isBsn)) say("Dit getal van negen cijfers kan een burgerservicenummer zijn. Haal het weg. Is het een aantal? Schrijf het dan met punten.");
    if (hits("iban", text).some(isIban)) say("Hier staat een rekeningnummer (IBAN). Haal het weg.");
  };

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
  const fill = (raw) => {
    about.fields.forEach((field) => put(field, field.key, raw.velden?.[field.key]));
    about.sections.forEach((_, i) => { one(`#v-tekst-${i}`).value = raw.tekst?.[i] ?? ""; });
    one("#v-id").value = raw.id ?? "";
    idChosen = Boolean(raw.idChosen);
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

  let names = null; // the practices that exist, once they have been asked for
  const optionsOf = (field) => field.choices ?? about.terms[field.terms]?.map((term) => term.id);
  const labelOf = (field, value) => about.terms[field.terms]?.find((term) => term.id === value)?.label ?? value;
  const isEmpty = (value) => (typeof value === "object" && value ? Object.values(value).every(isEmpty) : !oneLine(value));

  const value = (field, text, say) => {
    let found = oneLine(text);
    if (!found) return "";
    if (field.kind === "number") {
      if (/^\d{1,3}(\.\d{3})+$/.test(found)) say(`Bedoelt u ${found.replaceAll(".", "")}? Schrijf het zonder punten. Een komma maakt decimalen.`);
      found = found.replace(/^(-?\d+),(\d+)$/, "$1.$2");
    }
    if (["number", "count", "source"].includes(field.kind)) found = found.replace(/^(-?)0+(?=\d)/, "$1");
    const options = optionsOf(field);
    if (options) {
      if (!options.includes(found)) say(`${quoted(found)} staat niet in de lijst. Kies iets uit de lijst.`);
      return found;
    }
    const extra = field.longest ? size(found) - field.longest : 0;
    if (extra > 0) say(`De tekst is ${extra} ${extra === 1 ? "teken" : "tekens"} te lang: ${size(found)}, hooguit ${field.longest}.`);
    const dated = ["day", "when", "month"].includes(field.kind);
    const fits = !field.pattern || new RegExp(`^(?:${field.pattern})$`).test(found);
    if (!fits || (dated && !exists(found)) || (field.kind === "url" && !webAddress(found))) {
      say(`${quoted(found)} ${field.wrong}. ${field.fix}`);
    } else if (field.low !== undefined && Number(found) < field.low) {
      say(`${quoted(found)} is te laag. Schrijf een getal van ten minste ${field.low}.`);
    } else if (field.high !== undefined && Number(found) > field.high) {
      say(`${quoted(found)} is te hoog. Schrijf een getal van ten hoogste ${field.high}.`);
    }
    if (field.kind === "line" || field.kind === "mailbox") privacy(found, say);
    return found;
  };

  const absent = (field) => {
    const advice = optionsOf(field) ? (field.many ? "Kies er ten minste één." : "Kies er een.")
      : field.kind === "source" ? "Kies de bron waar het in staat."
        : field.samples ? `Bijvoorbeeld: ${field.samples[0]}` : field.hint;
    return `${field.label} ontbreekt nog. ${advice}`;
  };

  const check = (raw) => {
    const problems = [];
    const told = new Set();
    const sayAt = (path, where) => (message) => {
      if (told.has(`${path} ${message}`)) return;
      told.add(`${path} ${message}`);
      problems.push({ path, where, message });
    };

    const single = (field, given, path, where) => {
      const say = sayAt(path, where);
      if (field.many) {
        const lines = Array.isArray(given) ? given : String(given ?? "").split("\n");
        const found = lines.map((text) => value(field, text, say)).filter(Boolean);
        const seen = new Set();
        for (const each of found) {
          if (seen.has(fold(each))) say(`${quoted(each)} staat er twee keer. Haal er één weg.`);
          seen.add(fold(each));
        }
        if (found.length < field.least) say(absent(field));
        if (field.most && found.length > field.most) say(`Dit zijn er ${found.length}, hooguit ${field.most}. Kies de belangrijkste.`);
        return found;
      }
      const found = value(field, given, say);
      if (!found && field.required) say(absent(field));
      return found;
    };
    const group = (field, given, path, where) => Object.fromEntries(
      field.parts.map((part) => [part.key, single(part, given?.[part.key], `${path}.${part.key}`, `${where}, ${part.label.toLowerCase()}`)]),
    );

    const found = {};
    for (const field of about.fields) {
      let given = raw.velden?.[field.key];
      const where = field.label;
      if (field.key === "stopped_reason" && raw.velden?.status !== "gestopt") given = "";
      if (field.parts && field.many) {
        const items = Array.isArray(given) ? given : [];
        const last = items.findLastIndex((item) => !isEmpty(item));
        found[field.key] = items.slice(0, last + 1).map((item, i) => {
          if (isEmpty(item)) sayAt(`${field.key}.${i}.${field.parts[0].key}`, `${field.one} ${i + 1}`)("Dit is nog leeg. Vul het in, of haal het weg.");
          return group(field, item, `${field.key}.${i}`, `${field.one} ${i + 1}`);
        });
        if (last < 0 && field.required) group(field, {}, `${field.key}.0`, `${field.one} 1`);
        if (field.most && last >= field.most) sayAt(field.key, where)(`Dit zijn er ${last + 1}, hooguit ${field.most}. Kies de belangrijkste.`);
      } else if (field.parts) {
        if (field.required || !isEmpty(given)) found[field.key] = group(field, given ?? {}, field.key, where);
      } else {
        found[field.key] = single(field, given, field.key, where);
      }
    }
    const at = (path, where) => sayAt(path, where ?? about.fields.find((field) => field.key === path)?.label ?? path);
    across(found, at);
    const tekst = about.sections.map((title, i) => story(raw.tekst?.[i], at(`tekst.${i}`, title), found.sources.length, raw.id));
    identity(raw, found, at);
    const text = write(found, tekst);
    if (new TextEncoder().encode(text).length > about.rules.maxBytes) at("tekst.0", about.sections[0])("Het geheel is te lang. Maak het verhaal korter.");
    return { problems, found, tekst, text };
  };

  const across = (found, at) => {
    const numbered = (list) => found[list].map((item, i) => [item, (key) => `${list}.${i}.${key}`, i + 1]);
    if (found.summary && !fullStop.test(found.summary)) at("summary")("De samenvatting eindigt niet met een punt. Maak de laatste zin af en zet er een punt achter.");
    if (found.start && found.end && surelyAfter(found.start, found.end)) at("start")("Het begin ligt na het einde. Wissel de twee om, of verbeter de verkeerde.");
    if (found.reviewed && found.added && found.reviewed < found.added) at("reviewed")("Deze dag ligt vóór de dag van toevoegen. Wissel de twee om, of verbeter de verkeerde.");
    if (found.status === "gestopt" && !found.stopped_reason) at("stopped_reason")("Vertel waarom het is gestopt: daar leren anderen van. Weet u het niet? Schrijf dan dat de bronnen de reden niet noemen.");

    const kinds = found.organisations.map((each) => each.kind);
    for (const [side, words] of [["education", "het onderwijs"], ["employer", "de werkgevers"]]) {
      const wanted = about.sides[side];
      const labels = wanted.map((id) => about.terms.organisation_kinds.find((term) => term.id === id)?.label.toLowerCase());
      if (wanted.length && !kinds.some((kind) => wanted.includes(kind))) {
        at("organisations")(`Er staat nog geen organisatie van ${words} bij. Voeg er een toe van de soort ${labels.join(" of ")}. Kent u de naam niet? Beschrijf dan de groep, en kruis “Groep zonder naam” aan.`);
      }
    }
    const twice = (list, key, same) => {
      const seen = new Set();
      for (const [item, path, n] of numbered(list)) {
        if (item[key] && seen.has(same(item[key]))) at(path(key), `${n}`)(`${quoted(item[key])} staat er twee keer. Haal er één weg.`);
        seen.add(same(item[key]));
      }
    };
    twice("organisations", "name", fold);
    twice("sources", "url", (url) => url);

    const measured = found.results.some((each) => each.kind === "uitkomst" && each.value);
    if (Number(found.evidence) >= 3 && !measured) at("evidence")("Dit kan alleen met een gemeten resultaat. Voeg bij de resultaten een uitkomst toe met een getal, of kies een lagere onderbouwing.");
    for (const [item, path, n] of numbered("results")) {
      if (item.value && !item.unit) at(path("unit"), `Resultaat ${n}`)("Bij het getal ontbreekt wat er is geteld. Bijvoorbeeld: leerlingen");
      if (item.unit && !item.value) at(path("value"), `Resultaat ${n}`)("Bij de eenheid ontbreekt het getal. Vul het in, of haal de eenheid weg.");
    }
    const contact = found.contact ?? {};
    if (contact.organisation && !contact.url && !contact.mailbox) at("contact.url", "Contact")("Vul een webadres of een mailadres van een functie in, zodat een lezer iemand kan bereiken.");
    if (found.image?.file && !new RegExp(`^(?:${about.rules.imageFile})$`, "i").test(found.image.file)) {
      at("image.file", "Beeld")("Dit is niet een gewone bestandsnaam van een beeld. Gebruik letters, cijfers en streepjes, en .jpg, .png of .webp.");
    }

    const cited = [...numbered("results"), ...numbered("adoptions"), ...(found.reach ? [[found.reach, (key) => `reach.${key}`, 1]] : [])];
    for (const [item, path] of cited) {
      if (Number(item.source) > found.sources.length) at(path("source"), "Bron")(`Bron ${item.source} bestaat niet. Kies een andere, of voeg de bron toe.`);
    }
    const past = [["status_as_of", found.status_as_of], ["added", found.added], ["reviewed", found.reviewed], ["reach.year", found.reach?.year]];
    for (const [item, path] of numbered("results")) if (item.kind === "uitkomst") past.push([path("year"), item.year]);
    for (const [item, path] of numbered("adoptions")) past.push([path("since"), item.since]);
    for (const [item, path] of numbered("sources")) past.push([path("date"), item.date], [path("accessed"), item.accessed]);
    for (const [path, date] of past) {
      if (date && /^[12]\d{3}/.test(date) && exists(date) && firstDay(date) > today()) at(path, "Datum")(`${quoted(date)} ligt in de toekomst. Verbeter de datum; wat nog moet gebeuren is een doel.`);
    }
    if (!names) return;
    for (const key of ["related", "based_on"]) {
      for (const id of found[key]) {
        if (id === current()) at(key)("Dit is de praktijk zelf. Kies een andere.");
        else if (!(id in names.titles)) at(key)(`De praktijk ${quoted(id)} bestaat niet. ${about.fields.find((field) => field.key === key).fix ?? ""}`);
      }
    }
    for (const id of found.redirects) {
      if (id === current() || id in names.titles) at("redirects")(`${quoted(id)} is het id van een praktijk die bestaat. Haal het weg.`);
      else if (names.former[id] && names.former[id] !== editing) at("redirects")(`${quoted(id)} is al een oude naam van ${quoted(names.former[id])}. Haal het weg.`);
    }
  };

  const current = () => editing || one("#v-id").value.trim();
  const identity = (raw, found, at) => {
    const id = editing || String(raw.id ?? "").trim();
    const say = at("id", "Naam van de pagina");
    if (!id) say("De naam ontbreekt nog. Vul eerst de titel in; dan stellen wij een naam voor.");
    else if (!new RegExp(`^(?:${about.id.pattern})$`).test(id) || size(id) > about.id.longest) say(`${quoted(id)} kan geen naam zijn. Gebruik alleen kleine letters, cijfers en streepjes, hooguit ${about.id.longest} tekens${slug(id) ? `: ${slug(id).slice(0, about.id.longest)}` : ""}.`);
    else if (about.id.reserved.includes(id)) say(`${quoted(id)} is al voor iets anders in gebruik. Kies een naam die zegt wat en waar.`);
    else if (!editing && names && (id in names.titles || id in names.former)) say(`Er is al een praktijk met de naam ${quoted(id)}. Kies een andere, bijvoorbeeld ${propose(found.title, found.regions)}.`);
  };

  const propose = (title, regions) => {
    const words = slug(title ?? "").split("-");
    while (words.length > 1 && words.join("-").length > 44) words.pop();
    const place = slug(about.terms.regions?.find((term) => term.id === regions?.[0])?.label ?? "");
    let name = words.join("-");
    if (!name) return "";
    if (place && !`-${name}-`.includes(`-${place}-`)) name = `${name}-${place}`;
    name = name.slice(0, about.id.longest - 5).replace(/-$/, "");
    const taken = (id) => about.id.reserved.includes(id) || (names && (id in names.titles || id in names.former));
    let free = name;
    for (let n = 2; taken(free); n += 1) free = `${name}-${n}`;
    return free;
  };

  // ---- The story -----------------------------------------------------------------------------

  // What would be read as code, HTML or a list of links is shown as it was typed instead.
  const literal = (text) => {
    let blank = true;
    const lines = text.split("\n").map((line) => {
      const bare = line.replace(/^[\s>]+/, "");
      const [, lead, rest] = /^((?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*)(.*)$/.exec(line);
      const underline = /^(=+|-+)\s*$/.test(bare) && !blank;
      blank = !bare.trim();
      if (underline) return `${line.slice(0, line.length - bare.length)}\\${bare}`;
      const definition = rest.startsWith("[") && !/^\[\^\d{1,3}\]/.test(rest) && !/^\[[^\][\\]*\]\(/.test(rest);
      return /^(`{3,}|~{3,})/.test(rest) || definition ? `${lead}\\${rest}` : line;
    });
    const whole = lines.join("\n");
    const escaped = (slashes) => slashes.length % 2 === 1;
    return whole
      .replace(/(\\*)<(?=[A-Za-z/!?])/g, (found, slashes, offset) => {
        const link = /^<(https?:\/\/[^\s<>]+)>/.exec(whole.slice(offset + slashes.length));
        return escaped(slashes) || (link && webAddress(link[1])) ? found : `${slashes}\\<`;
      })
      .replace(/(\\*)&(?=#?\w+;)/g, (found, slashes) => (escaped(slashes) ? found : `${slashes}\\&`));
  };

  const target = (text) => {
    const rest = text.trimStart();
    if (rest.startsWith("<")) return rest.slice(1).split(/[>\n]/)[0];
    let depth = 0;
    let end = 0;
    for (; end < rest.length && !/\s/.test(rest[end]); end += 1) {
      if (rest[end] === "(") depth += 1;
      if (rest[end] === ")" && (depth -= 1) < 0) break;
    }
    return rest.slice(0, end);
  };

  const story = (given, say, sources) => {
    const text = clean(given).trim();
    for (const line of text.split("\n")) {
      const rest = line.replace(/^(?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/, "");
      if (/^#{1,6}(\s|$)/.test(rest)) say(`Een eigen kop (${quoted(rest)}) kan hier niet. Haal de hekjes weg; een tussenkopje kan vet zijn: **Wat lastig was:**`);
      if (/^\[\^\s*\d+\s*\]\s*:/.test(rest)) say("Zet bronnen niet onder de tekst, maar bij het onderdeel met de bronnen. Haal deze regel weg.");
    }
    if (/!\[(?!\^\d{1,3}\](?!\())/.test(text)) say("Een afbeelding kan niet in de tekst. Haal haar hier weg; onder “Om het af te maken” is er plaats voor één beeld.");
    for (const [mark, number] of text.matchAll(/\[\^(\d{1,3})\]/g)) {
      if (Number(number) < 1 || Number(number) > sources) say(`${mark} wijst naar een bron die niet bestaat. ${sources === 1 ? "Er is één bron, met nummer 1." : `Er zijn ${sources} bronnen.`}`);
    }
    for (const found of text.matchAll(/\]\(/g)) {
      const url = target(text.slice(found.index + 2));
      const [, file, page] = /^(?:(?:\.\/)?([^/]+)\.md|\.\.\/([^/]+)\/?)$/.exec(url.split("#")[0]) ?? [];
      const entry = file ?? page;
      if (entry !== undefined) {
        if (names && !(entry in names.titles) && entry !== current()) say(`De link naar ${quoted(url)} gaat naar een praktijk die niet bestaat. Schrijf haar id met .md erachter.`);
      } else if (!url.startsWith("mailto:") && !webAddress(url)) {
        say(`De link ${url ? `naar ${quoted(url)} ` : ""}heeft geen volledig webadres. Schrijf het zo: [tekst](https://www.voorbeeld.nl).`);
      }
    }
    const plain = text.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
    if (/\]\(\s*(javascript|vbscript|data|file)\s*:|<(javascript|vbscript|data|file):/i.test(plain)) say("Zo’n link is niet veilig en doet het niet. Schrijf het hele adres, dat begint met https://.");
    for (const words of new Set([text, plain])) privacy(words.replace(/\]\(\s*<?https?:[^\s)>]*/gi, "] ("), say);
    const words = text.replace(/\[\^\d{1,3}\]/g, "").replace(/\]\([^)]*\)?/g, "").split("\n")
      .map((line) => line.replace(/^(?:\s|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/, "")).join(" ");
    if (!/[\p{L}\p{N}]/u.test(words)) say("Hier staat nog niets. Schrijf ten minste één zin, of zeg dat er niets over bekend is.");
    return literal(text);
  };

  // ---- The file ------------------------------------------------------------------------------

  const TEXTS = ["line", "url", "mailbox"];
  const TAKEN = /^(y|n|yes|no|on|off|true|false|null)$/i;
  const scalar = (field, text) => {
    const plain = !TEXTS.includes(field.kind) && /^-?[A-Za-z0-9][A-Za-z0-9.~-]*$/.test(text);
    return plain && (field.kind === "flag" || !TAKEN.test(text)) ? text : JSON.stringify(text);
  };
  const linesOf = (fields, values) => fields.flatMap((field) => {
    const held = values[field.key];
    if (!held || held.length === 0 || held === field.default) return [];
    if (field.parts && field.many) {
      return [`${field.key}:`, ...held.flatMap((item) => linesOf(field.parts, item).map((line, i) => (i ? `    ${line}` : `  - ${line}`)))];
    }
    if (field.parts) return [`${field.key}:`, ...linesOf(field.parts, held).map((line) => `  ${line}`)];
    return [`${field.key}: ${field.many ? `[${held.map((each) => scalar(field, each)).join(", ")}]` : scalar(field, held)}`];
  });
  const write = (found, tekst) => {
    const parts = about.sections.map((title, i) => `## ${title}\n\n${tekst[i]}\n`);
    return `---\n${linesOf(about.fields, found).join("\n")}\n---\n${parts.join("\n")}`;
  };

  // ---- What the page shows -------------------------------------------------------------------

  const touched = new Set();
  let everything = false;
  let latest = null;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

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

  const INLINE = /\\([!-/:-@[-`{-~])|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[\^(\d+)\]|\[([^\]]*)\]\(([^)\s]+)\)/;
  const inline = (text) => {
    const match = INLINE.exec(text);
    if (!match) return [text];
    const [whole, mark, strong, em, code, cite, label, url] = match;
    const link = () => {
      const made = element("a", "", ...inline(label));
      if (webAddress(url)) made.href = url;
      return made;
    };
    const node = mark ?? (strong !== undefined ? element("strong", "", ...inline(strong)) : em !== undefined ? element("em", "", ...inline(em))
      : code !== undefined ? element("code", "", code) : cite !== undefined ? element("sup", "cite", cite) : link());
    return [text.slice(0, match.index), node, ...inline(text.slice(match.index + whole.length))];
  };
  const blocks = (text) => text.split(/\n{2,}/).filter((block) => block.trim()).flatMap((block) => {
    const made = [];
    for (const line of block.split("\n")) {
      const [, bullet, number, words] = /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/.exec(line) ?? [];
      const tag = bullet ? "UL" : number ? "OL" : "P";
      const last = made.at(-1);
      if (tag !== "P" && last?.tagName === tag) last.append(element("li", "", ...inline(words)));
      else if (tag !== "P") made.push(element(tag, "", element("li", "", ...inline(words))));
      else if (last) (last.tagName === "P" ? last : last.lastElementChild).append(" ", ...inline(line));
      else made.push(element("p", "", ...inline(line)));
    }
    return made;
  });
  const showPreview = (result) => {
    if (!one("[data-preview]").open) return;
    const { found, tekst } = result;
    const field = (key) => about.fields.find((each) => each.key === key);
    const labels = (key) => [found[key] ?? []].flat().filter(Boolean).map((id) => labelOf(field(key), id)).join(", ");
    const fact = (key, text) => element("div", "fact", element("dt", "", field(key).label), element("dd", "", text || "…"));
    const stand = found.status_as_of && exists(found.status_as_of) ? ` (stand ${inWords(found.status_as_of)})` : "";
    const facts = element("dl", "facts__list", ...["regions", "education_levels", "practice_types", "sectors"].map((key) => fact(key, labels(key))),
      fact("status", `${labels("status")}${stand}`), fact("evidence", labels("evidence")), ...(found.cost_band ? [fact("cost_band", labels("cost_band"))] : []));
    const results = found.results.filter((each) => each.text).map((each) => element("li", `result result--${each.kind}`,
      element("span", "result__kind", `${each.kind === "doel" ? "Doel" : "Uitkomst"} ${each.year}`), ...(each.value ? [element("span", "result__value", `${each.value.replace(".", ",")} ${each.unit}`)] : []), element("span", "result__text", each.text)));
    const heading = (text) => element("h4", "preview__heading", text);
    const sources = found.sources.map((each) => element("li", "", `${each.title}${each.publisher ? `. ${each.publisher}` : ""}${each.date && exists(each.date) ? `, ${inWords(each.date)}` : ""}.`));
    one("[data-page]").replaceChildren(
      element("ul", "tags", ...found.themes.map((id) => element("li", "", element("span", "tag", labelOf(field("themes"), id))))),
      element("h3", "preview__title", found.title || "Titel"),
      element("p", "lead", found.summary || "Samenvatting"),
      element("div", "facts", facts),
      element("div", "prose", ...(results.length ? [heading("Uitkomsten en doelen"), element("ul", "results__list", ...results)] : []),
        ...about.sections.flatMap((title, i) => [heading(title), ...blocks(tekst[i])]),
        heading("Wie doen mee"), element("ul", "", ...found.organisations.map((each) => element("li", "", each.role ? `${each.name}: ${each.role}` : each.name))),
        heading("Bronnen"), element("ol", "", ...sources)),
    );
  };

  // ---- Keeping what was typed ----------------------------------------------------------------

  const keep = (raw) => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...raw, at: new Date().toISOString() }));
      one("[data-saved]").textContent = "Wat u typt, wordt in deze browser bewaard tot u het verstuurt of wist.";
    } catch { one("[data-saved]").textContent = "Uw browser bewaart niets. Kopieer uw tekst voordat u weggaat."; }
  };
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
  };
  const forget = () => { try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ } };

  let changed = false;
  const refresh = () => {
    clearTimeout(waiting);
    waiting = 0;
    showSources(readAll());
    let raw = readAll();
    if (!idChosen && !editing) {
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
    showPreview(latest);
  };
  let waiting = 0;
  const soon = () => {
    changed = true;
    if (!waiting) waiting = setTimeout(refresh, 120);
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
      area.value = area.value.replace(/\[\^(\d{1,3})\]/g, (_mark, n) => (shift(Number(n)) ? `[^${shift(Number(n))}]` : ""));
    });
  };

  form.addEventListener("input", (event) => {
    const path = event.target.name;
    if (event.target.matches("[data-filter]")) {
      filterList(event.target);
      return;
    }
    if (event.target.type === "checkbox" && fieldAt(path)?.many) {
      const chosen = (order.get(path) ?? []).filter((id) => id !== event.target.value);
      order.set(path, event.target.checked ? [...chosen, event.target.value] : chosen);
      touched.add(path);
    }
    if (path === "id") idChosen = Boolean(event.target.value.trim());
    if (path?.endsWith(".name") && path.startsWith("organisations.")) {
      const known = about.organisations.find((each) => each.name === event.target.value);
      const kind = named(path.replace(/name$/, "kind"))[0];
      if (known && kind && !kind.value) kind.value = known.kind;
    }
    soon();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name && !isEmpty(event.target.value)) touched.add(event.target.name);
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
      const items = read(fieldAt(path), path);
      put(fieldAt(path), path, items.filter((_, i) => i !== index));
      for (const each of [...touched]) if (each.startsWith(`${path}.`)) touched.delete(each);
      if (path === "sources") relabelSources(index + 1);
      soon();
      one("[data-add]", ask).focus();
    } else if (button.matches("[data-mark], [data-nothing]")) {
      const area = one("textarea", button.closest("[data-ask]"));
      const now = new Date();
      const words = button.dataset.mark ? `[^${button.dataset.mark}]` : `Hierover is in de bronnen nog niets gevonden (stand ${MONTHS[now.getMonth()]} ${now.getFullYear()}).`;
      area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
      area.focus();
      soon();
    } else if (button.matches("[data-copy]")) {
      copy();
    } else if (button.matches("[data-download], [data-concept]")) {
      refresh();
      download();
    } else if (button.matches("[data-clear], [data-sent]")) {
      if (button.matches("[data-clear]") && !confirm("Alles wat u hier typte wordt gewist. Weet u het zeker?")) return;
      forget();
      changed = false;
      start(false);
      scrollTo(0, 0);
      document.getElementById(idOf(about.fields[0].key)).focus();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    everything = true;
    refresh();
    const goal = latest.problems.length ? one("[data-problems]") : one("[data-done-title]");
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "start" });
  });
  one("[data-pull]").addEventListener("click", (event) => { if (event.currentTarget.dataset.copies) copy(); });
  one("[data-preview]").addEventListener("toggle", refresh);
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

  const notice = (text) => {
    const box = one("[data-loaded]");
    box.textContent = text;
    box.hidden = !text;
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
    const body = data.body.markdown.replace(/\]\([^)\s]*\/praktijken\/([a-z0-9-]+)\/\)/g, "]($1.md)");
    const parts = body.split(/^## (.+)$/m);
    return {
      velden: Object.fromEntries(about.fields.map((field) => [field.key, take(field, data[field.key])])),
      tekst: about.sections.map((title) => (parts[parts.findIndex((part, i) => i % 2 === 1 && part.trim() === title) + 1] ?? "").trim()),
      id: editing,
      idChosen: true,
    };
  };

  const prefill = () => {
    for (const [parameter, key] of [["regio", "regions"], ["thema", "themes"]]) {
      const wanted = asked.get(parameter);
      if (wanted && !(order.get(key) ?? []).length) put(fieldAt(key), key, [wanted]);
    }
    refresh();
  };

  const start = async (restore) => {
    notice("");
    const draft = restore ? kept() : null;
    if (draft) {
      fill(draft);
      changed = true;
      notice("Wij hebben teruggezet wat u eerder typte. Opnieuw beginnen kan onderaan.");
    } else {
      fill(emptyForm());
      if (editing) {
        try {
          const answer = await fetch(new URL(`api/v1/practices/${editing}.json`, home));
          if (!answer.ok) throw new Error(answer.statusText);
          fill(fromSite((await answer.json()).practice));
          notice(`U verbetert de praktijk “${one("#v-title").value}”.`);
        } catch { notice(`De praktijk ${editing} is niet gevonden. U kunt een nieuwe beschrijven.`); }
      }
    }
    one("#v-id").readOnly = Boolean(editing);
    if (editing) one("#v-id").value = editing;
    prefill();
  };

  for (const hidden of all("[data-finish], [data-add], [data-remove], [data-tools], .pick__filter")) hidden.hidden = false;
  for (const field of about.fields.filter((each) => each.parts && each.many)) makeItems(field, field.key, 1);
  document.getElementById("lijst-organisations").append(...about.organisations.map((each) => new Option("", each.name)));
  const started = start(true);
  const asking = fetch(new URL("bijdragen/formulier/praktijken.json", home)).then((answer) => answer.json())
    .then((found) => { names = found; refresh(); }).catch(() => { /* then a name is checked after sending */ });

  // For tests, and for whoever wants to fill the form with a script.
  form.praktijk = { ready: Promise.all([started, asking]), fill: (raw) => { changed = true; fill(raw); }, read: readAll, result: () => latest };
})();
