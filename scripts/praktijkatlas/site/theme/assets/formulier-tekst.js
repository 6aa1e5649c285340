// Texts as the model reads them: cleaned, on one line, folded; dates, and addresses of the web.

const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const INVISIBLE = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e007f}\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u206a-\u206f\u2800\u3164\uffa0\ufff9-\ufffb\ufe00-\ufe0d\u{1d173}-\u{1d17a}\u{e0100}-\u{e01ef}]/gu;
export const clean = (text) => String(text ?? "").replace(/\r\n?/g, "\n").replace(ODD, " ").replace(INVISIBLE, "");
export const oneLine = (text) => clean(text).replace(/\s+/g, " ").trim();
export const size = (text) => [...text].length;
export const quoted = (text) => `“${size(text) > 60 ? `${[...text].slice(0, 59).join("")}…` : text}”`;
export const fold = (text) => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKD")
  .replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
export const slug = (text) => (text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-");
const days = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const dateParts = (text) => text.replace("~", "").split("-").map(Number);
export const exists = (text) => {
  const [year, month, day] = dateParts(text);
  return (month === undefined || (month >= 1 && month <= 12)) && (day === undefined || (day >= 1 && day <= days(year, month)));
};
export const firstDay = (text) => {
  const [year, month = 1, day = 1] = dateParts(text);
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
};
export const surelyAfter = (a, b) => {
  const [mine, theirs] = [dateParts(a), dateParts(b)];
  for (let i = 0; i < 3; i += 1) {
    if (mine[i] === undefined || theirs[i] === undefined) return false;
    if (mine[i] !== theirs[i]) return mine[i] > theirs[i];
  }
  return false;
};
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};
export const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
export const inWords = (text) => {
  const [year, month, day] = dateParts(text);
  return [text.includes("~") ? "rond" : "", day, MONTHS[month - 1], year].filter(Boolean).join(" ");
};
export const webAddress = (text) => {
  const match = /^https?:\/\/([^/?#]*)/i.exec(text);
  if (!match || !/^[^\s<>"'`{}|\\^]+$/.test(text)) return false;
  const host = /^((?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.)+\p{L}(?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.?)(?::(\d{1,5}))?$/u.exec(match[1]);
  return Boolean(host) && Number(host[2] ?? 0) <= 65535;
};
