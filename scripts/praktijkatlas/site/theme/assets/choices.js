// What is chosen in the list of practices, as its address says it: shareable, and undone by "back".

const SORTS = ["onderbouwing", "inzet", "titel"];

// `labels` holds per facet the labels of its terms; what the site does not know (any more) is left out.
export const readChoices = (labels) => {
  const asked = new URLSearchParams(location.search);
  const choices = new Map();
  for (const [id, terms] of labels) {
    const known = (asked.get(id) ?? "").split(",").filter((term) => terms.has(term));
    if (known.length) choices.set(id, new Set(known));
  }
  const page = Number.parseInt(asked.get("pagina") ?? "1", 10);
  const q = (asked.get("q") ?? "").trim();
  const sort = [...SORTS, ...(q ? ["nieuwste"] : [])].find((by) => by === asked.get("sorteer"));
  return { choices, q, sort: sort ?? "", page: page > 0 ? page : 1 };
};

export const addressOf = ({ choices, q, sort, page }) => {
  const parts = q ? [`q=${encodeURIComponent(q)}`] : [];
  for (const [id, terms] of choices) {
    // A comma may stand in an address as it is, and reads better so.
    if (terms.size) parts.push(`${id}=${[...terms].map(encodeURIComponent).join(",")}`);
  }
  if (sort) parts.push(`sorteer=${sort}`);
  if (page > 1) parts.push(`pagina=${page}`);
  return location.pathname + (parts.length ? `?${parts.join("&")}` : "");
};

// The same choices without one term of one facet.
export const without = (choices, id, term) => {
  const fewer = new Map(choices);
  const left = new Set(fewer.get(id));
  left.delete(term);
  if (left.size) fewer.set(id, left);
  else fewer.delete(id);
  return fewer;
};
