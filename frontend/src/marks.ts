// The marks of events on the map, drawn by the graphics card in one go: a dot where the words name a town, and where they
// name something wider an area as large as they leave open. Made from columns, since there may be 100,000.
import type * as Library from "maplibre-gl";
import { sizeOf, type Dots } from "./dots";

/** How far, in kilometres, words of each precision may be from the point that is drawn. */
export const REACH: Record<string, number> = { site: 0, locality: 0, district: 25, region: 80, country: 250, unknown: 40 };
const AROUND_KM = 40_075;
const SMALLEST = 2, SMALLEST_AREA = 4;
/** Where more dots than this would lie on a screen of so many pixels, they are drawn smaller until the map is closer. */
const ROOM = 400;
const [CONTESTED, MACHINE] = [1, 2];

export type Mark = { longitude: number; latitude: number; precision: string | null; size: number };

const SHARED = `#version 300 es
precision highp float;
`;
/** A dot is one point: without a graphics card twice as quick as a square of two triangles, and many times as one drawn often. */
const DOT = `${SHARED}
uniform mat4 u_matrix;
uniform float u_shift, u_crowd, u_dense;
in vec2 a_at;
in float a_reach, a_look;
out vec2 v_off;
flat out float v_radius, v_edge, v_look;
void main() {
  v_radius = max(${SMALLEST}.0, a_reach * u_crowd);
  v_edge = mix(0.75, 1.5, u_crowd);
  v_look = a_look;
  v_off = vec2(0.0);
  gl_Position = u_matrix * vec4(a_at.x + u_shift, a_at.y, 0.0, 1.0);
  gl_PointSize = 2.0 * (v_radius + v_edge + 1.0) * u_dense;
}`;
const AREA = `${SHARED}
uniform mat4 u_matrix;
uniform float u_shift, u_world;
uniform vec2 u_pixel;
in vec2 a_at;
in float a_reach, a_look;
out vec2 v_off;
flat out float v_radius, v_edge, v_look;
void main() {
  v_radius = max(${SMALLEST_AREA}.0, a_reach * u_world);
  v_edge = 1.0;
  v_look = a_look;
  v_off = (vec2(gl_VertexID & 1, gl_VertexID >> 1 & 1) * 2.0 - 1.0) * (v_radius + v_edge + 1.0);
  vec4 middle = u_matrix * vec4(a_at.x + u_shift, a_at.y, 0.0, 1.0);
  gl_Position = vec4(middle.xy + v_off * u_pixel * middle.w, middle.zw);
}`;
/** Dots are filled unless nobody looked at them; areas are pale, with a dashed edge. */
const filled = (area: boolean): string => `${SHARED}
uniform vec3 u_plain, u_contested;
in vec2 v_off;
flat in float v_radius, v_edge, v_look;
out vec4 colour;
void main() {
  vec2 off = ${area ? "v_off" : "(gl_PointCoord - 0.5) * 2.0 * (v_radius + v_edge + 1.0)"};
  float far = length(off);
  float whole = 1.0 - smoothstep(v_radius + v_edge - 0.5, v_radius + v_edge + 0.5, far);
  if (whole <= 0.0) discard;
  float edge = smoothstep(v_radius - 0.5, v_radius + 0.5, far);
  ${area ? "edge *= step(0.5, fract(atan(off.y, off.x) * v_radius / 4.0));" : ""}
  float fill = ${area ? "0.12" : `v_look >= ${MACHINE}.0 ? 0.1 : 0.75`};
  float alpha = mix(fill, 1.0, edge) * whole;
  colour = vec4((mod(v_look, 2.0) > 0.5 ? u_contested : u_plain) * alpha, alpha);
}`;
const PLACES = { a_at: [2, 0], a_reach: [1, 8], a_look: [1, 12] } as const;
const FIELDS = 4;
const TURN = [0, 1, 2, 2, 1, 3];

/** One kind of mark on the graphics card. */
class Brush {
  private count = 0;
  private readonly program: WebGLProgram;
  private readonly array: WebGLVertexArrayObject;
  private readonly buffer: WebGLBuffer;
  private readonly order: WebGLBuffer;

