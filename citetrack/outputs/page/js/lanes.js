// Lanes: a chart of points in horizontal lanes over days or dates, which can be zoomed, walked with keys, and touched.

const LANE = 27; // pixels, at least
const NARROW_LANE = 46; // with the name above the points
const MOST_HEIGHT = 640;
const REACH = 14; // pixels around a finger or pointer in which a point is found
const LARGE = 2500; // points from which the library draws them as one path

/** One chart in *box*; *opened* gets the event of a point that is chosen. */
class LaneChart {
  constructor(box, { isTime, label, opened }) {
    Object.assign(this, { isTime, label, opened, points: [], lanes: [], current: -1 });
    this.canvas = element("div");
    this.names = element("div", { "aria-hidden": "true" });
    this.ring = element("div", { class: "ring", hidden: true });
    this.tip = element("div", { class: "tip", hidden: true });
    this.box = box;
    box.className = "plot";
    box.tabIndex = 0;
    box.setAttribute("role", "application");
    box.append(this.canvas, this.names, this.ring, this.tip);
    this.chart = echarts.init(this.canvas, null, { renderer: "canvas", useDirtyRect: false });
    this.chart.on("datazoom", () => this.follow());
    this.listen();
    new ResizeObserver(() => this.resize()).observe(box);
  }

  listen() {
    const paper = this.chart.getZr();
    paper.on("mousemove", (at) => this.hover(this.nearest(at.offsetX, at.offsetY), at));
    paper.on("globalout", () => this.hover(-1));
    paper.on("click", (at) => {
      const found = this.nearest(at.offsetX, at.offsetY);
      if (found >= 0) this.choose(found, true);
    });
    this.box.addEventListener("keydown", (press) => this.key(press));
    this.box.addEventListener("wheel", (turn) => this.wheel(turn), { passive: false, capture: true });
  }

  /** Shows *points* {x, y, event, from, to} in *lanes* (labels); *marks* {x, y} are drawn as upright lines. */
  draw(lanes, points, { marks = [], overview = [], extent = null } = {}) {
    const known = this.current >= 0 ? this.points[this.current].event : null;
    this.lanes = lanes;
    this.points = points.sort((a, b) => a.x - b.x || a.y - b.y);
    this.current = known ? this.points.findIndex((point) => point.event === known) : -1;
    this.marks = marks;
    this.overview = overview;
    this.extent = extent ?? this.span();
    this.box.setAttribute("aria-label", this.label());
    this.width = 0;
    this.resize();
  }

  /** What is zoomed to, if the same points are drawn in another width. */
  zoomed() {
    return this.width ? { x: this.seen("xAxis"), top: this.seen("yAxis")[0] } : null;
  }

  span() {
    const [first, last] = [this.points[0]?.x ?? 0, this.points.at(-1)?.x ?? 1];
    const room = Math.max((last - first) * 0.02, this.isTime ? 20 * DAY : 1);
    return [first - room, last + room];
  }

  resize() {
    const width = this.box.clientWidth;
    if (!width || width === this.width || !this.points.length) return;
    const zoomed = this.zoomed();
    this.width = width;
    const narrow = width < 620;
    this.isNarrow = narrow;
    this.seenLanes = null;
    for (const point of this.points) point.height = this.heightOf(point.y);
    const foot = this.overview.length ? 84 : 30;
    const lane = narrow ? NARROW_LANE : LANE;
    // A lane of many points needs room for them; lanes of few points stay close.
    const crowd = Math.min(4, 1 + this.points.length / this.lanes.length / 200);
    const height = Math.min(narrow ? 480 : MOST_HEIGHT, Math.max(200, this.lanes.length * lane * 1.25 * crowd + foot + 12));
    this.shown = Math.min(this.lanes.length, Math.max(1, Math.floor((height - foot - 12) / lane)));
    this.canvas.style.height = `${height}px`;
    this.chart.clear();
    this.chart.resize({ width, height });
    this.chart.setOption(this.option(narrow, height, foot), { notMerge: true });
    if (zoomed) this.window("x", ...zoomed.x);
    if (zoomed && this.shown < this.lanes.length) this.scrollTo(zoomed.top);
    this.follow();
  }

