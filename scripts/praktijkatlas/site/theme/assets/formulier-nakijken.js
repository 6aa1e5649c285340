// The rules of the form: of every field as the model says, and of two fields against each other.
import { exists, firstDay, fold, oneLine, quoted, size, slug, surelyAfter, today, webAddress } from "./formulier-tekst.js";
import { lettersOf, privacyOf } from "./formulier-privacy.js";
import { listing, storyOf } from "./formulier-verhaal.js";

export const isEmpty = (value) => (typeof value === "object" && value ? Object.values(value).every(isEmpty) : !oneLine(value));

// ---- The file ----------------------------------------------------------------------------------

// The front matter in lines, in the same style as the package writes (contribute/writing.py).
const writingOf = ({ textKinds, plainText, plainWord, flowMarks, taken, width }) => {
  const patterns = { text: new RegExp(`^(?:${plainText})$`, "u"), word: new RegExp(`^(?:${plainWord})$`) };
  const scalar = (field, text) => {
    const pattern = textKinds.includes(field.kind) ? patterns.text : patterns.word;
    const plain = pattern.test(text) && !(field.many && [...flowMarks].some((mark) => text.includes(mark)));
    return plain && (field.kind === "flag" || !taken.includes(text.toLowerCase())) ? text : JSON.stringify(text);
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
  const folded = (text) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const line = lines.at(-1);
      if (line && size(line) + 1 + size(word) > width - 2) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    return lines;
  };
  return (fields, values) => fields.flatMap((field) => linesOf([field], values).flatMap((line) => (
    field.kind === "line" && !field.many && size(line) > width ? [`${field.key}: >-`, ...folded(values[field.key]).map((part) => `  ${part}`)] : [line]
  )));
};

// ---- The rules ---------------------------------------------------------------------------------

// `check` gives what is wrong, the values, the sections and the file that they make; `propose` a
// name for the page. `site` holds the names of the practices that exist (once they are known), the
// id of the one that is being improved, that of this one, and whether the first could not be read.
export const checking = (about, site) => {
  const privacy = privacyOf(about);
  const letters = lettersOf(about);
  const story = storyOf(privacy, letters, listing(about.rules.dots), site);
  const frontMatter = writingOf(about.yaml);
  const fullStop = new RegExp(about.rules.fullStop);
  const optionsOf = (field) => field.choices ?? about.terms[field.terms]?.map((term) => term.id);

  const value = (field, text, say) => {
    let found = oneLine(text);
    if (!found) return "";
    if (field.kind === "number") {
      if (/^-?[1-9]\d{0,2}(\.\d{3})+$/.test(found)) say(`Bedoelt u ${found.replaceAll(".", "")}? Schrijf het zonder punten. Een komma maakt decimalen.`);
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
    letters(found, say);
    return found;
  };

  const absent = (field) => {
    const advice = optionsOf(field) ? (field.many ? "Kies er ten minste één." : "Kies er een.")
      : field.kind === "source" ? "Kies de bron waar het in staat."
        : field.samples ? `Bijvoorbeeld: ${field.samples[0]}` : field.hint;
    // "Thema's ontbreekt" is wrong, and "Onderwijs ontbreken" too: a choice is told in other words.
    return optionsOf(field) ? `${field.label}: hier is nog niets gekozen. ${advice}` : `${field.label} ontbreekt nog. ${advice}`;
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
    const tekst = about.sections.map((title, i) => story(raw.tekst?.[i], at(`tekst.${i}`, title), found.sources.length, raw.grond?.tekst?.[i]));
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
    if (!site.names) return;
    for (const key of ["related", "based_on"]) {
      for (const id of found[key]) {
        if (id === site.current()) at(key)("Dit is de praktijk zelf. Kies een andere.");
        else if (!(id in site.names.titles)) at(key)(`De praktijk ${quoted(id)} bestaat niet. ${about.fields.find((field) => field.key === key).fix ?? ""}`);
      }
    }
    for (const [index, id] of found.redirects.entries()) {
      if (id === site.current() && index === 0 && found.redirects.length > 1) continue; // it took others over
      if (id === site.current() || id in site.names.titles) at("redirects")(`${quoted(id)} is het id van een praktijk die bestaat. Haal het weg.`);
      else if (site.names.former[id] && site.names.former[id] !== site.editing) at("redirects")(`${quoted(id)} is al een oude naam van ${quoted(site.names.former[id])}. Haal het weg.`);
    }
  };

  const identity = (raw, found, at) => {
    const id = site.editing || String(raw.id ?? "").trim();
    const say = at("id", "Naam van de pagina");
    if (site.unread) say("Deze praktijk is niet geladen, en kan dus niet worden verbeterd. Laad haar opnieuw, of beschrijf een nieuwe praktijk: zie bovenaan.");
    else if (!id) say("De naam ontbreekt nog. Vul eerst de titel in; dan stellen wij een naam voor.");
    else if (!new RegExp(`^(?:${about.id.pattern})$`).test(id) || size(id) > about.id.longest) say(`${quoted(id)} kan geen naam zijn. Gebruik alleen kleine letters, cijfers en streepjes, hooguit ${about.id.longest} tekens${slug(id) ? `: ${slug(id).slice(0, about.id.longest)}` : ""}.`);
    else if (about.id.reserved.includes(id)) say(`${quoted(id)} is al voor iets anders in gebruik. Kies een naam die zegt wat en waar.`);
    else if (!site.editing && site.names && (id in site.names.titles || id in site.names.former)) say(`Er is al een praktijk met de naam ${quoted(id)}. Kies een andere, bijvoorbeeld ${propose(found.title, found.regions)}.`);
  };

  const propose = (title, regions) => {
    const words = slug(title ?? "").split("-");
    while (words.length > 1 && words.join("-").length > 44) words.pop();
    const place = slug(about.terms.regions?.find((term) => term.id === regions?.[0])?.label ?? "");
    let name = words.join("-");
    if (!name) return "";
    if (place && !`-${name}-`.includes(`-${place}-`)) name = `${name}-${place}`;
    name = name.slice(0, about.id.longest - 5).replace(/-$/, "");
    const taken = (id) => about.id.reserved.includes(id) || (site.names && (id in site.names.titles || id in site.names.former));
    let free = name;
    for (let n = 2; taken(free); n += 1) free = `${name}-${n}`;
    return free;
  };

  const write = (found, tekst) => {
    const parts = about.sections.map((title, i) => `## ${title}\n\n${tekst[i]}\n`);
    return `---\n${frontMatter(about.fields, found).join("\n")}\n---\n${parts.join("\n")}`;
  };

  return { check, propose };
};
