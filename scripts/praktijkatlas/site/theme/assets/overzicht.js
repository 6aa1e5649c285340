// The overview: a visitor chooses what the rows and columns are about; the address says it.
import { asJson, card } from "./cards.js";
import { CrossTable, band, legend } from "./kruistabel.js";
import { element } from "./search.js";

const get = (name) => document.querySelector(`[data-${name}]`);
const [form, matrix, status, shades, near, file] = ["pivot", "matrix", "status", "legend", "near", "csv"].map(get);
const [rowsField, columnsField] = form.querySelectorAll("select");
const base = document.body.dataset.base.replace(/\/$/, "");
const axes = new Map(JSON.parse(get("axes").textContent).map((axis) => [axis.id, axis]));
const number = new Intl.NumberFormat("nl-NL");
const START = { rows: "plaats", columns: "thema" };
const still = { table: matrix.querySelector("table"), shades: [...shades.childNodes], file: file.href, status: "" };
const termsOf = (axis) => axis.groups.flatMap(([, terms]) => terms);
const lower = (text) => text.toLowerCase();

// State: what the address says. ------------------------------------------------------------------

const read = () => {
  const asked = new URLSearchParams(location.search);
  const found = { rows: asked.get("rijen") ?? START.rows, columns: asked.get("kolommen") ?? START.columns };
  return axes.has(found.rows) && axes.has(found.columns) && found.rows !== found.columns ? found : START;
};
const isStart = ({ rows, columns }) => rows === START.rows && columns === START.columns;
const addressOf = (wanted) =>
  location.pathname + (isStart(wanted) ? "" : `?rijen=${wanted.rows}&kolommen=${wanted.columns}`);

// The table. -------------------------------------------------------------------------------------

const linked = (href, text) => {
  const link = element("a", "", text);
  link.href = `${base}/${href}`;
  return link;
};

const pageOfTerm = (axis, id) => {
  if (axis.id === "plaats") return `regios/${id}/`;
  return axis.id === "thema" ? `themas/${id}/` : `praktijken/?${axis.id}=${id}`;
};

const head = (className, scope, ...content) => {
  const made = element("th", className);
  made.scope = scope;
  made.append(...content);
  return made;
};

const cellOf = (table, most, [rows, row, rowLabel], [columns, column, columnLabel]) => {
  const count = table.count(row, column);
  const made = element("td", `cell cell--${band(count, most)}`);
  const link = count
    ? linked(`praktijken/?${rows.id}=${row}&${columns.id}=${column}`, number.format(count))
    : linked(`bijdragen/formulier/?${rows.field}=${row}&${columns.field}=${column}`);
  const pair = `${rowLabel} en ${columnLabel}`;
  link.setAttribute("aria-label", count ? `${number.format(count)} bij ${pair}` : `Nog geen bij ${pair}: voeg er een toe`);
  if (!count) link.pair = [row, column];
  made.append(link);
  return made;
};

const total = (count) => element("td", "cell matrix__total", number.format(count));

const draw = (table, rows, columns) => {
  const [down, across] = [termsOf(rows), termsOf(columns)];
  const most = Math.max(0, ...down.flatMap(([row]) => across.map(([column]) => table.count(row, column))));
  const made = element("table");
  const caption = element("caption", "", `Aantal praktijken per ${lower(rows.label)} en ${lower(columns.label)}`);
  caption.id = "matrix-naam";
  const top = element("tr");
  top.append(head("matrix__corner", "col", rows.label), ...across.map(([id, label]) => {
    const link = linked(pageOfTerm(columns, id));
    link.append(element("span", "", label));
    return head("matrix__theme", "col", link);
  }), head("matrix__theme matrix__total", "col", element("span", "", "Totaal")));
  const start = element("thead");
  start.append(top);
  const bodies = rows.groups.map(([heading, terms]) => {
    const body = element("tbody");
    if (heading) {
      const line = element("tr", "matrix__group");
      line.append(head("", "rowgroup", heading));
      line.firstChild.colSpan = across.length + 2;
      body.append(line);
    }
    for (const [id, label] of terms) {
      const line = element("tr");
      line.append(head("", "row", linked(pageOfTerm(rows, id), label)),
        ...across.map((term) => cellOf(table, most, [rows, id, label], [columns, ...term])), total(table.count(id, "*")));
      body.append(line);
    }
    return body;
  });
  const sums = element("tr");
  sums.append(head("", "row", "Totaal"), ...across.map(([id]) => total(table.count("*", id))), total(table.count("*", "*")));
  const end = element("tfoot");
  end.append(sums);
  made.append(caption, start, ...bodies, end);
  const shown = legend(most).map(([shade, text]) => {
    const sample = element("span", `cell cell--${shade}`);
    sample.append(element("span", "", text));
    return sample;
  });
  const told = `${caption.textContent}: ${down.length} rijen, ${across.length} kolommen, ${number.format(table.count("*", "*"))} praktijken.`;
  return { table: made, shades: shown, status: told };
};

