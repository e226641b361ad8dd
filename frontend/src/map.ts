// The map: events as dots where the words name a place, as areas where they name a wider one. No request leaves the
// machine, unless whoever serves the book chose a map from elsewhere.
import type * as Library from "maplibre-gl";
import { absolute, BUILT, baseMap, type Base, DARK, LIGHT } from "./basemap";
import { dots, tollOf, wordsOf, type Dots } from "./dots";
import { Marks, REACH } from "./marks";
import { current, onSelection, select } from "./selection";

/** From this closeness on, coasts and borders are drawn finely. */
const FINE = 2.5;
const MOST_TOLD = 8, MOST_UNDER = 10_000;

export async function openMap(place: HTMLElement): Promise<void> {
  const query = current(place);
  const [library, found] = await Promise.all([
    import(`${BUILT}/maplibre-gl.mjs` as string) as Promise<typeof Library>,
    place.dataset.event ? null : dots(query.toString()),
  ]);
  const colours = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
  const base = await baseMap(library, colours);
  const map = opened(library, place, base, found && boundsOf(library, found));
  if (!map) return;
  const marks = new Marks(map, colours);
  await new Promise((ready) => map.once("style.load", ready));
  map.addLayer(marks);
  map.once("idle", () => (place.dataset.ready = "1"));
  if (base.unnamed) nameCountries(library, map);
  if (base.problem) tell(place, base.problem);
  if (!found) return one(map, marks, place);
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  follow(library, map, marks, place, found);
}

/** Draw what is selected, now and whenever the selection changes. */
function follow(library: typeof Library, map: Library.Map, marks: Marks, place: HTMLElement, first: Dots): void {
  let held = first;
  const draw = (found: Dots): void => {
    held = found;
    const drawn = marks.show(found);
    marks.framed();
    map.once("render", () => (place.dataset.drawn = String(drawn)));
  };
  draw(first);
  listen(library, map, marks, () => held);
  if (place.dataset.fixed) return;
  place.append(boxButton(map));
  let asked = 0;
  onSelection((query) => {
    const mine = ++asked;
    void dots(query.toString()).then((found) => {
      if (mine !== asked) return;
      const bounds = boundsOf(library, found);
      if (!query.has("box") && bounds) map.fitBounds(bounds, { ...FRAME, duration: 0 });
      draw(found);
    });
  });
}

const FRAME = { padding: 40, maxZoom: 6 };

/** The map, or nothing where the browser draws none; the page then says so. */
function opened(library: typeof Library, place: HTMLElement, base: Base, bounds: Library.LngLatBounds | null): Library.Map | null {
  try {
    const map = new library.Map({
      container: place,
      style: base.style,
      ...(bounds ? { bounds, fitBoundsOptions: FRAME } : { center: [20, 25] as [number, number], zoom: 1 }),
      minZoom: 0.3,
      maxZoom: base.closest,
      attributionControl: { compact: false },
      dragRotate: false,
      fadeDuration: 0,
      pitchWithRotate: false,
      validateStyle: false,
    });
    map.touchZoomRotate.disableRotation();
    const refine = (): void => {
      if (map.getZoom() < FINE) return;
      map.off("zoomend", refine);
      map.off("idle", refine);
      (map.getSource("lands") as Library.GeoJSONSource).setData(absolute("lands.json"));
    };
    if (base.shipped) {
      map.on("zoomend", refine);
      map.on("idle", refine);
    }
    return map;
  } catch {
    place.replaceChildren();
    place.dataset.empty = "This browser draws no maps (WebGL is off); the table holds the same.";
    return null;
  }
}

function tell(place: HTMLElement, words: string): void {
  const line = document.createElement("p");
  line.className = "told";
  line.setAttribute("role", "status");
  line.textContent = words;
  place.append(line);
}

function boundsOf(library: typeof Library, found: Dots): Library.LngLatBounds | null {
  const east = found.column("longitude"), north = found.column("latitude");
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let row = 0; row < found.count; row++) {
    const x = east[row]!, y = north[row]!;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < low) low = y;
    if (y > high) high = y;
  }
  return left > right ? null : new library.LngLatBounds([left, low, right, high]);
}

function listen(library: typeof Library, map: Library.Map, marks: Marks, held: () => Dots): void {
  const popup = new library.Popup({ maxWidth: "18rem" });
  map.on("click", (event) => {
    const under = marks.under(event.lngLat, MOST_UNDER);
    if (!under.length) return;
    const box = document.createElement("div");
    for (const row of under.slice(0, MOST_TOLD)) {
      const dot = held().at(row);
      const link = document.createElement("a");
      link.href = `/events/${dot.id}`;
      link.textContent = wordsOf(dot);
      const line = document.createElement("div");
      line.append(link, ` ${tollOf(dot)}`);
      box.append(line);
    }
    const more = under.length - MOST_TOLD;
    if (more > 0) box.append(`and ${more.toLocaleString("en")}${under.length === MOST_UNDER ? " or more" : ""} others; come closer to part them`);
    popup.setLngLat(event.lngLat).setDOMContent(box).addTo(map);
  });
  map.on("mousemove", (event) => (map.getCanvas().style.cursor = marks.under(event.lngLat, 1).length ? "pointer" : ""));
}

function boxButton(map: Library.Map): HTMLElement {
  const over = document.createElement("div");
  over.className = "over";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Only what the map shows";
  button.addEventListener("click", () => {
    const seen = map.getBounds();
    const clamp = (degrees: number): number => Math.max(-90, Math.min(90, degrees));
    const box = [seen.getWest(), clamp(seen.getSouth()), seen.getEast(), clamp(seen.getNorth())];
    select({ box: box.map((degrees) => degrees.toFixed(3)).join(",") });
  });
  over.append(button);
  return over;
}

function one(map: Library.Map, marks: Marks, place: HTMLElement): void {
  const precision = place.dataset.precision ?? null;
  const [longitude, latitude] = [Number(place.dataset.longitude), Number(place.dataset.latitude)];
  map.jumpTo({ center: [longitude, latitude], zoom: REACH[precision ?? ""] ? 4 : 5 });
  marks.framed();
  marks.showOne({ longitude, latitude, precision, size: 10 });
  map.once("render", () => (place.dataset.drawn = "1"));
}

type Name = { name: string; east: number; north: number; width: number; marker?: Library.Marker | null };

/** Names as elements of the page: the map needs no font files so, and screen readers skip them. */
function nameCountries(library: typeof Library, map: Library.Map): void {
  let labels: Name[] = [];
  const update = (): void => {
    const degrees = 360 / (512 * 2 ** map.getZoom());
    const seen = map.getBounds();
    for (const label of labels) {
      const fits = label.width / degrees > label.name.length * 7 && seen.contains([label.east, label.north]);
      if (fits && !label.marker) {
        const element = document.createElement("span");
        element.className = "country";
        element.setAttribute("aria-hidden", "true");
        element.textContent = label.name;
        label.marker = new library.Marker({ element }).setLngLat([label.east, label.north]).addTo(map);
        element.removeAttribute("tabindex");
      } else if (!fits && label.marker) {
        label.marker.remove();
        label.marker = null;
      }
    }
  };
  map.once("idle", () => {
    void fetch(absolute("names.json")).then(async (answer) => {
      labels = (await answer.json()) as Name[];
      update();
      map.on("moveend", update);
    });
  });
}
