// Tips while somebody types: the readability rules of the checks, with their own numbers and words.
// A tip holds nothing back. What differs from the check: a browser cannot divide words, so that a
// text may get a slightly kinder score here.
import { paragraphs } from "./formulier-opmaak.js";
import { quoted } from "./formulier-tekst.js";

const MOST_PER_FIELD = 3;

// The tips about a practice: each with the path of its question, the code of its check ("" for one
// that has none) and a message.
export const tipsAbout = (about, { found, tekst }) => {
  const rules = about.tips;
  const WORD = new RegExp(rules.word, "gu");
  const VOWELS = new RegExp(rules.vowels, "gi");
  const END = new RegExp(rules.sentenceEnd, "g");
  const CLAIM = new RegExp(rules.claim, "giu");
  const LABEL = new RegExp(rules.label, "i");
  const short = new Set(rules.abbreviations);
  const wordsOf = (text) => text.match(WORD) ?? [];

  const goesOn = (text, point, end) => {
    const word = text.slice(text.lastIndexOf(" ", point - 1) + 1, point).replace(/^[("'“‘]+/, "");
    const next = text.slice(end + 1, end + 2);
    return /\p{Ll}/u.test(next) || /^\p{Lu}$/u.test(word) || short.has(word.toLowerCase());
  };
  const sentencesOf = (text) => {
    const sentences = [];
    let begin = 0;
    for (const match of text.matchAll(END)) {
      if (match[0][0] === "." && goesOn(text, match.index, match.index + match[0].length)) continue;
      sentences.push(text.slice(begin, match.index + match[0].length).trim());
      begin = match.index + match[0].length;
    }
    return [...sentences, text.slice(begin).trim()].filter(Boolean);
  };
  // The words of every paragraph and of every point of a list, and whether a source is named there.
  const told = tekst.map((text) => paragraphs(text).map((block) => {
    const cited = Boolean(block.querySelector("sup.cite"));
    for (const mark of block.querySelectorAll("sup.cite, code")) mark.remove();
    return { words: block.textContent.trim(), cited };
  }));

  const tips = [];
  const tell = (path, code, message) => tips.push({ path, code, message });
  const jargon = (path, text) => {
    for (const word of new Set(wordsOf(text))) {
      if (Object.hasOwn(rules.jargon, word)) tell(path, "PA313", `${quoted(word)} is een moeilijk woord. Schrijf gewoner, bijvoorbeeld: ${rules.jargon[word]}.`);
    }
  };

  jargon("title", found.title);
  jargon("summary", found.summary);
  const sentences = sentencesOf(found.summary);
  if (sentences.length > rules.mostSentences) {
    tell("summary", "PA113", `De samenvatting heeft ${sentences.length} zinnen. Houd de ${rules.mostSentences} belangrijkste over; de rest hoort in het verhaal.`);
  }
  found.organisations.forEach(({ name, kind, group }, i) => {
    const known = about.organisations.find((each) => each.name === name);
    const labelOf = (id) => about.terms.organisation_kinds.find((term) => term.id === id)?.label.toLowerCase();
    if (known && kind && !group && kind !== known.kind) {
      tell(`organisations.${i}.kind`, "PA409", `${quoted(name)} heeft hier de soort ${labelOf(kind)}, en in onze lijst ${labelOf(known.kind)}. Klopt dat?`);
    }
  });
  const sources = found.sources.filter((each) => each.title || each.url).length;
  if (Number(found.evidence) >= rules.twoSourcesFrom && sources === 1) {
    tell("evidence", "PA206", "Bij deze onderbouwing horen twee bronnen die los van elkaar staan. Voeg er een toe, of kies een lagere.");
  }
  if (found.results.some((each) => each.text) && !found.results.some((each) => each.kind === "uitkomst")) {
    tell("results", "", "Er staat een doel, maar nog geen uitkomst. Weet u of het is gelukt? Dat helpt wie het ook wil doen.");
  }

  let total = 0;
  let count = 0;
  let syllables = 0;
  told.forEach((section, i) => {
    const path = `tekst.${i}`;
    for (const { words: text, cited } of section) {
      jargon(path, text);
      for (const sentence of sentencesOf(text)) {
        const words = wordsOf(sentence);
        if (!words.length) continue;
        if (words.length > rules.longSentence) tell(path, "PA312", `Deze zin heeft ${words.length} woorden: ${quoted(sentence)}. Maak er twee zinnen van.`);
        total += words.length;
        count += 1;
        syllables += words.reduce((sum, word) => sum + Math.max(1, (word.match(VOWELS) ?? []).length), 0);
      }
      if (about.sections[i] !== about.results || cited) continue;
      const claim = [...text.matchAll(CLAIM)].find((match) => !LABEL.test(text.slice(0, match.index)));
      if (claim) tell(path, "PA306", `Bij het getal ${quoted(claim[0])} staat geen bron. Zet achter de zin het nummer van de bron, zoals [^1].`);
    }
  });
  const [most, byWord, bySyllable] = rules.flesch;
  const score = most - (byWord * total) / count - (bySyllable * syllables) / total;
  if (total >= rules.enoughWords && score < rules.hard) {
    tell("tekst.0", "PA311", `Het verhaal is moeilijk te lezen: ${Math.max(0, Math.round(score))} van 100. Maak zinnen van 8 tot 14 woorden en kies kortere woorden.`);
  }
  if (tekst.some((text) => text.trim())) {
    const cited = new Set([...tekst.join("\n").matchAll(/\[\^(\d{1,3})\]/g)].map((match) => Number(match[1])));
    for (const each of [...found.results, ...found.adoptions, found.reach ?? {}]) cited.add(Number(each.source));
    found.sources.forEach((source, i) => {
      if (source.title && !cited.has(i + 1)) tell(`sources.${i}.title`, "PA307", `Deze bron staat nog nergens bij. Zet [^${i + 1}] achter de zin die eruit komt.`);
    });
  }
  return tips;
};

// The tips of one question as a list: the first few, and how many are left.
export const tipList = (tips, help) => {
  const items = tips.slice(0, MOST_PER_FIELD).map(({ code, message }) => {
    const item = document.createElement("li");
    item.append(message);
    if (code) {
      const link = document.createElement("a");
      link.href = `${help}#${code}`;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Waarom?";
      const hidden = document.createElement("span");
      hidden.className = "visually-hidden";
      hidden.textContent = ` (${code}, opent een nieuw tabblad)`;
      link.append(hidden);
      item.append(" ", link);
    }
    return item;
  });
  if (tips.length > MOST_PER_FIELD) {
    const rest = document.createElement("li");
    rest.textContent = `En nog ${tips.length - MOST_PER_FIELD}.`;
    items.push(rest);
  }
  return items;
};