  /** What lies over the canvas goes with it: the names of the lanes, the ring around the current point. */
  follow() {
    const top = this.seen("yAxis")[0];
    const seenLanes = `${top} ${this.width} ${this.shown} ${this.lanes.length}`;
    if (seenLanes !== this.seenLanes) this.nameLanes(top);
    this.seenLanes = seenLanes;
    this.placeRing();
  }

  nameLanes(top) {
    const lane = this.grid.height / this.shown;
    const first = Math.floor(top + 0.01);
    const names = this.lanes.slice(first, first + this.shown + 1).map((name, at) => {
      const made = element("div", { title: name }, words(name));
      made.style.top = `${this.grid.top + (first + at - top) * lane}px`;
      made.style.height = `${lane}px`;
      return made;
    });
    this.names.className = this.isNarrow ? "lane-names narrow" : "lane-names";
    this.names.style.width = `${this.isNarrow ? this.grid.width : this.grid.left - 12}px`;
    this.names.style.height = `${this.grid.top + this.grid.height}px`;
    this.names.replaceChildren(...names);
  }

  /** Where a point stands in its lane: where names are above the points, in the lower part of it. */
  heightOf(y) {
    return this.isNarrow ? Math.floor(y) + 0.36 + (y - Math.floor(y)) * 0.62 : y;
  }

  option(narrow, height, foot) {
    const scrolls = this.shown < this.lanes.length;
    const left = narrow ? 6 : Math.min(250, 24 + 7 * Math.max(...this.lanes.map((lane) => lane.length)));
    const grid = { left, right: scrolls ? 30 : 12, top: 8, bottom: foot, show: false };
    this.grid = { ...grid, width: this.width - left - grid.right, height: height - foot - 8 };
    const grids = [grid];
    if (this.overview.length) grids.push({ left, right: grid.right, height: 34, bottom: 8 });
    return {
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: grids,
      xAxis: this.xAxes(grids),
      yAxis: this.yAxes(grids),
      dataZoom: this.zooms(scrolls, left, grid),
      series: [...this.spans(), ...this.series(), ...this.bars()],
    };
  }

  xAxes(grids) {
    const quiet = colour("quiet");
    const base = { min: this.extent[0], max: this.extent[1], type: this.isTime ? "time" : "value", axisTick: { show: false } };
    const month = language === "vi" ? "{MM}/{yyyy}" : "{MMM} {yyyy}";
    const day = language === "vi" ? "{dd}/{MM}/{yyyy}" : "{d} {MMM} {yyyy}";
    const formatter = this.isTime ? { year: "{yyyy}", quarter: month, month, day, hour: "", minute: "", second: "", millisecond: "" } : number;
    const first = {
      ...base, gridIndex: 0, axisLine: { lineStyle: { color: colour("line") } },
      axisLabel: { color: quiet, hideOverlap: true, formatter, fontSize: 12, showMaxLabel: this.isTime ? null : false },
      splitLine: { show: true, lineStyle: { color: colour("faint") } },
      minInterval: this.isTime ? DAY : 1,
    };
    const second = { ...base, gridIndex: 1, axisLabel: { show: false }, axisLine: { show: false }, splitLine: { show: false } };
    return grids.length > 1 ? [first, second] : [first];
  }

