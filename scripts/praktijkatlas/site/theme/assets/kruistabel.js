// How many practices two questions have together: the numbers of the overview, and what comes
// nearest where there are none. overview.py does the same for the table that the page comes with.

const BANDS = 5;

// How dark a cell is drawn: none 0, the most 5.
export const band = (count, most) => {
  if (!count) return 0;
  return most > 1 ? 1 + Math.trunc(((BANDS - 1) * Math.log(count)) / Math.log(most)) : BANDS;
};

// Every shade that occurs, with the numbers it stands for.
export const legend = (most) => {
  const ranges = new Map();
  for (let count = 1; count <= most; count += 1) {
    const shade = band(count, most);
    ranges.set(shade, [ranges.get(shade)?.[0] ?? count, count]);
  }
  return [...ranges].map(([shade, [first, last]]) => [shade, first === last ? `${first}` : `${first}–${last}`]);
};

export class CrossTable {
  #best = new Map(); // "row column" to the practice to name, as are "row *" and "* column"
  #counts = new Map();

  // `index` holds the numbers of all practices, `rows` and `columns` the ids of two of its facets.
  constructor(index, rows, columns) {
    const facetOf = (id) => index.facets.find((facet) => facet.id === id);
    [this.rows, this.columns] = [facetOf(rows), facetOf(columns)];
    const evidence = facetOf("onderbouwing");
    // First by sets of terms, of which there are few, so that 10,000 practices take a moment only.
    const alike = new Map();
    for (let n = 0; n < index.total; n += 1) {
      // The strongest evidence stands first in its list; practices stand newest first.
      const rank = (evidence ? evidence.sets[evidence.column[n]][0] * index.total : 0) + n;
      const key = this.rows.column[n] * this.columns.sets.length + this.columns.column[n];
      const found = alike.get(key);
      if (!found) alike.set(key, { count: 1, rank, n });
      else {
        found.count += 1;
        if (rank < found.rank) Object.assign(found, { rank, n });
      }
    }
    const terms = (facet, set) => [...facet.sets[set].map((term) => facet.terms[term][0]), "*"];
    for (const [key, found] of alike) {
      const across = terms(this.columns, key % this.columns.sets.length);
      for (const row of terms(this.rows, Math.floor(key / this.columns.sets.length))) {
        for (const column of across) this.#add(`${row} ${column}`, found);
      }
    }
  }

  #add(key, { count, rank, n }) {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    if (!(this.#best.get(key)?.rank <= rank)) this.#best.set(key, { rank, n });
  }

  // The practices with both terms; "*" stands for all terms of a question.
  count(row, column) {
    return this.#counts.get(`${row} ${column}`) ?? 0;
  }

  // The number of the practice that comes nearest to a pair without any; undefined when nothing does.
  // `around` says for a term of a place in which regions it lies, the smallest first.
  nearest(row, column, around) {
    const keys = function* keys() {
      for (const wider of around.rows?.[row] ?? []) yield `${wider} ${column}`;
      for (const wider of around.columns?.[column] ?? []) yield `${row} ${wider}`;
      if (!around.columns) for (const kin of this.#kin(this.columns, column)) yield `${row} ${kin}`;
      if (!around.rows) for (const kin of this.#kin(this.rows, row)) yield `${kin} ${column}`;
      yield around.columns ? `${row} *` : `* ${column}`;
    };
    for (const key of keys.call(this)) {
      if (this.#best.has(key)) return this.#best.get(key).n;
    }
    return undefined;
  }

  // The terms that practices have together with this one, the most common first.
  #kin(facet, id) {
    const place = facet.terms.findIndex(([term]) => term === id);
    const together = new Map();
    for (const set of facet.column) {
      if (!facet.sets[set].includes(place)) continue;
      for (const term of facet.sets[set]) together.set(term, (together.get(term) ?? 0) + 1);
    }
    return [...together].sort(([one, n], [other, m]) => m - n || one - other).map(([term]) => facet.terms[term][0]);
  }
}
