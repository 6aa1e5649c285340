// Counts practices under choices: within a facet one of the choices holds, across facets all hold.
// A set of practices is a row of bits, so that a count at 10,000 practices takes about a millisecond.

const bitsOf = (total) => new Uint32Array((total + 31) >>> 5);

const ones = (word) => {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const countBoth = (one, other) => {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += ones(one[i] & other[i]);
  return sum;
};

const narrow = (bits, other) => {
  for (let i = 0; i < bits.length; i += 1) bits[i] &= other[i];
};

export const bitsOfNumbers = (total, numbers) => {
  const bits = bitsOf(total);
  for (const n of numbers) bits[n >>> 5] |= 1 << (n & 31);
  return bits;
};

export const has = (bits, n) => (bits[n >>> 5] & (1 << (n & 31))) !== 0;

// The practices of every term of a facet.
const masksOf = (facet, total) => {
  const masks = facet.terms.map(() => bitsOf(total));
  facet.column.forEach((set, n) => {
    for (const term of facet.sets[set]) masks[term][n >>> 5] |= 1 << (n & 31);
  });
  return masks;
};

export class Counting {
  constructor(index) {
    this.total = index.total;
    this.facets = index.facets.map((facet) => ({
      id: facet.id,
      masks: masksOf(facet, index.total),
      numbers: new Map(facet.terms.map(([id], number) => [id, number])),
    }));
    this.all = bitsOfNumbers(index.total, Array.from({ length: index.total }, (_, n) => n));
  }

  // The practices that have one of the chosen terms of a facet; null when nothing is chosen.
  #chosen(facet, choices) {
    const terms = choices.get(facet.id);
    if (!terms?.size) return null;
    const bits = bitsOf(this.total);
    for (const id of terms) {
      const mask = facet.masks[facet.numbers.get(id)];
      for (let i = 0; i < bits.length; i += 1) bits[i] |= mask[i];
    }
    return bits;
  }

  // What the choices (facet id → set of term ids) leave of the practices that have the words
  // (bits, or null), and for every facet how many of each term there are under the other facets.
  count(choices, words) {
    const chosen = this.facets.map((facet) => this.#chosen(facet, choices));
    const under = (left) => {
      const bits = (words ?? this.all).slice();
      chosen.forEach((mask, place) => { if (mask && place !== left) narrow(bits, mask); });
      return bits;
    };
    const bits = under(-1);
    const counts = new Map(this.facets.map((facet, place) => {
      const base = chosen[place] ? under(place) : bits;
      return [facet.id, facet.masks.map((mask) => countBoth(base, mask))];
    }));
    return { bits, counts, total: countBoth(bits, this.all) };
  }

  // What each single choice costs: per facet how many practices there are without it, most first.
  loosen(choices, words) {
    const found = [...choices].filter(([, terms]) => terms.size).map(([id]) => {
      const fewer = new Map(choices);
      fewer.delete(id);
      return { id, total: this.count(fewer, words).total };
    });
    if (words) found.push({ id: "q", total: this.count(choices, null).total });
    return found.filter(({ total }) => total).sort((one, other) => other.total - one.total);
  }
}
