// The map: events as dots where the words name a place, as areas where they name a wider one. No request leaves the machine.
import type * as Library from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { dots, tollOf, wordsOf, type Dot } from "./dots";
import { current, onSelection, select } from "./selection";

/** How far, in kilometres, words of each precision may be from the point that is drawn. */
const REACH: Record<string, number> = { site: 0, locality: 0, district: 25, region: 80, country: 250, unknown: 40 };
const EARTH_KM = 111.32;

export async function openMap(place: HTMLElement): Promise<void> {
  if (!canDraw()) return void (place.dataset.empty = "This browser draws no maps (WebGL is off); the table holds the same.");
  const library = (await import("/static/built/maplibre-gl.mjs" as string)) as typeof Library;
  const world = (await (await fetch("/static/built/world.json")).json()) as Topology;
  const lands = feature(world, world.objects["countries"] as GeometryCollection<{ name: string }>);
  lands.features.forEach((land) => unwrap(land as Land));
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const map = new library.Map({
    container: place,
    style: style(lands, dark),
    center: [20, 25],
    zoom: 1,
    minZoom: 0.3,
    maxZoom: 9,
    attributionControl: { compact: false, customAttribution: "Natural Earth" },
    dragRotate: false,
    fadeDuration: 0,
    pitchWithRotate: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  nameCountries(library, map, lands.features as never);
  await new Promise((ready) => map.once("load", ready));
  place.dataset.ready = "1";
  if (place.dataset.event) return one(map, place);
  const shown = new Map<string, Dot>();
  listen(library, map, shown);
  const draw = async (query: URLSearchParams): Promise<void> => {
    const found = await dots(query.toString());
    shown.clear();
    for (const dot of found) shown.set(dot.id, dot);
    (map.getSource("events") as Library.GeoJSONSource).setData(points(found));
    (map.getSource("areas") as Library.GeoJSONSource).setData(areas(found));
    if (!query.has("box")) frame(library, map, found);
    place.dataset.drawn = String(found.filter((dot) => dot.latitude !== null).length);
  };
  if (!place.dataset.fixed) onSelection((query) => void draw(query));
  await draw(current(place));
  if (!place.dataset.fixed) place.append(boxButton(map));
}

function canDraw(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

function style(lands: object, dark: boolean): Library.StyleSpecification {
  const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  const blue = dark ? "#8fc1ea" : "#1c4f7c";
  const orange = dark ? "#f3b562" : "#9a4f00";
  const colour: Library.ExpressionSpecification = ["case", ["get", "contested"], orange, blue];
  return {
    version: 8,
    sources: { lands: { type: "geojson", data: lands as never }, events: empty, areas: empty },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": dark ? "#171c21" : "#e6ebee" } },
      { id: "land", type: "fill", source: "lands", paint: { "fill-color": dark ? "#2a3036" : "#f8f6f0" } },
      { id: "borders", type: "line", source: "lands", paint: { "line-color": dark ? "#4a525a" : "#c2beb3", "line-width": 0.7 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour, "fill-opacity": 0.12 } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": colour, "line-dasharray": [2, 2], "line-width": 1 } },
      {
        id: "events",
        type: "circle",
        source: "events",
        paint: {
          "circle-radius": ["get", "radius"],
          "circle-color": colour,
          "circle-opacity": ["case", ["get", "machine"], 0.1, 0.75],
          "circle-stroke-color": colour,
          "circle-stroke-width": 1.5,
        },
      },
    ],
  };
}

function points(found: Dot[]): GeoJSON.FeatureCollection {
  const drawn = found.filter((dot) => dot.latitude !== null && (REACH[dot.precision ?? ""] ?? 0) === 0);
  return {
    type: "FeatureCollection",
    features: drawn.map((dot) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [dot.longitude ?? 0, dot.latitude ?? 0] },
      properties: { ...told(dot), radius: 4 + Math.min(12, 1.6 * Math.log2(1 + dot.size)) },
    })),
  };
}

function areas(found: Dot[]): GeoJSON.FeatureCollection {
  const drawn = found.filter((dot) => dot.latitude !== null && (REACH[dot.precision ?? ""] ?? 0) > 0);
  return { type: "FeatureCollection", features: drawn.map((dot) => circle(dot, REACH[dot.precision ?? ""] ?? 25)) };
}

