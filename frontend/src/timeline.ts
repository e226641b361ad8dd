// The timeline: a bar as long as the days between which an event happened; dragging over it selects a time for all views.
import { DAY, dots, NO_DAY, tollOf, wordsOf, type Dots } from "./dots";
import { current, onSelection, select } from "./selection";

const SPACE = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, FOOT] = [640, 220, 20];
const MOST_BARS = 500;

type Scale = { first: number; last: number; at: (time: number) => number; time: (x: number) => number };

export function openTimeline(place: HTMLElement): void {
  const draw = async (query: URLSearchParams): Promise<void> => {
    const found = await dots(query.toString());
    place.replaceChildren(picture(found, !place.dataset.fixed));
    place.dataset.drawn = String(datedOf(found).rows.length);
  };
  if (!place.dataset.fixed) onSelection((query) => void draw(query));
  void draw(current(place));
}

/** The events with a day, and their first and last days as times. */
type Dated = { found: Dots; rows: number[]; first: (row: number) => number; last: (row: number) => number };

function datedOf(found: Dots): Dated {
  const earliest = found.column("earliest"), latest = found.column("latest");
  const rows: number[] = [];
  for (let row = 0; row < found.count; row++) if (earliest[row] !== NO_DAY) rows.push(row);
  return { found, rows, first: (row) => earliest[row]! * DAY, last: (row) => latest[row]! * DAY };
}

function picture(found: Dots, brushed: boolean): Element {
  const dated = datedOf(found);
  const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group" });
  const without = found.count - dated.rows.length;
  svg.setAttribute("aria-label", `${dated.rows.length} events on the timeline, ${without} without a date are not drawn`);
  if (!dated.rows.length) return svg;
  const scale = scaleOf(dated);
  axis(svg, scale);
  if (dated.rows.length > MOST_BARS) bins(svg, dated, scale);
  else bars(svg, dated, scale);
  if (without) svg.append(words(WIDTH - 4, 12, `${without} without a date`, "end"));
  if (brushed) brush(svg, scale);
  return svg;
}

function scaleOf(dated: Dated): Scale {
  let [first, last] = [Infinity, -Infinity];
  for (const row of dated.rows) {
    first = Math.min(first, dated.first(row) - DAY);
    last = Math.max(last, dated.last(row) + 2 * DAY);
  }
  const wide = WIDTH - 24;
  return {
    first, last,
    at: (time) => 12 + ((time - first) / (last - first)) * wide,
    time: (x) => first + ((x - 12) / wide) * (last - first),
  };
}

function axis(svg: Element, scale: Scale): void {
  const years = (scale.last - scale.first) / (365 * DAY);
  const unit = years > 2 ? "year" : years > 0.15 ? "month" : "day";
  const start = new Date(scale.first);
  const marks: [number, string][] = [];
  const total = unit === "year" ? years : unit === "month" ? years * 12 : years * 365;
  const step = Math.max(1, Math.ceil(total / 8));
  for (let at = 1; marks.length < 12; at += step) {
    const y = start.getUTCFullYear(), m = start.getUTCMonth(), d = start.getUTCDate();
    const time = unit === "year" ? Date.UTC(y + at, 0, 1) : unit === "month" ? Date.UTC(y, m + at, 1) : Date.UTC(y, m, d + at);
    if (time > scale.last) break;
    const name = new Date(time).toISOString();
    marks.push([time, unit === "year" ? name.slice(0, 4) : unit === "month" ? name.slice(0, 7) : name.slice(0, 10)]);
  }
  for (const [time, name] of marks) {
    const x = scale.at(time), edge = x > WIDTH - 40 ? "end" : x < 40 ? "start" : "middle";
    svg.append(make("line", { class: "axis", x1: x, x2: x, y1: 0, y2: HEIGHT - FOOT }), words(x, HEIGHT - 6, name, edge));
  }
}

function bars(svg: Element, dated: Dated, scale: Scale): void {
  const ends: number[] = [];
  const placed = dated.rows.map((row) => {
    const left = scale.at(dated.first(row));
    const width = Math.max(6, scale.at(dated.last(row) + DAY) - left);
    let lane = ends.findIndex((end) => end < left - 1);
    if (lane < 0) lane = ends.length;
    ends[lane] = left + width;
    return { dot: dated.found.at(row), left, width, lane };
  });
  const room = HEIGHT - FOOT - 16;
  const tall = Math.max(5, Math.min(15, room / ends.length));
  for (const { dot, left, width, lane } of placed) {
    const y = HEIGHT - FOOT - tall - ((lane * tall) % Math.max(tall, room - tall));
    const link = make("a", { href: `/events/${dot.id}` });
    const kind = `one${dot.time === "day" ? "" : " wide"}${dot.review === "machine" ? " machine" : ""}`;
    const bar = make("rect", { class: kind, x: left, y, width, height: tall - 2, rx: 1.5 });
    const title = make("title", {});
    title.textContent = `${wordsOf(dot)} ${tollOf(dot)}`;
    bar.append(title);
    link.append(bar);
    svg.append(link);
  }
}

function bins(svg: Element, dated: Dated, scale: Scale): void {
  const many = 120;
  const counts = new Array<number>(many).fill(0);
  for (const row of dated.rows) {
    const middle = (dated.first(row) + dated.last(row)) / 2;
    const bin = Math.min(many - 1, Math.floor(((middle - scale.first) / (scale.last - scale.first)) * many));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const wide = (WIDTH - 24) / many;
  counts.forEach((count, at) => {
    const tall = (count / most) * (HEIGHT - FOOT - 24);
    if (count) svg.append(make("rect", { class: "count", x: 12 + at * wide, y: HEIGHT - FOOT - tall, width: wide - 0.5, height: tall }));
  });
  svg.append(words(12, 12, `at most ${most} in one column`, "start"));
}

function brush(svg: Element, scale: Scale): void {
  const box = make("rect", { class: "brush", y: 0, height: HEIGHT - FOOT, width: 0 });
  let from: number | null = null;
  const place = (event: PointerEvent): number => {
    const frame = svg.getBoundingClientRect();
    return Math.max(0, Math.min(WIDTH, ((event.clientX - frame.left) / frame.width) * WIDTH));
  };
  svg.addEventListener("pointerdown", (event) => {
    if ((event as PointerEvent).button === 0) from = place(event as PointerEvent);
  });
  svg.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = place(event as PointerEvent);
    if (Math.abs(to - from) < 4) return;
    if (!box.isConnected) {
      svg.append(box);
      svg.setPointerCapture((event as PointerEvent).pointerId);
    }
    set(box, { x: Math.min(from, to), width: Math.abs(to - from) });
  });
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [left, right] = [Math.min(from, place(event as PointerEvent)), Math.max(from, place(event as PointerEvent))];
    from = null;
    box.remove();
    if (right - left < 4) return;
    const day = (x: number): string => new Date(scale.time(x)).toISOString().slice(0, 10);
    select({ from: day(left), to: day(right) });
  });
  svg.addEventListener("pointercancel", () => ((from = null), box.remove()));
}

function words(x: number, y: number, text: string, anchor: string): Element {
  const made = make("text", { x, y, "text-anchor": anchor });
  made.textContent = text;
  return made;
}

function make(name: string, given: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SPACE, name);
  set(made, given);
  return made;
}

function set(one: Element, given: Record<string, string | number>): void {
  for (const [key, value] of Object.entries(given)) one.setAttribute(key, String(value));
}
