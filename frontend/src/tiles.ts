// An archive of tiles (PMTiles, version 3), drawn as it is where it holds pictures, in quiet colours where it holds shapes.
import type * as Library from "maplibre-gl";
import { PMTiles, Protocol, TileType } from "pmtiles";
import type { Colours } from "./basemap";

type Told = { attribution?: string; vector_layers?: { id: string }[] };
type Layer = Library.LayerSpecification;

export async function archiveStyle(library: typeof Library, address: string, colours: Colours): Promise<Library.StyleSpecification> {
  const archive = new PMTiles(address);
  const protocol = new Protocol();
  protocol.add(archive);
  library.addProtocol("pmtiles", protocol.tile);
  const [header, told] = await Promise.all([archive.getHeader(), archive.getMetadata() as Promise<Told>]);
  const shapes = header.tileType === TileType.Mvt;
  const common = { url: `pmtiles://${address}`, attribution: plainText(told.attribution ?? "") };
  const drawn: Layer[] = shapes
    ? (told.vector_layers ?? []).flatMap(({ id }) => shapesOf(id, colours))
    : [{ id: "pictures", type: "raster", source: "tiles" }];
  return {
    version: 8,
    sources: { tiles: shapes ? { type: "vector", ...common } : { type: "raster", tileSize: 256, ...common } },
    layers: [{ id: "ground", type: "background", paint: { "background-color": shapes ? colours.land : colours.sea } }, ...drawn],
  };
}

const WATER = /water|ocean|sea|lake|river/i;

function shapesOf(name: string, colours: Colours): Layer[] {
  const from = { source: "tiles", "source-layer": name };
  const [area, line] = WATER.test(name) ? [colours.sea, colours.sea] : [colours.land, colours.border];
  return [
    { id: `${name} areas`, type: "fill", ...from, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": area } },
    { id: `${name} lines`, type: "line", ...from, filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": line, "line-width": 0.7 } },
  ];
}

/** The words of an attribution without its markup: an archive is no page of ours. */
function plainText(markup: string): string {
  const text = new DOMParser().parseFromString(markup, "text/html").body.textContent ?? "";
  return text.replace(/[&<>]/g, " ");
}
