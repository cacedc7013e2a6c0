// Filters: which events are looked at; every view asks here.

const chosen = { types: new Set(), document: "", organ: "", level: "", unit: "", from: null, to: null, words: [] };
let haystacks = null;

/** Text without marks and capitals, under which a search word finds it: "quán triệt" is "quan triet". */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** What free text is looked for in, folded once. */
function haystack(event) {
  haystacks ??= timeline.events.map((one) => {
    const said = one.sources.map(([source, evidence]) => `${timeline.sources[source][0]} ${evidence}`);
    const parts = [one.organiser, one.chair, one.place, one.unit, ...one.documents.map(documentLabel), ...said];
    return fold(parts.filter(Boolean).join(" "));
  });
  return haystacks[event.index];
}

/** Whether *event* passes the filters; with *but*, all of them except the one of that name. */
function passes(event, but) {
  return (
    (but === "types" || !chosen.types.size || chosen.types.has(event.type)) &&
    (chosen.document === "" || event.documents.includes(Number(chosen.document))) &&
    (chosen.organ === "" || event.organiser === chosen.organ) &&
    (chosen.level === "" || event.level === Number(chosen.level)) &&
    (chosen.unit === "" || event.unit === chosen.unit) &&
    (chosen.from === null || (event.last !== null && event.last >= chosen.from)) &&
    (chosen.to === null || (event.first !== null && event.first <= chosen.to)) &&
    (!chosen.words.length || chosen.words.every((word) => haystack(event).includes(word)))
  );
}

/** How many filters are set. */
function settings() {
  const single = ["document", "organ", "level", "unit"].filter((name) => chosen[name] !== "").length;
  return single + chosen.types.size + (chosen.from !== null) + (chosen.to !== null) + (chosen.words.length > 0);
}

/** Values of the events with their numbers, the commonest first, names in alphabetical order. */
function counted(valuesOf) {
  const counts = new Map();
  for (const event of timeline.events) {
    for (const value of valuesOf(event)) {
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts];
}

/** Reads the form into the filters. */
function readForm() {
  chosen.types = new Set([...$("types").querySelectorAll("input:checked")].map((box) => Number(box.value)));
  for (const name of ["document", "organ", "level", "unit"]) chosen[name] = $(name).value;
  chosen.from = $("from").value ? Date.parse($("from").value) : null;
  chosen.to = $("to").value ? Date.parse($("to").value) : null;
  chosen.words = fold($("text").value).split(/\s+/).filter(Boolean);
}

/** The form in the language chosen: types with their signs, and lists of what the events name. */
function drawForm() {
  const counts = new Map(counted((event) => [event.type]));
  const types = timeline.types.map((_, type) => type).filter((type) => counts.has(type));
  const boxes = types.map((type) =>
    element("label", { class: "type" },
      element("input", { type: "checkbox", value: type, "data-type": type, checked: chosen.types.has(type) }),
      symbol(type), typeName(type), element("span", { class: "number", "data-count": type })));
  $("types").replaceChildren($("types").querySelector("legend"), ...boxes);
  const collator = new Intl.Collator("vi", { numeric: true });
  const list = (id, values, label) => {
    const some = values.map(([value, count]) => [value, `${label(value)} (${number(count)})`, label(value)]);
    some.sort((a, b) => collator.compare(a[2], b[2]));
    fillSelect($(id), [["", t("all")], ...some]);
    $(id).parentElement.hidden = values.length < 2 && chosen[id] === "";
  };
  list("document", counted((event) => new Set(event.documents)), documentLabel);
  list("organ", counted((event) => [event.organiser]), String);
  list("unit", counted((event) => [event.unit]), String);
  const levels = counted((event) => [event.level]).sort((a, b) => a[0] - b[0]);
  fillSelect($("level"), [["", t("all")], ...levels.map(([level, count]) => [level, `${levelName(level)} (${number(count)})`])]);
}

/** The numbers beside the types: how many events each would show. */
function drawCounts() {
  const counts = new Map();
  for (const event of timeline.events) {
    if (passes(event, "types")) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  }
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = number(counts.get(Number(place.dataset.count)) ?? 0);
  }
  const set = settings();
  $("filtering").hidden = !set;
  $("filtering").textContent = set;
}
