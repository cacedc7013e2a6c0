// Main: puts the views together, switches language, theme and view, and draws again what has changed.

let shown = [];
let view = null; // none is drawn before the words are there
const VIEWS = ["chart", "coverage", "lags", "table"];

/** The events that pass the filters, and the view that is looked at. */
function refresh() {
  shown = [...timeline.dated, ...timeline.undated].filter((event) => passes(event));
  drawCounts();
  const undated = shown.filter((event) => event.at === null).length;
  const counts = [t("shown", number(shown.length), number(timeline.events.length))];
  if (undated) counts.push(t("undated_count", number(undated)));
  $("count").textContent = counts.join(" · ");
  drawView();
}

function drawView() {
  if (view === "chart") drawChart(shown);
  else if (view === "coverage") drawCoverage();
  else if (view === "lags") drawLags(shown);
  else if (view === "table") drawTable(shown);
}

function showView(name, focuses = false) {
  view = name;
  for (const one of VIEWS) {
    const tab = $(`tab-${one}`);
    tab.setAttribute("aria-selected", String(one === name));
    tab.tabIndex = one === name ? 0 : -1;
    $(`view-${one}`).hidden = one !== name;
  }
  if (focuses) $(`tab-${name}`).focus();
  drawView();
}

/** All words of the page in *code*, and every view drawn again. */
function speak(code) {
  language = code;
  document.documentElement.lang = code;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = t(place.dataset.word);
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", t(place.dataset.label));
  const title = timeline.title ?? t("title");
  $("title").textContent = title;
  document.title = title;
  $("language").textContent = t("other_language");
  $("language").lang = code === "vi" ? "en" : "vi";
  $("summary").textContent = summaryWords();
  fillSelect($("lanes"), ["document", "level", "unit", "type"].map((by) => [by, t(`by_${by}`)]));
  fillSelect($("lag-lanes"), ["document", "unit"].map((by) => [by, t(`by_${by}`)]));
  fillSelect($("coverage-order"), ["most", "least", "newest"].map((by) => [by, t(`order_${by}`)]));
  drawForm();
  refresh();
  drawDetail();
}

function summaryWords() {
  const { dated, events, documents } = timeline;
  const units = new Set(events.map((event) => event.unit).filter(Boolean)).size;
  const parts = [t("events", number(events.length)), t("of_documents", number(documents.length))];
  if (units) parts.push(t("of_units", number(units)));
  if (dated.length) {
    const years = [dated[0], dated.at(-1)].map((event) => event.date.slice(0, 4));
    parts.push([...new Set(years)].join("–"));
  }
  return parts.join(" · ");
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  colours = new Map();
  $("theme").setAttribute("aria-pressed", String(name === "dark"));
  if (timeline) drawView();
}

/** Arrow keys go from tab to tab, as a list of tabs does. */
function walkTabs(press) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
  const at = VIEWS.indexOf(view);
  if (step) showView(VIEWS[(at + step + VIEWS.length) % VIEWS.length], true);
  else if (press.key === "Home") showView(VIEWS[0], true);
  else if (press.key === "End") showView(VIEWS.at(-1), true);
  else return;
  press.preventDefault();
}

/** Typing is waited for, so that each letter costs no drawing of its own. */
function listenToForm() {
  let waiting = 0;
  const changed = () => {
    readForm();
    tableShown = TABLE_ROWS;
    rowsShown = ROWS;
    undatedShown = UNDATED_SHOWN;
    refresh();
    announce($("count").textContent);
  };
  $("form").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 120);
  });
  $("form").addEventListener("reset", () => setTimeout(changed));
  $("form").addEventListener("submit", (event) => event.preventDefault());
}

function listenToButtons() {
  const more = (id, add) => $(id).addEventListener("click", () => { add(); drawView(); });
  more("table-more", () => { tableShown += 200; });
  more("coverage-more", () => { rowsShown += 60; });
  $("undated").querySelector("button[data-word]").addEventListener("click", () => { undatedShown += 200; drawView(); });
  for (const id of ["lanes", "lag-lanes", "coverage-order"]) $(id).addEventListener("change", drawView);
  $("zoom-in").addEventListener("click", () => eventChart?.zoom(0.5));
  $("zoom-out").addEventListener("click", () => eventChart?.zoom(2));
  $("zoom-all").addEventListener("click", () => eventChart?.showAll());
  $("language").addEventListener("click", () => speak(language === "vi" ? "en" : "vi"));
  $("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  for (const name of VIEWS) $(`tab-${name}`).addEventListener("click", () => showView(name));
  $("tabs").addEventListener("keydown", walkTabs);
  document.addEventListener("keydown", (press) => { if (press.key === "Escape") closeDetail(); });
}

/** Paper is white: the theme is changed for it, and back; the table says there what a click would say here. */
function listenToPrinting() {
  let before = null;
  addEventListener("beforeprint", () => {
    before = document.documentElement.dataset.theme;
    setTheme("light");
    drawTable(shown);
  });
  addEventListener("afterprint", () => setTheme(before ?? "light"));
}

async function start() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
  if (matchMedia("(max-width: 820px)").matches) $("filters").open = false;
  timeline = timelineOf(await unpacked());
  speak(language);
  showView("chart");
  listenToForm();
  listenToButtons();
  listenToPrinting();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

start();
