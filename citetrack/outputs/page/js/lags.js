// Lags: days from the issue of a document to its dissemination, a point for each, the median of a lane as a mark.

let lagChart = null;

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

function drawLags(visible) {
  const seen = new Set(visible.map((event) => event.index));
  const rows = timeline.lags.filter(
    ([document_, event]) => seen.has(event) && (chosen.document === "" || document_ === Number(chosen.document)));
  for (const id of ["lag-chart", "lag-figures"]) $(id).hidden = !rows.length;
  $("lag-nothing").hidden = rows.length > 0;
  if (!rows.length) return;
  drawLagFigures(rows.map((row) => row[2]).sort((a, b) => a - b));
  const by = $("lag-lanes").value;
  const key = ([document_, event]) => (by === "document" ? documentLabel(document_) : timeline.events[event].unit ?? t("unknown"));
  const lanes = new Map();
  for (const row of rows) {
    if (!lanes.has(key(row))) lanes.set(key(row), []);
    lanes.get(key(row)).push(row);
  }
  const median = (some) => quantile(some.map((row) => row[2]).sort((a, b) => a - b), 0.5);
  const order = [...lanes].map(([label, some]) => [label, some, median(some)]);
  // Documents by how much is known of them, provinces by how soon they were.
  const first = by === "document" ? (a, b) => b[1].length - a[1].length : (a, b) => a[2] - b[2];
  order.sort((a, b) => first(a, b) || (a[0] < b[0] ? -1 : 1));
  const points = order.flatMap(([, some], lane) =>
    some.map(([, event, days]) => ({ x: days, y: lane, event: timeline.events[event], from: days, to: days })));
  const marks = order.map(([, , middle], lane) => ({ x: middle, y: lane + 0.5 }));
  const high = Math.max(...rows.map((row) => row[2]));
  const label = () => `${t("lags")}. ${t("chart_keys")}`;
  lagChart ??= new LaneChart($("lag-chart"), { isTime: false, label, opened: openDetail });
  const low = Math.min(...rows.map((row) => row[2]));
  const extent = [Math.min(0, Math.floor(low * 1.05)), Math.max(10, Math.ceil(high * 1.03))];
  lagChart.draw(order.map(([name]) => name), spread(points, extent), { marks, extent });
}

function drawLagFigures(days) {
  const tiles = [
    ["lag_count", number(days.length)],
    ["lag_median", t("days", number(quantile(days, 0.5)))],
    ["lag_ninety", t("days", number(quantile(days, 0.9)))],
    ["lag_longest", t("days", number(days.at(-1)))],
  ];
  $("lag-figures").replaceChildren(...tiles.map(([name, figure]) =>
    element("div", {}, element("dt", {}, t(name)), element("dd", {}, figure))));
}
