// Bundles the islands into the package's static folder. What stands there is built, never committed.
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { writeLands } from "./lands.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../src/sourcebook/review/static/built/`;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { islands: `${here}src/islands.ts`, tiles: `${here}src/tiles.ts` },
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  outdir: out,
  external: ["/static/*"],
  loader: { ".css": "css" },
});
// The map library finds its worker beside itself, so it stands there as it was published, not bundled.
const library = `${here}node_modules/maplibre-gl/`;
await copyFile(`${library}dist/maplibre-gl.mjs`, `${out}maplibre-gl.mjs`);
await copyFile(`${library}dist/maplibre-gl-worker.mjs`, `${out}maplibre-gl-worker.mjs`);
await copyFile(`${library}LICENSE.txt`, `${out}maplibre-gl.LICENSE.txt`);
await writeLands(`${here}node_modules/world-atlas/`, out);
