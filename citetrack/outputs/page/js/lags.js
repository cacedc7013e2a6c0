// Lags: days from the issue of a document to its dissemination, a point for each, the median of a lane as a mark.

let lagChart = null;

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

/** The lags that are known to the day and possible; nobody is told of a document before its issue. */
const exactDays = (rows) => rows.map(([, , days]) => days).filter(([low, high]) => low === high && low >= 0)
  .map(([low]) => low).sort((a, b) => a - b);

/** Of a lag that is known by month or year only, the part that does not lie before the issue. */
const possible = ([low, high]) => [high < 0 ? low : Math.max(0, low), high];

/** Lags in lanes by document or province: [label, lags, median]. */
function lagLanes(rows, by) {
  const lanes = new Map();
  for (const row of rows) {
    const lane = by === "document" ? row[0] : timeline.events[row[1]].unit ?? "";
    if (!lanes.has(lane)) lanes.set(lane, []);
    lanes.get(lane).push(row);
  }
  const label = (lane) => (by === "document" ? documentLabel(lane) : lane || t("unknown"));
  const order = [...lanes].map(([lane, some]) => [label(lane), some, quantile(exactDays(some), 0.5)]);
  // Documents by how much is known of them, provinces by how soon they were.
  const first = by === "document" ? (a, b) => b[1].length - a[1].length : (a, b) => (a[2] ?? Infinity) - (b[2] ?? Infinity);
  return order.sort((a, b) => first(a, b) || (a[0] < b[0] ? -1 : 1));
}

function drawLags(visible) {
  const seen = new Set(visible.map((event) => event.index));
  const rows = timeline.lags.filter(
    ([document_, event]) => seen.has(event) && (chosen.document === "" || document_ === Number(chosen.document)));
  for (const id of ["lag-chart", "lag-figures"]) $(id).hidden = !rows.length;
  $("lag-nothing").hidden = rows.length > 0;
  if (!rows.length) return;
  drawLagFigures(exactDays(rows), rows.length);
  const lanes = lagLanes(rows, $("lag-lanes").value);
  const points = lanes.flatMap(([, some], lane) => some.map(([, event, days]) => {
    const [from, to] = possible(days);
    return { x: (from + to) / 2, y: lane, event: timeline.events[event], from, to };
  }));
  const marks = lanes.flatMap(([, , median], lane) => (median === undefined ? [] : [{ x: median, y: lane + 0.5 }]));
  const low = Math.min(...rows.map((row) => possible(row[2])[0]));
  const high = Math.max(...rows.map((row) => row[2][1]));
  const extent = [Math.min(0, Math.floor(low * 1.05)), Math.max(10, Math.ceil(high * 1.03))];
  const spoken = () => `${t("lags")}. ${t("chart_keys")}`;
  lagChart ??= new LaneChart($("lag-chart"), { isTime: false, label: spoken, opened: openDetail });
  lagChart.draw(lanes.map(([label]) => label), spread(points, extent), { marks, extent });
}

function drawLagFigures(days, count) {
  const said = (figure) => (figure === undefined ? "–" : t("days", number(figure)));
  const tiles = [
    ["lag_count", number(count)],
    ["lag_median", said(quantile(days, 0.5))],
    ["lag_ninety", said(quantile(days, 0.9))],
    ["lag_longest", said(days.at(-1))],
    ["lag_not_known", number(timeline.unknown_lags)],
  ];
  $("lag-figures").replaceChildren(...tiles.map(([name, figure]) =>
    element("div", {}, element("dt", {}, t(name)), element("dd", {}, figure))));
}
