// Every page carries its islands as elements with data-island; each is filled by the module of that name.
import "maplibre-gl/dist/maplibre-gl.css";
import "./islands.css";
import { fillFromText } from "./filling";
import { listenForKeys } from "./keys";
import { openMap } from "./map";
import { openNetwork } from "./network";
import { followSelection } from "./selection";
import { openTimeline } from "./timeline";

const MAKERS: Record<string, (place: HTMLElement) => unknown> = {
  map: openMap,
  timeline: openTimeline,
  network: openNetwork,
};

document.documentElement.classList.add("scripts");
for (const place of document.querySelectorAll<HTMLElement>("[data-island]")) {
  MAKERS[place.dataset.island ?? ""]?.(place);
}
followSelection();
listenForKeys();
fillFromText();