  /** Lane 0 lies between 0 and 1; its name is text of the page, not of the canvas. */
  yAxes(grids) {
    const first = {
      type: "value", inverse: true, min: 0, max: this.lanes.length, interval: 1, gridIndex: 0,
      axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false },
      splitLine: { show: true, lineStyle: { color: colour("line") } },
    };
    const second = { type: "value", gridIndex: 1, axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false } };
    return grids.length > 1 ? [first, second] : [first];
  }

  zooms(scrolls, left, grid) {
    const slider = {
      borderColor: "transparent", backgroundColor: colour("faint"), fillerColor: colour("accent-soft"), showDetail: false,
      showDataShadow: false, brushSelect: false, handleStyle: { color: colour("card"), borderColor: colour("accent") },
      moveHandleSize: 0, emphasis: { handleStyle: { borderColor: colour("accent") } },
    };
    const zooms = [
      { id: "x", type: "inside", xAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl", preventDefaultMouseMove: false },
    ];
    if (this.overview.length) {
      zooms.push({ ...slider, id: "slider", type: "slider", xAxisIndex: 0, filterMode: "none", left, right: grid.right, height: 34, bottom: 8 });
    }
    if (scrolls) {
      const values = { startValue: 0, endValue: this.shown };
      zooms.push({
        ...slider, ...values, id: "y", type: "slider", yAxisIndex: 0, filterMode: "none", orient: "vertical", zoomLock: true,
        right: 4, width: 14, top: 8, height: this.grid.height, fillerColor: colour("line"), handleSize: 0,
      });
    }
    return zooms;
  }

  /** A series for each type of event: one colour, one sign. */
  series() {
    const byType = new Map();
    for (const point of this.points) {
      if (!byType.has(point.event.type)) byType.set(point.event.type, []);
      byType.get(point.event.type).push([point.x, point.height]);
    }
    const size = this.points.length > LARGE ? 6 : 11;
    return [...byType].sort((a, b) => a[0] - b[0]).map(([type, data]) => ({
      type: "scatter", data, symbol: SYMBOLS[type].shape, symbolSize: size, silent: true, clip: true, large: this.points.length > LARGE, largeThreshold: 1,
      progressive: 0, z: 3, itemStyle: { ...paint(type), opacity: this.points.length > LARGE ? 0.7 : 1 },
    }));
  }

  /** Bars where an event took days or is known by its month or year only, and upright marks: a shape for each colour. */
  spans() {
    const byType = new Map();
    for (const { from, to, height, event } of this.points) {
      if (!(to > from)) continue;
      if (!byType.has(event.type)) byType.set(event.type, []);
      byType.get(event.type).push([from, to, height]);
    }
    const shape = (lines, style, z) => ({
      type: "custom", coordinateSystem: "cartesian2d", data: [[this.extent[0], 0]], silent: true, clip: true, z,
      renderItem: (_, api) => ({ type: "path", shape: { pathData: lines(api) }, style: { fill: "none", ...style } }),
    });
    const flat = [...byType].map(([type, bars]) =>
      shape((api) => this.flatLines(api, bars), { stroke: colour(`type-${type}`), lineWidth: 6, opacity: 0.28 }, 2));
    const upright = (api) => this.marks.map(({ x, y }) => uprightLine(api, x, this.heightOf(y))).join("");
    return this.marks.length ? [...flat, shape(upright, { stroke: colour("ink"), lineWidth: 2 }, 4)] : flat;
  }

  flatLines(api, bars) {
    const [left, right] = this.seen("xAxis");
    return bars.filter(([from, to]) => to >= left && from <= right).map(([from, to, y]) => {
      const [x, at] = api.coord([Math.max(from, left), y]);
      return `M${x.toFixed(1)} ${at.toFixed(1)}H${api.coord([Math.min(to, right), y])[0].toFixed(1)}`;
    }).join("");
  }

  bars() {
    if (!this.overview.length) return [];
    return [{
      type: "bar", xAxisIndex: 1, yAxisIndex: 1, data: this.overview, silent: true, barWidth: "92%", barCategoryGap: 0, z: 10,
      itemStyle: { color: colour("quiet"), opacity: 0.55 },
    }];
  }

  /** The window that is seen, [start, end] in days or dates, or in lanes. */
  seen(axis) {
    return this.chart.getModel().getComponent(axis, 0).axis.scale.getExtent();
  }

  pixel(point) {
    const [left, right] = this.seen("xAxis");
    const [top, bottom] = this.seen("yAxis");
    const x = this.grid.left + ((point.x - left) / (right - left)) * this.grid.width;
    const y = this.grid.top + ((point.height - top) / (bottom - top)) * this.grid.height;
    return [x, y];
  }

  isSeen([x, y]) {
    const { left, top, width, height } = this.grid;
    return x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;
  }

  /** The number of the point nearest to a place of the canvas, or -1. */
  nearest(x, y) {
    if (!this.points.length || !this.isSeen([x, y])) return -1;
    const [left, right] = this.seen("xAxis");
    const reach = (REACH / this.grid.width) * (right - left);
    const at = left + ((x - this.grid.left) / this.grid.width) * (right - left);
    let [best, distance] = [-1, REACH * REACH];
    for (let i = lowerBound(this.points, at - reach); i < this.points.length && this.points[i].x <= at + reach; i++) {
      const [px, py] = this.pixel(this.points[i]);
      const apart = (px - x) ** 2 + (py - y) ** 2;
      if (apart < distance) [best, distance] = [i, apart];
    }
    return best;
  }

  hover(found, at) {
    this.canvas.style.cursor = found >= 0 ? "pointer" : "";
    this.tip.hidden = found < 0;
    if (found < 0) return;
    const { event } = this.points[found];
    const heading = element("strong", {}, symbol(event.type), ` ${typeName(event.type)}`);
    const lines = [whenWords(event), event.documents.map(documentLabel).slice(0, 3).join("; "), event.organiser];
    this.tip.replaceChildren(heading, ...lines.filter(Boolean).map((line) => element("div", {}, words(line))));
    const [x, y] = this.pixel(this.points[found]);
    this.tip.style.left = `${Math.max(0, Math.min(x + 14, this.width - this.tip.offsetWidth - 4))}px`;
    this.tip.style.top = `${y + 16 + this.tip.offsetHeight > this.canvas.offsetHeight ? y - this.tip.offsetHeight - 12 : y + 14}px`;
  }

  /** Makes a point the current one, brings it into view, says it, and opens its event if asked. */
  choose(found, opens) {
    this.current = found;
    this.reveal(this.points[found]);
    this.placeRing();
    if (opens) this.opened(this.points[found].event, this.box);
    else announce(`${eventWords(this.points[found].event)} (${found + 1}/${this.points.length})`);
  }

  reveal(point) {
    const [left, right] = this.seen("xAxis");
    if (point.x < left || point.x > right) this.window("x", left + point.x - (left + right) / 2, right + point.x - (left + right) / 2);
    const [top] = this.seen("yAxis");
    const lane = Math.floor(point.y);
    if (lane < top || lane > top + this.shown - 1) this.scrollTo(lane - Math.floor(this.shown / 2));
  }

  placeRing() {
    const at = this.current >= 0 && this.points.length ? this.pixel(this.points[this.current]) : null;
    this.ring.hidden = !at || !this.isSeen(at);
    if (this.ring.hidden) return;
    this.ring.style.left = `${at[0]}px`;
    this.ring.style.top = `${at[1]}px`;
  }

  window(id, startValue, endValue) {
    const [low, high] = this.extent;
    const width = Math.min(endValue - startValue, high - low);
    const start = Math.max(low, Math.min(startValue, high - width));
    const batch = [{ dataZoomId: id, startValue: start, endValue: start + width }];
    if (this.overview.length) batch.push({ ...batch[0], dataZoomId: "slider" });
    this.chart.dispatchAction({ type: "dataZoom", batch });
  }

  /** Half, twice or all of what is seen, around its middle or the current point. */
  zoom(factor) {
    if (!this.points.length) return;
    const [left, right] = this.seen("xAxis");
    const point = this.points[this.current];
    const middle = point && point.x >= left && point.x <= right ? point.x : (left + right) / 2;
    const half = Math.max(((right - left) * factor) / 2, this.isTime ? 4 * DAY : 2);
    this.window("x", middle - half, middle + half);
  }

  showAll() {
    if (!this.points.length) return;
    this.window("x", ...this.extent);
    if (this.shown < this.lanes.length) this.scrollTo(0);
  }

  /** Puts *lane* at the top; false if it stands there, or cannot go further. */
  scrollTo(lane) {
    const top = Math.max(0, Math.min(this.lanes.length - this.shown, lane));
    if (Math.abs(top - this.seen("yAxis")[0]) < 0.01) return false;
    this.chart.dispatchAction({ type: "dataZoom", dataZoomId: "y", startValue: top, endValue: top + this.shown });
    return true;
  }

  /** A wheel scrolls the lanes while there are any, then the page; with Ctrl the library zooms. */
  wheel(turn) {
    if (turn.ctrlKey || turn.metaKey || !(this.shown < this.lanes.length)) return;
    const top = this.seen("yAxis")[0];
    if (this.scrollTo(top + Math.sign(turn.deltaY) * Math.max(1, Math.round(Math.abs(turn.deltaY) / 50)))) turn.preventDefault();
  }

  key(press) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };
    const last = this.points.length - 1;
    if (last < 0 || press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key in steps) this.choose(Math.max(0, Math.min(last, this.current + steps[press.key])), false);
    else if (press.key === "Home") this.choose(0, false);
    else if (press.key === "End") this.choose(last, false);
    else if (press.key === "ArrowDown" || press.key === "ArrowUp") this.changeLane(press.key === "ArrowDown" ? 1 : -1);
    else if (press.key === "Enter" || press.key === " ") this.choose(Math.max(0, this.current), true);
    else if (press.key === "+" || press.key === "=") this.zoom(0.5);
    else if (press.key === "-") this.zoom(2);
    else if (press.key === "0") this.showAll();
    else return;
    press.preventDefault();
  }

  /** Goes to the point of the next lane with one that is nearest in time. */
  changeLane(step) {
    const here = this.points[Math.max(0, this.current)];
    const lane = Math.floor(here.y);
    const away = this.points.filter((point) => (Math.floor(point.y) - lane) * step > 0);
    const next = Math.min(...away.map((point) => Math.abs(Math.floor(point.y) - lane)));
    const there = away.filter((point) => Math.abs(Math.floor(point.y) - lane) === next);
    if (!there.length) return;
    const best = there.reduce((a, b) => (Math.abs(b.x - here.x) < Math.abs(a.x - here.x) ? b : a));
    this.choose(this.points.indexOf(best), false);
  }
}

