// Coverage: documents by provinces, coloured by how soon each was told there; what no text tells is hatched.

const STEPS = [30, 60, 120, 240]; // days; later than the last is a step of its own
const ROWS = 40;
let rowsShown = ROWS;

/** The step of colour for days since issue; the last one where the day of issue is not known. */
function step(days) {
  if (days === null) return STEPS.length + 1;
  const at = STEPS.findIndex((limit) => days <= limit);
  return at < 0 ? STEPS.length : at;
}

/** Rows of the documents that the filters let through. */
function coverageRows() {
  const rows = timeline.coverage.rows.filter(
    (row) => chosen.document === "" || row.document === Number(chosen.document));
  const matching = rows.filter((row) => {
    const label = fold(documentLabel(row.document));
    return chosen.words.every((word) => label.includes(word));
  });
  const share = (row) => row.cells.length;
  const orders = {
    most: (a, b) => share(b) - share(a),
    least: (a, b) => share(a) - share(b),
    newest: (a, b) => (b.issued ?? "").localeCompare(a.issued ?? ""),
  };
  return matching.sort(orders[$("coverage-order").value]);
}

function drawCoverage() {
  const { as_of: asOf } = timeline.coverage;
  const collator = new Intl.Collator("vi");
  const units = timeline.coverage.units.map((name, at) => ({ name, at })).sort((a, b) => collator.compare(a.name, b.name));
  const rows = coverageRows();
  drawCoverageLegend();
  $("coverage-said").textContent = t("coverage_said", number(rows.length), units.length, dateWords(asOf));
  const shown = rows.slice(0, rowsShown);
  $("coverage-more").hidden = rows.length <= shown.length;
  if (!rows.length) {
    $("coverage").replaceChildren(element("p", { class: "nothing" }, t("nothing")));
    return;
  }
  const head = element("tr", {},
    element("th", { scope: "col" }, t("document")), element("th", { scope: "col", class: "share" }, t("told_in")),
    ...units.map((unit) => element("th", { scope: "col", class: "unit" }, element("span", {}, unit.name))));
  const table = element("table", { class: "matrix", role: "grid", "aria-label": t("coverage") },
    element("thead", {}, head), element("tbody", {}, ...shown.map((row) => coverageRow(row, units))));
  table.addEventListener("keydown", walkCells);
  table.addEventListener("click", (click) => openCell(click.target.closest(".cell")));
  table.querySelector(".cell")?.setAttribute("tabindex", "0");
  $("coverage").replaceChildren(table);
}

function coverageRow(row, units) {
  const told = new Map(row.cells.map(([unit, event, days]) => [unit, { event, days }]));
  const cells = units.map(({ name, at }) => {
    const cell = told.get(at);
    const class_ = cell ? `cell told heat-${step(cell.days)}` : "cell never";
    const label = `${name}: ${cell ? cellWords(cell) : t("never")}`;
    return element("td", { class: class_, tabindex: -1, title: label, "aria-label": label, "data-event": cell?.event },
      element("i"));
  });
  return element("tr", {},
    element("th", { scope: "row", title: documentLabel(row.document) }, words(documentLabel(row.document))),
    element("td", { class: "share" }, `${told.size}/${units.length}`), ...cells);
}

function cellWords({ event, days }) {
  const when = whenWords(timeline.events[event]);
  return days === null ? when : `${when}, ${t("days", number(days))}`;
}

function openCell(cell) {
  if (cell?.dataset.event) openDetail(timeline.events[Number(cell.dataset.event)], cell);
}

/** Arrow keys go from cell to cell, Enter opens the event. */
function walkCells(press) {
  const cell = press.target.closest(".cell");
  if (!cell) return;
  const at = [...cell.parentElement.children].indexOf(cell);
  const row = cell.parentElement;
  const next = {
    ArrowRight: cell.nextElementSibling,
    ArrowLeft: cell.previousElementSibling,
    ArrowDown: row.nextElementSibling?.children[at],
    ArrowUp: row.previousElementSibling?.children[at],
    Home: row.querySelector(".cell"),
    End: row.lastElementChild,
  }[press.key];
  if (press.key === "Enter" || press.key === " ") openCell(cell);
  else if (next === undefined) return;
  press.preventDefault();
  if (!next?.classList.contains("cell")) return;
  cell.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

function drawCoverageLegend() {
  const entry = (class_, text) => element("span", { class: class_ }, element("i"), text);
  const steps = STEPS.map((limit, at) => entry(`heat-${at}`, t("within_days", limit)));
  const last = entry(`heat-${STEPS.length}`, t("after_days", STEPS.at(-1)));
  const other = entry(`heat-${STEPS.length + 1}`, t("lag_unknown"));
  $("coverage-legend").replaceChildren(...steps, last, other, entry("never", t("never")));
}
