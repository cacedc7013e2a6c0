// Detail: one event with its evidence, the words that tell it marked, and links to where they stand.

let opener = null;
let opened = null;

/** Opens the event beside the page; *from* gets the focus back when it is closed. */
function openDetail(event, from) {
  opener = from ?? opener;
  opened = event;
  drawDetail();
  $("detail").hidden = false;
  $("detail").scrollTop = 0;
  $("detail").focus({ preventScroll: true });
}

function closeDetail() {
  if (!opened) return;
  opened = null;
  $("detail").hidden = true;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

function drawDetail() {
  if (!opened) return;
  const event = opened;
  const head = element("div", { class: "head" },
    element("span", { class: "kind" }, symbol(event.type), ` ${typeName(event.type)}`),
    stepButton("previous", "‹", -1), stepButton("next", "›", 1),
    element("button", { type: "button", id: "detail-close", "aria-label": t("close"), onclick: closeDetail }, "✕"));
  const title = element("h2", { id: "detail-title" }, words(event.organiser ?? event.documents.map(documentLabel).join("; ")));
  $("detail").replaceChildren(head, title, facts(event),
    element("h3", {}, t("documents")), element("ul", {}, ...event.documents.map(documentButton)),
    element("h3", {}, t("evidence_of", event.sources.length)), ...event.sources.map((source) => evidence(event, source)));
}

function stepButton(key, sign, step) {
  const at = shown.indexOf(opened);
  const there = at < 0 ? undefined : shown[at + step];
  return element("button",
    { type: "button", "aria-label": t(key), disabled: !there, onclick: () => openDetail(there, null) }, sign);
}

function facts(event) {
  const rows = [
    [t("date"), whenWords(event) + (event.date && event.precision !== "day" ? ` (${t(`precision_${event.precision}`)})` : "")],
    [t("date_text"), event.dateText && `“${event.dateText}”`],
    [t("chair"), event.chair],
    [t("place"), event.place],
    [t("level"), levelName(event.level)],
    [t("unit"), event.unit],
    ...attendanceRows(event.attendance),
  ];
  return element("dl", {}, ...rows.filter(([, said]) => said).flatMap(([name, said]) =>
    [element("dt", {}, name), element("dd", {}, words(said))]));
}

function attendanceRows(attendance) {
  if (!attendance) return [];
  const [sites, people, mode] = attendance;
  return [[t("sites"), sites && range(sites)], [t("people"), people && range(people)], [t("mode"), mode && t(`mode_${mode}`)]];
}

/** [71, 71] is 71, [2600, null] is at least 2600. */
function range([low, high]) {
  if (low === high) return number(low);
  if (low === null) return t("at_most", number(high));
  return high === null ? t("at_least", number(low)) : `${number(low)}–${number(high)}`;
}

function documentButton(at) {
  const only = () => {
    closeDetail();
    $("document").value = String(at);
    $("form").dispatchEvent(new Event("input"));
  };
  return element("li", {},
    element("button", { type: "button", title: t("only_this"), onclick: only }, words(documentLabel(at))));
}

function evidence(event, [source, text]) {
  const [name, link, published] = timeline.sources[source];
  // Nothing but a web address may become a link; whatever else a source is called stays text.
  const isLink = link !== null && /^https?:\/\//i.test(link);
  const from = isLink ? element("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, words(name)) : words(name);
  const day = published ? `, ${t("published", dateWords(published))}` : "";
  return element("div", { class: "evidence" },
    element("blockquote", { lang: "vi" }, element("bdi", {}, ...marked(text, marksOf(event)))),
    element("p", { class: "from quiet" }, `${t("source")}: `, from, day));
}

const marksOf = (event) =>
  [event.trigger, ...event.documents.map((at) => timeline.documents[at][1])].filter(Boolean);

/** *text* in pieces, those that are one of *sought* in a <mark>. */
function marked(text, sought) {
  const places = [];
  for (const part of sought) {
    const at = text.indexOf(part);
    if (at >= 0) places.push([at, at + part.length]);
  }
  places.sort((a, b) => a[0] - b[0]);
  const pieces = [];
  let done = 0;
  for (const [start, end] of places) {
    if (start < done) continue;
    pieces.push(text.slice(done, start), element("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}
