// What the address of the form fills in beforehand. Any field of the model can be named:
//   ?title=Tekst   ?themes=a,b   ?regions=a&regions=b   ?contact.organisation=Tekst
//   ?organisations.0.name=Tekst&organisations.0.kind=school
// Beside the keys of the model there are the short names of `about.prefill` (regio, thema).
//   ?id=ID (or verbeter=ID) opens a practice to improve it; #v-adoptions goes to that question
//   ?op-basis-van=ID        begins a practice that was taken from another
// What is not a field, or not in the list of a field, is left out.
import { oneLine, size } from "./formulier-tekst.js";

const MOST_ITEMS = 10;
const LONGEST = 300;

const idIn = (about, asked, ...names) => {
  const given = names.map((name) => asked.get(name) ?? "").find(Boolean) ?? "";
  return new RegExp(`^(?:${about.id.pattern})$`).test(given) && size(given) <= about.id.longest ? given : "";
};
export const improvedId = (about, asked) => idIn(about, asked, "id", "verbeter");
export const takenFromId = (about, asked) => (improvedId(about, asked) ? "" : idIn(about, asked, "op-basis-van"));

// The values that an address gives, by field, and the texts in it that are not in a list.
export const fromAddress = (about, asked) => {
  const given = {};
  const unknown = [];
  const fitting = (field, text) => {
    const value = oneLine([...text].slice(0, field.longest ?? LONGEST).join(""));
    const ids = field.choices ?? about.terms[field.terms]?.map((term) => term.id);
    if (!ids || !value || ids.includes(value)) return value;
    unknown.push(value);
    return "";
  };
  const several = (field, texts) => [...new Set(texts.flatMap((text) => text.split(",")).map((text) => fitting(field, text)).filter(Boolean))];
  for (const name of new Set(asked.keys())) {
    const [key, ...way] = (Object.hasOwn(about.prefill, name) ? about.prefill[name] : name).split(".");
    const field = about.fields.find((each) => each.key === key);
    if (!field || field.kind === "day") continue;
    const [number, ...rest] = field.many && field.parts ? way : [undefined, ...way];
    const part = field.parts?.find((each) => each.key === rest[0]);
    if (field.parts ? !part || rest.length > 1 : way.length) continue;
    if (!field.parts) {
      const value = field.many ? [...(given[key] ?? []), ...several(field, asked.getAll(name))] : fitting(field, asked.get(name));
      if (value.length) given[key] = value;
    } else if (!field.many || /^\d$/.test(number)) {
      const value = fitting(part, asked.get(name));
      if (!value) continue;
      given[key] ??= field.many ? [] : {};
      const group = field.many ? (given[key][Number(number)] ??= {}) : given[key];
      group[part.key] = value;
    }
  }
  for (const [key, value] of Object.entries(given)) {
    // Numbers may be left out between items: what is absent is no item.
    if (Array.isArray(value)) given[key] = value.filter(Boolean).slice(0, MOST_ITEMS);
  }
  return { given, unknown };
};
