// Table: the same events as rows, for those who read rather than look, and for paper.

const TABLE_ROWS = 100;
let tableShown = TABLE_ROWS;
const order = { by: "date", step: 1 };

const COLUMNS = {
  date: (event) => event.date ?? "9999",
  event_type: (event) => typeName(event.type),
  documents: (event) => documentLabel(event.documents[0] ?? -1) ?? "",
  organ: (event) => event.organiser ?? "",
  place: (event) => event.place ?? "",
  level: (event) => event.level,
  sources: (event) => event.sources.length,
};

function sortedRows(visible) {
  const key = COLUMNS[order.by];
  const collator = new Intl.Collator("vi", { numeric: true });
  const compare = order.by === "level" || order.by === "sources" ? (a, b) => a - b : collator.compare;
  const keyed = visible.map((event) => [key(event), event]);
  return keyed.sort((a, b) => order.step * compare(a[0], b[0]) || a[1].index - b[1].index).map((pair) => pair[1]);
}

function drawTable(visible) {
  const rows = sortedRows(visible).slice(0, tableShown);
  $("table-more").hidden = visible.length <= rows.length;
  const caption = element("caption", {}, t("table_caption", number(rows.length), number(visible.length)));
  const head = element("tr", {}, ...Object.keys(COLUMNS).map((name) => heading(name, visible)));
  $("table").replaceChildren(element("table", { class: "events" }, caption,
    element("thead", {}, head), element("tbody", {}, ...rows.map(tableRow))));
}

function heading(name, visible) {
  const sorted = order.by === name ? (order.step > 0 ? "ascending" : "descending") : null;
  const arrow = sorted ? (order.step > 0 ? " ↑" : " ↓") : "";
  const sort = () => {
    order.step = order.by === name ? -order.step : 1;
    order.by = name;
    drawTable(visible);
    $("table").querySelector(`[data-column="${name}"]`).focus();
  };
  return element("th", { scope: "col", "aria-sort": sorted },
    element("button", { type: "button", "data-column": name, onclick: sort }, t(name), arrow));
}

function tableRow(event) {
  const open = element("button",
    { type: "button", class: "open", onclick: (click) => openDetail(event, click.currentTarget) }, whenWords(event));
  return element("tr", {},
    element("td", {}, open),
    element("td", { class: "kind" }, symbol(event.type), ` ${typeName(event.type)}`),
    element("td", { class: "documents" }, words(event.documents.map(documentLabel).join("; "))),
    element("td", {}, words(event.organiser ?? "")),
    element("td", {}, words(event.place ?? "")),
    element("td", {}, levelName(event.level)),
    element("td", {}, number(event.sources.length)));
}
