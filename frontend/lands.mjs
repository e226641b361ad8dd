// Countries of the world by Natural Earth (public domain) as the map takes them: lines, and where their names stand.
import { feature } from "topojson-client";
import { copyFile, readFile, writeFile } from "node:fs/promises";

/** Two finenesses, and the names, from the packaged atlas; for published pages its own form. */
export async function writeLands(atlas, out) {
  await copyFile(`${atlas}countries-50m.json`, `${out}world.json`);
  for (const [file, name] of [["countries-110m.json", "lands-coarse.json"], ["countries-50m.json", "lands.json"]]) {
    const world = JSON.parse(await readFile(`${atlas}${file}`, "utf8"));
    const lands = feature(world, world.objects.countries).features;
    for (const land of lands) rings(land).forEach(unwrap);
    const drawn = lands.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry }));
    await writeFile(out + name, JSON.stringify({ type: "FeatureCollection", features: drawn }));
    if (name === "lands.json") await writeFile(`${out}names.json`, JSON.stringify(lands.map(named)));
  }
}

function parts(land) {
  return land.geometry.type === "Polygon" ? [land.geometry.coordinates] : land.geometry.coordinates;
}

function rings(land) {
  return parts(land).flat();
}

/** Rings that cross the date line go on beyond it, so that no line runs back across the whole map. */
function unwrap(ring) {
  ring.forEach((point, at) => {
    const before = ring[at - 1]?.[0] ?? point[0];
    point[0] = rounded(point[0] + Math.round((before - point[0]) / 360) * 360);
    point[1] = rounded(point[1]);
  });
}

function rounded(degrees) {
  return Math.round(degrees * 1000) / 1000;
}

/** The name of a country, the middle of its largest part, and how many degrees wide that is. */
function named(land) {
  let best = { area: -1 };
  for (const [outer] of parts(land)) {
    const xs = outer.map((point) => point[0]);
    const ys = outer.map((point) => point[1]);
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const area = (east - west) * (north - south);
    if (area > best.area) best = { area, east: (west + east) / 2, north: (south + north) / 2, width: east - west };
  }
  const { east, north, width } = best;
  return { name: land.properties.name, east: rounded(east), north: rounded(north), width: rounded(width) };
}
