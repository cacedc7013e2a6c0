// Data: the events of the page, read once from its own JSON; text of thousands of events comes packed.

const DAY = 86400000;
let language = document.documentElement.lang;

/** The page's JSON; a large one is deflated and written in base64. */
async function unpacked() {
  const script = $("data");
  const text = script.textContent;
  if (script.type === "application/json") return JSON.parse(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** The first and the last day, in milliseconds, that a date such as 2019, 2019-12 or 2019-12-02 may mean. */
function bounds(date) {
  const [year, month, day] = date.split("-").map(Number);
  if (day) return [Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day)];
  if (month) return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 0)];
  return [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
}

/** One event under names; `at` is where it stands in time, in the middle of a month or year. */
function eventOf(row, index, names) {
  const [type, date, end, precision, organiser, chair, place, level, unit, documents, more] = row;
  const named = (number) => (number < 0 ? null : names[number]);
  const [first, last] = date ? [bounds(date)[0], bounds(end ?? date)[1]] : [null, null];
  const at = date === null ? null : end ? first : (first + last) / 2;
  return {
    index, type, date, end, precision, documents, level, first, last, at,
    organiser: named(organiser), chair: named(chair), place: named(place), unit: named(unit),
    monthDay: more[0], dateText: more[1], trigger: named(more[2]), attendance: more[3], sources: more[4],
  };
}

/** The page's data with its events under names, those with a day in the order of time. */
function timelineOf(data) {
  data.events = data.events.map((row, index) => eventOf(row, index, data.names));
  data.dated = data.events.filter((one) => one.at !== null).sort((a, b) => a.at - b.at || a.index - b.index);
  data.undated = data.events.filter((one) => one.at === null);
  return data;
}

let timeline = null;

/** The page's own word in the language chosen, with numbers and names put in: "{0} events". */
function t(key, ...parts) {
  const text = timeline.words[language][key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, number) => parts[number]);
}

const NUMBERS = { vi: new Intl.NumberFormat("vi-VN"), en: new Intl.NumberFormat("en-GB") };
const number = (value) => NUMBERS[language].format(value);
const typeName = (type) => t(timeline.types[type]);
const levelName = (level) => t(`level_${timeline.levels[level] ?? "unknown"}`);
const documentLabel = (at) => timeline.documents[at][0];

/** A day, month or year as people write it: 02/12/2019, 12/2019, or 2 Dec 2019, Dec 2019. */
function dateWords(date) {
  const parts = date.split("-");
  if (language === "vi") return parts.reverse().join("/");
  const [year, month, day] = parts.map(Number);
  const name = month ? `${timeline.months[month - 1]} ` : "";
  return `${day ? `${day} ` : ""}${name}${year}`;
}

/** When an event was; its unknown digits are said, not invented. */
function whenWords(event) {
  if (event.date) return event.end ? `${dateWords(event.date)} – ${dateWords(event.end)}` : dateWords(event.date);
  return event.monthDay ? `${event.monthDay.split("-").reverse().join("/")}/????` : t("undated");
}

/** "26/11/2013, dissemination: Nghị quyết 36-NQ/TW, Tỉnh ủy Khánh Hòa", for those who hear it. */
function eventWords(event) {
  const parts = [event.documents.map(documentLabel).join("; "), event.organiser, event.place];
  return `${whenWords(event)}, ${typeName(event.type)}: ${parts.filter(Boolean).join(", ")}`;
}