// A spreadsheet must not take a label for a formula.
const quoted = (text) => `"${(/^\s*[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const asFile = (made) => {
  const lines = [...made.rows].filter((row) => !row.matches(".matrix__group")).map((row) =>
    [...row.cells].map((each) => (each.matches(".cell") ? each.textContent.replaceAll(".", "") || "0" : each.textContent)));
  const text = `\ufeff${lines.map((line) => line.map(quoted).join(";")).join("\r\n")}\r\n`;
  return URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
};

// Showing. ---------------------------------------------------------------------------------------

let index;
let table;
let state = read();
const show = (found) => {
  if (file.href.startsWith("blob:")) URL.revokeObjectURL(file.href);
  matrix.querySelector("table").replaceWith(found.table);
  shades.replaceChildren(...found.shades);
  file.href = found.file ?? asFile(found.table);
  file.download = found.file ? "" : `overzicht-${state.rows}-${state.columns}.csv`;
  status.textContent = found.status;
  near.textContent = "";
  matrix.scrollTo(0, 0);
  document.body.dataset.ready = `${state.rows} ${state.columns}`; // for whoever waits until the table stands
};

const render = async () => {
  const wanted = state;
  [rowsField.value, columnsField.value] = [wanted.rows, wanted.columns];
  if (isStart(wanted)) {
    show(still);
    return;
  }
  try {
    index ??= await asJson("praktijken.json");
  } catch {
    status.textContent = "Een andere tabel lukt nu niet. Probeer het later nog eens.";
    return;
  }
  if (wanted !== state) return; // somebody chose on
  table = new CrossTable(index, wanted.rows, wanted.columns);
  show(draw(table, axes.get(wanted.rows), axes.get(wanted.columns)));
};

const choose = (changed, other) => () => {
  const wanted = { ...state, [changed]: (changed === "rows" ? rowsField : columnsField).value };
  // What was chosen for the other side changes places.
  if (wanted.rows === wanted.columns) wanted[other] = state[changed];
  state = wanted;
  history.pushState(null, "", addressOf(state));
  render();
};

// What comes nearest to an empty cell. -----------------------------------------------------------

const lookAround = async (link) => {
  const n = table.nearest(...link.pair, { rows: axes.get(state.rows).around, columns: axes.get(state.columns).around });
  delete link.pair;
  if (n === undefined) return;
  const [id, title] = await card(index, n);
  link.title = `Dichtbij: ${title}`;
  link.href += `&dichtbij=${id}`;
};
const tell = async ({ target }) => {
  const link = target.closest?.(".cell--0 a");
  if (!link) return;
  if (link.pair) await lookAround(link).catch(() => {});
  near.textContent = `${link.getAttribute("aria-label").replace(/: voeg er een toe$/, ".")} ${link.title}`;
};
matrix.addEventListener("focusin", tell);
matrix.addEventListener("pointerover", tell);

// With this script the list of practices can show just those of a cell.
for (const link of still.table.querySelectorAll(".cell a[href*='/regios/']")) {
  const [, region, theme] = link.getAttribute("href").match(/regios\/([^/]+)\/#thema-(.+)$/);
  link.href = `${base}/praktijken/?thema=${theme}&plaats=${region}`;
}

if (axes.size > 1 && axes.has(START.rows) && axes.has(START.columns)) {
  for (const field of [rowsField, columnsField]) {
    field.append(...[...axes.values()].map(({ id, label }) => new Option(label, id)));
  }
  rowsField.addEventListener("change", choose("rows", "columns"));
  columnsField.addEventListener("change", choose("columns", "rows"));
  addEventListener("popstate", () => { state = read(); render(); });
  form.hidden = false;
  render();
}
