// How well a practice fits the answers to five questions, and why: from the numbers of the list of
// practices, so that nothing else need be loaded.

const UNKNOWN = "onbekend";
const FITS = { ja: 1, bijna: 0.5, onbekend: 0.35, nee: -0.5 };
const WEIGHTS = { rol: 2, onderwijs: 3, uren: 2, kosten: 2, plaats: 3 };
const listed = (labels) => (labels.length < 2 ? labels.join("") : `${labels.slice(0, -1).join(", ")} en ${labels.at(-1)}`);

// The facets that a question looks at.
const LOOKS_AT = {
  rol: ["wie"], onderwijs: ["onderwijs"], uren: ["uren-school", "uren-bedrijf"], kosten: ["kosten"], plaats: ["plaats"],
};

export class Fitting {
  #facets = new Map();
  #same; // what all practices answer to a question that is no choice
  #labels = new Map();

  // `index` holds the numbers of all practices.
  constructor(index) {
    this.total = index.total;
    this.#same = index.same;
    for (const facet of index.facets) {
      this.#facets.set(facet.id, facet);
      this.#labels.set(facet.id, new Map(facet.terms));
    }
  }

  // The numbers of all practices with a verdict per answered question, best first; the newest first
  // where they are equal. `asked` holds per question what was answered, with the labels to say it by.
  ranked(asked) {
    const judges = Object.entries(asked).map(([question, answer]) => this.#judge(question, answer));
    const found = Array.from({ length: this.total }, (_, n) => {
      const reasons = judges.map((judge) => judge(n));
      const score = reasons.reduce((sum, { weight }) => sum + weight, 0);
      return { n, reasons, score, evidence: this.#evidence(n) };
    });
    return found.sort((one, other) => other.score - one.score || other.evidence - one.evidence || one.n - other.n);
  }

  // Practices with the same terms get the same verdict, so that each is worked out once.
  #judge(question, answer) {
    const columns = LOOKS_AT[question].map((facet) => this.#facets.get(facet)?.column).filter(Boolean);
    const made = new Map();
    return (n) => {
      const key = columns.map((column) => column[n]).join();
      if (!made.has(key)) {
        const verdict = this[question](n, answer);
        made.set(key, { ...verdict, weight: WEIGHTS[question] * FITS[verdict.fits] });
      }
      return made.get(key);
    };
  }

  #evidence(n) {
    const facet = this.#facets.get("onderbouwing");
    return facet ? Number(facet.terms[facet.sets[facet.column[n]][0]][0]) : 0;
  }

  #terms(facet, n) {
    const found = this.#facets.get(facet);
    return found ? found.sets[found.column[n]].map((term) => found.terms[term][0]) : this.#same[facet] ?? [];
  }

  #names(facet, terms, labels) {
    return terms.map((term) => this.#labels.get(facet)?.get(term) ?? labels?.get(term) ?? term);
  }

  rol(n, { value, noun }) {
    return this.#terms("wie", n).includes(value)
      ? { fits: "ja", text: `er doet al een ${noun} mee` }
      : { fits: "nee", text: `er doet nog geen ${noun} mee` };
  }

  onderwijs(n, { values, labels }) {
    const there = this.#terms("onderwijs", n);
    const both = values.filter((value) => there.includes(value));
    const names = (terms) => listed(this.#names("onderwijs", terms, labels).map((name) => name.toLowerCase()));
    return both.length ? { fits: "ja", text: `voor ${names(both)}` } : { fits: "nee", text: `beschreven voor ${names(there)}` };
  }

  // A school looks at the hours of the school, a company at its own, others at both.
  uren(n, { value, side, bands }) {
    const facets = { education: ["uren-school"], employer: ["uren-bedrijf"] }[side] ?? ["uren-school", "uren-bedrijf"];
    const known = facets.flatMap((facet) => this.#terms(facet, n)).filter((band) => band !== UNKNOWN);
    if (!known.length) return { fits: UNKNOWN, text: "hoeveel uur het kost" };
    const most = Math.max(...known.map((band) => bands.indexOf(band)));
    const name = this.#names(facets.find((facet) => this.#terms(facet, n).includes(bands[most])), [bands[most]])[0].toLowerCase();
    return { fits: most <= bands.indexOf(value) ? "ja" : "nee", text: `kost ${name}` };
  }

  kosten(n, { value, labels }) {
    const [band = UNKNOWN] = this.#terms("kosten", n);
    if (band === UNKNOWN) return { fits: UNKNOWN, text: "hoeveel geld het kost" };
    const name = this.#names("kosten", [band], labels)[0].toLowerCase();
    // The first band has words of its own: "geen kosten".
    return { fits: Number(band) <= Number(value) ? "ja" : "nee", text: Number(band) ? `kost ${name}` : name };
  }

  plaats(n, { value, label, around, labels }) {
    const there = this.#terms("plaats", n);
    if (there.includes(value)) return { fits: "ja", text: `in ${label}` };
    const near = around.find((wider) => there.includes(wider));
    if (near) return { fits: "bijna", text: `niet in ${label}, wel in ${labels.get(near)}` };
    return { fits: "nee", text: `niet in de buurt van ${label}` };
  }
}
