// Elements: what stands on the page is made here; words of others only ever become text nodes.

const $ = (id) => document.getElementById(id);

/** A new element; attributes that are null or false are left out, "onclick" and its like are listeners. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Words of others, kept from turning the words around them to another direction. */
const words = (text) => element("bdi", {}, text);

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  circle: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
  diamond: "M6 .5L11.500 6L6 11.500L.5 6z",
  triangle: "M6 1L11.500 11H.5z",
  rect: "M1.500 1.500h9v9h-9z",
  roundRect: "M4 1h4a3 3 0 0 1 3 3v4a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z",
  pin: "M6 12C3.500 9 2 7 2 4.500a4 4 0 1 1 8 0C10 7 8.500 9 6 12z",
  arrow: "M6 .5L11 11.500L6 8.500L1 11.500z",
};
// One sign for each type of event, in their order, by the names that the chart library has for them.
const SYMBOLS = [
  { shape: "circle" }, { shape: "diamond" }, { shape: "triangle" }, { shape: "rect" }, { shape: "roundRect" },
  { shape: "pin" }, { shape: "arrow" }, { shape: "circle", isHollow: true }, { shape: "rect", isHollow: true },
];

/** The sign of a type of event, as the charts draw it. */
function symbol(type) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 12 12");
  drawn.setAttribute("class", `symbol type-${type}`);
  drawn.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  const { shape, isHollow } = SYMBOLS[type];
  path.setAttribute("d", PATHS[shape]);
  path.setAttribute("fill", isHollow ? "none" : "currentColor");
  if (isHollow) path.setAttribute("stroke", "currentColor");
  if (isHollow) path.setAttribute("stroke-width", "2");
  drawn.append(path);
  return drawn;
}

let colours = new Map();

/** A colour of the style sheet, for the canvas; asked of the browser once for each theme. */
function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return colours.get(name);
}

/** Fills a <select> with [value, words] pairs and keeps what was chosen. */
function fillSelect(select, options) {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  select.value = options.some(([value]) => String(value) === chosen) ? chosen : String(options[0]?.[0] ?? "");
}

/** Says something to a screen reader. */
function announce(text) {
  $("live").textContent = text;
}
