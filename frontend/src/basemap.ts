// What lies under the events: the shipped lands, or a style or an archive of tiles that whoever serves the book chose.
import type * as Library from "maplibre-gl";
import type * as Tiles from "./tiles";

export const BUILT = "/static/built";
export const LIGHT = { sea: "#e6ebee", land: "#f8f6f0", border: "#c2beb3", plain: "#1c4f7c", contested: "#9a4f00" };
export const DARK = { sea: "#171c21", land: "#2a3036", border: "#4a525a", plain: "#8fc1ea", contested: "#f3b562" };
export type Colours = typeof LIGHT;

/** The style, how close one may come, whether it is the shipped one and bears no names, and what went wrong. */
export type Base = { style: Library.StyleSpecification; closest: number; shipped: boolean; unnamed: boolean; problem?: string };

export async function baseMap(library: typeof Library, colours: Colours): Promise<Base> {
  const { map: address, mapKind: kind } = document.body.dataset;
  if (!address) return shipped(colours);
  try {
    const whole = new URL(address, location.href).href;
    if (kind !== "tiles") return { style: await styleAt(whole), closest: 18, shipped: false, unnamed: false };
    const { archiveStyle } = (await import(`${BUILT}/tiles.js` as string)) as typeof Tiles;
    return { style: await archiveStyle(library, whole, colours), closest: 16, shipped: false, unnamed: true };
  } catch (error) {
    console.warn("the map that was asked for cannot be loaded:", error);
    return { ...shipped(colours), problem: "The map that was asked for cannot be loaded; this is the shipped one." };
  }
}

async function styleAt(address: string): Promise<Library.StyleSpecification> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return (await answer.json()) as Library.StyleSpecification;
}

export function absolute(name: string): string {
  return new URL(`${BUILT}/${name}`, location.href).href;
}

function shipped(colours: Colours): Base {
  const style: Library.StyleSpecification = {
    version: 8,
    sources: { lands: { type: "geojson", data: absolute("lands-coarse.json"), attribution: "Natural Earth" } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "lands", paint: { "fill-color": colours.land } },
      { id: "borders", type: "line", source: "lands", paint: { "line-color": colours.border, "line-width": 0.7 } },
    ],
  };
  return { style, closest: 9, shipped: true, unnamed: true };
}