/** What the map holds of an event; its words are looked up when it is asked for. */
function told(dot: Dot): Record<string, unknown> {
  return { id: dot.id, contested: dot.contested, machine: dot.review === "machine" };
}

function circle(dot: Dot, reach: number): GeoJSON.Feature {
  const [east, north] = [dot.longitude ?? 0, dot.latitude ?? 0];
  const ring = Array.from({ length: 49 }, (_, at) => {
    const turn = (at / 48) * 2 * Math.PI;
    const wide = reach / EARTH_KM / Math.max(0.2, Math.cos((north * Math.PI) / 180));
    return [east + wide * Math.cos(turn), north + (reach / EARTH_KM) * Math.sin(turn)];
  });
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties: told(dot) };
}

function frame(library: typeof Library, map: Library.Map, found: Dot[]): void {
  const bounds = new library.LngLatBounds();
  for (const dot of found) if (dot.latitude !== null) bounds.extend([dot.longitude ?? 0, dot.latitude]);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 40, maxZoom: 6, duration: 0 });
}

function listen(library: typeof Library, map: Library.Map, shown: Map<string, Dot>): void {
  const popup = new library.Popup({ maxWidth: "18rem" });
  map.on("click", (event) => {
    const hit = map.queryRenderedFeatures(event.point, { layers: ["events", "areas"] });
    if (!hit.length) return;
    const box = document.createElement("div");
    for (const id of [...new Set(hit.map((each) => String(each.properties["id"])))].slice(0, 8)) {
      const dot = shown.get(id);
      if (!dot) continue;
      const link = document.createElement("a");
      link.href = `/events/${id}`;
      link.textContent = wordsOf(dot);
      const line = document.createElement("div");
      line.append(link, ` ${tollOf(dot)}`);
      box.append(line);
    }
    popup.setLngLat(event.lngLat).setDOMContent(box).addTo(map);
  });
  for (const layer of ["events", "areas"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
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

function one(map: Library.Map, place: HTMLElement): void {
  const dot = {
    id: place.dataset.event ?? "", kind: "", place: null, toll: null, size: 10, contested: false, review: "accepted",
    latitude: Number(place.dataset.latitude), longitude: Number(place.dataset.longitude), precision: place.dataset.precision ?? null,
    earliest: null, latest: null, time: "",
  };
  (map.getSource("events") as Library.GeoJSONSource).setData(points([dot]));
  (map.getSource("areas") as Library.GeoJSONSource).setData(areas([dot]));
  map.jumpTo({ center: [dot.longitude, dot.latitude], zoom: REACH[dot.precision ?? ""] ? 4 : 5 });
}

type Land = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, { name: string }>;

/** Names as elements of the page: the map needs no font files so, and screen readers skip them. */
function nameCountries(library: typeof Library, map: Library.Map, lands: Land[]): void {
  const labels = lands.map((land) => ({ ...middle(land), name: land.properties.name, marker: null as Library.Marker | null }));
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
  map.on("moveend", update);
  map.once("load", update);
}

/** Rings that cross the date line go on beyond it, so that no line runs back across the whole map. */
function unwrap(land: Land): void {
  const parts = land.geometry.type === "Polygon" ? [land.geometry.coordinates] : land.geometry.coordinates;
  for (const ring of parts.flat()) {
    ring.forEach((point, at) => {
      const before = ring[at - 1]?.[0] ?? point[0] ?? 0;
      point[0] = (point[0] ?? 0) + Math.round((before - (point[0] ?? 0)) / 360) * 360;
    });
  }
}

/** The middle of a country's largest part. */
function middle(land: Land): { east: number; north: number; width: number } {
  const parts = land.geometry.type === "Polygon" ? [land.geometry.coordinates] : land.geometry.coordinates;
  let best = { east: 0, north: 0, width: 0, area: -1 };
  for (const part of parts) {
    const xs = (part[0] ?? []).map((point) => point[0] ?? 0);
    const ys = (part[0] ?? []).map((point) => point[1] ?? 0);
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const area = (east - west) * (north - south);
    if (area > best.area) best = { east: (west + east) / 2, north: (south + north) / 2, width: east - west, area };
  }
  return best;
}