/** The first place in *points*, which stand by x, with an x of at least *x*. */
function lowerBound(points, x) {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].x < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Signs of two types are hollow: the shape of another, filled like the card that it stands on. */
function paint(type) {
  const ink = colour(`type-${type}`);
  return SYMBOLS[type].isHollow ? { color: colour("card"), borderColor: ink, borderWidth: 2 } : { color: ink };
}

function uprightLine(api, x, y) {
  const [left, at] = api.coord([x, y]);
  const half = Math.min(13, Math.abs(api.size([0, 1])[1]) * 0.4);
  return `M${left} ${at - half}V${at + half}`;
}

/** Spreads the points of a lane that stand close in x over its height, always in the same way. */
function spread(points, extent) {
  const close = (extent[1] - extent[0]) / 90;
  const lanes = new Map();
  for (const point of points.sort((a, b) => a.x - b.x)) {
    const lane = lanes.get(point.y) ?? { x: -Infinity, count: 0 };
    lane.count = point.x - lane.x < close ? lane.count + 1 : 0;
    lane.x = point.x;
    lanes.set(point.y, lane);
    // Steps of the golden ratio fill a lane evenly, however many points there are.
    point.y += 0.5 + (lane.count ? (((lane.count * 0.618034 + 0.5) % 1) - 0.5) * 0.72 : 0);
  }
  return points;
}
