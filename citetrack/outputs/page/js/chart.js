// Chart: the events over time in lanes by document, level, unit or type, and those without a day below it.

let eventChart = null;
const UNDATED_SHOWN = 24;
let undatedShown = UNDATED_SHOWN;

/** The lanes of *events*: their labels, and for each event the lanes it stands in. */
function lanesOf(events, by) {
  const unknown = t("unknown");
  const keys = {
    document: (event) => event.documents,
    level: (event) => [event.level],
    unit: (event) => [event.unit ?? ""],
    type: (event) => [event.type],
  }[by];
  const found = [...new Set(events.flatMap(keys))];
  const first = new Map();
  for (const event of events) for (const key of keys(event)) if (!first.has(key)) first.set(key, event.at);
  const collator = new Intl.Collator("vi");
  if (by === "document") found.sort((a, b) => first.get(a) - first.get(b) || a - b);
  else if (by === "unit") found.sort((a, b) => (a === "") - (b === "") || collator.compare(a, b));
  else found.sort((a, b) => a - b);
  const label = { document: documentLabel, level: levelName, unit: (unit) => unit || unknown, type: typeName }[by];
  const place = new Map(found.map((key, lane) => [key, lane]));
  return { labels: found.map(label), lanesOf: (event) => keys(event).map((key) => place.get(key)) };
}

/** Bars of how many events fall into each of some seventy parts of the time. */
function overviewOf(events, [low, high]) {
  const parts = 72;
  const counts = new Array(parts).fill(0);
  for (const event of events) counts[Math.min(parts - 1, Math.floor(((event.at - low) / (high - low)) * parts))] += 1;
  return counts.map((count, part) => [low + ((part + 0.5) * (high - low)) / parts, count]);
}

function timeExtent(events) {
  const [first, last] = [events[0].at, events.at(-1).at];
  const room = Math.max((last - first) * 0.03, 20 * DAY);
  return [first - room, last + room];
}

function drawChart(visible) {
  const dated = visible.filter((event) => event.at !== null).sort((a, b) => a.at - b.at || a.index - b.index);
  $("chart").hidden = !dated.length;
  $("chart-nothing").hidden = dated.length > 0;
  drawUndated(visible.filter((event) => event.at === null));
  if (!dated.length) return;
  const label = () => `${t("chart")}. ${t("chart_keys")}`;
  eventChart ??= new LaneChart($("chart"), { isTime: true, label, opened: openDetail });
  const { labels, lanesOf: lanes } = lanesOf(dated, $("lanes").value);
  const points = dated.flatMap((event) =>
    lanes(event).map((lane) => ({ x: event.at, y: lane, event, from: event.first, to: event.last })));
  const extent = timeExtent(dated);
  eventChart.draw(labels, spread(points, extent), { overview: dated.length > 1 ? overviewOf(dated, extent) : [], extent });
}

function drawUndated(events) {
  const box = $("undated");
  box.hidden = !events.length;
  box.querySelector("summary").textContent = t("undated_events", number(events.length));
  box.querySelector("ul").replaceChildren(...events.slice(0, undatedShown).map(undatedCard));
  box.querySelector("button[data-word]").hidden = events.length <= undatedShown;
}

function undatedCard(event) {
  const about = event.documents.map(documentLabel).join("; ");
  const below = [event.monthDay ? whenWords(event) : null, event.organiser].filter(Boolean).join(" · ");
  return element("li", {},
    element("button", { type: "button", onclick: (click) => openDetail(event, click.currentTarget) },
      symbol(event.type), ` ${typeName(event.type)}: `, words(about),
      below ? element("span", { class: "quiet" }, words(below)) : null));
}