  constructor(private readonly gl: WebGL2RenderingContext, private readonly area: boolean) {
    this.program = linked(gl, area ? AREA : DOT, filled(area));
    this.array = gl.createVertexArray();
    this.buffer = gl.createBuffer();
    this.order = gl.createBuffer();
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    for (const [name, [wide, from]] of Object.entries(PLACES)) {
      const at = gl.getAttribLocation(this.program, name);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, wide, gl.FLOAT, false, FIELDS * 4, from);
    }
    if (area) gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.order);
    gl.bindVertexArray(null);
  }

  take(held: Float32Array): void {
    const gl = this.gl;
    this.count = held.length / FIELDS;
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.area ? cornered(held) : held, gl.STATIC_DRAW);
    const order = Uint32Array.from({ length: this.count * TURN.length }, (_, at) => Math.floor(at / TURN.length) * 4 + TURN[at % TURN.length]!);
    if (this.area) gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.STATIC_DRAW);
    gl.bindVertexArray(null);
  }

  draw(given: Record<string, number | number[] | Float32Array>, copies: number[]): void {
    if (!this.count) return;
    const gl = this.gl;
    gl.useProgram(this.program);
    for (const [name, value] of Object.entries(given)) this.give(name, value);
    gl.bindVertexArray(this.array);
    for (const copy of copies) {
      this.give("u_shift", copy);
      if (this.area) gl.drawElements(gl.TRIANGLES, this.count * TURN.length, gl.UNSIGNED_INT, 0);
      else gl.drawArrays(gl.POINTS, 0, this.count);
    }
    gl.bindVertexArray(null);
  }

  private give(name: string, value: number | number[] | Float32Array): void {
    const gl = this.gl, at = gl.getUniformLocation(this.program, name);
    if (typeof value === "number") gl.uniform1f(at, value);
    else if (value.length === 2) gl.uniform2fv(at, value);
    else if (value.length === 3) gl.uniform3fv(at, value);
    else gl.uniformMatrix4fv(at, false, value);
  }
}

type Held = { rows: Uint32Array; fields: Float32Array };
const NONE: Held = { rows: new Uint32Array(0), fields: new Float32Array(0) };

export class Marks implements Library.CustomLayerInterface {
  readonly id = "events";
  readonly type = "custom" as const;
  private areas = NONE;
  private dots = NONE;
  private closest = 0;
  private changed = true;
  private brushes: { areas: Brush; dots: Brush } | null = null;

  constructor(private readonly map: Library.Map, private readonly colours: { plain: string; contested: string }) {}

  /** Take over what is drawn: areas first and the widest below, then dots, those that people looked at on top. */
  show(found: Dots): number {
    const east = found.column("longitude"), north = found.column("latitude"), size = found.column("size");
    const contested = found.column("contested"), review = found.column("review"), machine = found.numberOf("review", "machine");
    const precision = found.column("precision"), reaches = found.words("precision").map((word) => REACH[word ?? ""] ?? 0);
    const areas: number[] = [], unseen: number[] = [], seen: number[] = [];
    for (let row = 0; row < found.count; row++) {
      if (Number.isNaN(east[row]!)) continue;
      (reaches[precision[row]!]! > 0 ? areas : review[row] === machine ? unseen : seen).push(row);
    }
    areas.sort((one, other) => reaches[precision[other]!]! - reaches[precision[one]!]!);
    const held = (rows: number[]): Held => {
      const fields = new Float32Array(rows.length * FIELDS);
      rows.forEach((row, at) => {
        const look = (contested[row] ? CONTESTED : 0) + (review[row] === machine ? MACHINE : 0);
        put(fields, at, east[row]!, north[row]!, reachFor(reaches[precision[row]!]!, north[row]!, size[row]!), look);
      });
      return { rows: Uint32Array.from(rows), fields };
    };
    this.taken(held(areas), held([...unseen, ...seen]));
    return areas.length + unseen.length + seen.length;
  }

  /** Take over one event alone. */
  showOne(mark: Mark): void {
    const reach = REACH[mark.precision ?? ""] ?? 0;
    const fields = new Float32Array(FIELDS);
    put(fields, 0, mark.longitude, mark.latitude, reachFor(reach, mark.latitude, mark.size), 0);
    const held = { rows: new Uint32Array(1), fields };
    this.taken(reach ? held : NONE, reach ? NONE : held);
  }

  /** From this closeness on, dots grow to their size as the map comes closer. */
  framed(): void {
    this.closest = this.map.getZoom();
  }

  /** The rows whose marks lie under a point: the nearest dots first, then the areas from small to wide. */
  under(point: Library.LngLat, most: number): number[] {
    const world = this.world(), crowd = this.crowd();
    const spot = [eastward(point.lng), northward(point.lat)] as const;
    const dots = near(this.dots, spot, world, most, (reach) => Math.max(SMALLEST, reach * crowd) + 1.5);
    const areas = near(this.areas, spot, world, most - dots.length, (reach) => Math.max(SMALLEST_AREA, reach * world));
    dots.sort((one, other) => one.far - other.far);
    areas.sort((one, other) => one.radius - other.radius);
    return [...dots, ...areas].map((each) => each.row);
  }

