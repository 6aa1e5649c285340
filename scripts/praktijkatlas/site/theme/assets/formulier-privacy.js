// What tells who or where a person is, in any text, and letters that pretend to be others: the
// patterns of the checks.
import { quoted } from "./formulier-tekst.js";

// A function that says what is personal in a text.
export const privacyOf = (about) => {
  const rules = Object.fromEntries(["mail", "phone", "bsn", "iban"].map((name) => [name, new RegExp(about.rules[name], "g")]));
  // What hides a number from a pattern, such as odd spaces and hyphens, is undone first.
  const folded = (text) => text.normalize("NFKC").replace(new RegExp(about.rules.hidden, "g"), "").replace(new RegExp(about.rules.dashes, "g"), "-");
  const isPersonal = (found) => {
    const address = found.replace(new RegExp(about.rules.at, "g"), "@").replace(new RegExp(about.rules.dot, "g"), ".");
    const at = address.lastIndexOf("@");
    const name = address.slice(0, at).toLowerCase();
    const labels = address.slice(at + 1).toLowerCase().split(".");
    const domain = labels.slice(-2);
    if (["co", "com"].includes(domain[0]) && labels.length > 2) domain[0] = labels.at(-3);
    if (about.rules.freeHosts.includes(domain[0]) || about.rules.freeDomains.includes(domain.join("."))) return true;
    const parts = name.split("+")[0].replace(/\d+$/, "").split(/[._]/);
    return parts.length > 1 && parts.every((part) => /^\p{L}+$/u.test(part)) && !parts.some((part) => about.rules.functions.includes(part));
  };
  const isBsn = (text) => {
    const digits = [...text].filter((c) => /\d/.test(c)).map(Number);
    return digits.some(Boolean) && [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, i) => sum + weight * digits[i], 0) % 11 === 0;
  };
  const isIban = (text) => {
    let compact = text.replace(/[\s.-]/g, "").toUpperCase();
    if (compact.startsWith("NL")) compact = compact.slice(0, 18);
    const digits = [...compact.slice(4), ...compact.slice(0, 4)].map((c) => parseInt(c, 36)).join("");
    return BigInt(digits) % 97n === 1n;
  };
  const hits = (name, text) => [...folded(text).matchAll(rules[name])].map((match) => match[0]);
  return (text, say) => {
    for (const address of hits("mail", text).filter(isPersonal)) {
      say(`${quoted(address)} lijkt een mailadres van een persoon. Gebruik het adres van een functie of afdeling (stage@school.nl), of een openbare pagina.`);
    }
    for (const number of hits("phone", text)) {
      say(`Hier staat een telefoonnummer (${quoted(number)}). Haal het weg, en wijs naar een openbare pagina met contactgegevens.`);
    }
    if (hits("bsn", text).some(isBsn)) say("Dit getal van negen cijfers kan een burgerservicenummer zijn. Haal het weg. Is het een aantal? Schrijf het dan met punten.");
    if (hits("iban", text).some(isIban)) say("Hier staat een rekeningnummer (IBAN). Haal het weg.");
  };
};

// A function that says what is not what it seems in a text.
export const lettersOf = (about) => {
  const disguised = new RegExp(about.rules.disguised, "u");
  return (text, say) => {
    const found = disguised.exec(text)?.[0];
    if (found?.endsWith("-")) say("De naam van een website staat hier in code (xn--…). Schrijf de naam zoals u haar leest.");
    else if (found) say(`Er staat een teken dat anders is dan het lijkt (${quoted([...found].at(-1))}). Wis het woord waar het in staat en typ het opnieuw.`);
  };
};