  onAdd(_map: Library.Map, gl: WebGL2RenderingContext): void {
    this.brushes = { areas: new Brush(gl, true), dots: new Brush(gl, false) };
    this.changed = true;
  }

  render(_gl: WebGL2RenderingContext, asked: Library.CustomRenderMethodInput): void {
    if (!this.brushes) return;
    if (this.changed) {
      this.brushes.areas.take(this.areas.fields);
      this.brushes.dots.take(apart(this.dots.fields));
      this.changed = false;
    }
    const canvas = this.map.getCanvas(), seen = this.map.getBounds();
    const [first, last] = [Math.floor(eastward(seen.getWest())), Math.floor(eastward(seen.getEast()))];
    const copies = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const given = {
      u_matrix: asked.defaultProjectionData.mainMatrix as Float32Array,
      u_plain: shares(this.colours.plain),
      u_contested: shares(this.colours.contested),
    };
    this.brushes.areas.draw({ ...given, u_world: this.world(), u_pixel: [2 / canvas.clientWidth, 2 / canvas.clientHeight] }, copies);
    this.brushes.dots.draw({ ...given, u_crowd: this.crowd(), u_dense: canvas.width / canvas.clientWidth }, copies);
  }

  private taken(areas: Held, dots: Held): void {
    [this.areas, this.dots, this.changed] = [areas, dots, true];
    this.map.triggerRepaint();
  }

  private world(): number {
    return 512 * 2 ** this.map.getZoom();
  }

  /** By how much dots are smaller than they would be alone. */
  private crowd(): number {
    const canvas = this.map.getCanvas();
    const room = Math.sqrt((canvas.clientWidth * canvas.clientHeight) / (ROOM * Math.max(1, this.dots.rows.length)));
    return Math.min(1, room * 2 ** (this.map.getZoom() - this.closest));
  }
}

function put(fields: Float32Array, at: number, east: number, north: number, reach: number, look: number): void {
  fields[at * FIELDS] = eastward(east);
  fields[at * FIELDS + 1] = northward(north);
  fields[at * FIELDS + 2] = reach;
  fields[at * FIELDS + 3] = look;
}

/** Dots without those that another of the same look and size, to a pixel, hides: many events share a town. */
function apart(fields: Float32Array): Float32Array {
  const drawn = new Set<number>(), kept = new Float32Array(fields.length);
  let many = 0;
  for (let at = 0; at < fields.length; at += FIELDS) {
    const place = Math.round(fields[at]! * 2 ** 22) * 2 ** 22 + Math.round(fields[at + 1]! * 2 ** 22);
    const key = (place * 16 + Math.round(fields[at + 2]!) - 4) * 4 + fields[at + 3]!;
    if (drawn.has(key)) continue;
    drawn.add(key);
    kept.set(fields.subarray(at, at + FIELDS), many);
    many += FIELDS;
  }
  return kept.subarray(0, many);
}

type Near = { row: number; far: number; radius: number };

/** The marks of a kind that a point lies on, wherever the world is drawn again beside itself. */
function near(held: Held, [x, y]: readonly [number, number], world: number, most: number, radiusOf: (reach: number) => number): Near[] {
  const found: Near[] = [], fields = held.fields;
  for (let at = 0; at < held.rows.length && found.length < most; at++) {
    const radius = radiusOf(fields[at * FIELDS + 2]!);
    const down = (y - fields[at * FIELDS + 1]!) * world;
    if (down > radius || down < -radius) continue;
    const across = x - fields[at * FIELDS]!;
    const far = Math.hypot((across - Math.round(across)) * world, down);
    if (far <= radius) found.push({ row: held.rows[at]!, far, radius });
  }
  return found;
}

/** Each mark once for each corner of its square. */
function cornered(held: Float32Array): Float32Array {
  const corners = new Float32Array(held.length * 4);
  for (let at = 0; at < held.length; at += FIELDS) {
    for (let corner = 0; corner < 4; corner++) corners.set(held.subarray(at, at + FIELDS), at * 4 + corner * FIELDS);
  }
  return corners;
}

/** Of a dot its radius in pixels; of an area its radius in widths of the world. */
function reachFor(reach: number, north: number, size: number): number {
  if (!reach) return 4 + Math.min(12, 1.6 * Math.log2(1 + sizeOf(size)));
  return reach / AROUND_KM / Math.max(0.2, Math.cos((north * Math.PI) / 180));
}

function eastward(longitude: number): number {
  return (longitude + 180) / 360;
}

function northward(latitude: number): number {
  const held = (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180;
  return (1 - Math.log(Math.tan(Math.PI / 4 + held / 2)) / Math.PI) / 2;
}

function shares(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
}

function linked(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`the marks of the map cannot be drawn: ${gl.getProgramInfoLog(program)}`);
  return program;
}
