// What map and timeline draw: the events of the selection as columns of numbers. An object is made only of one that is asked for.
export type Dot = {
  id: string;
  kind: string;
  place: string | null;
  earliest: string | null;
  latest: string | null;
  time: string;
  precision: string | null;
  toll: string | null;
  contested: boolean;
  review: string;
};

type Column = Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
type Header = { count: number; columns: [string, string][]; words: Record<string, string[]>; id_width: number };

/** An event without a day has this one; days are counted from 1970 on. */
export const NO_DAY = -(2 ** 31);
const UNTOLD = 2 ** 32 - 1;
export const DAY = 86_400_000;
const SHAPES: Record<string, (held: ArrayBuffer, at: number, count: number) => Column> = {
  f: (held, at, count) => new Float32Array(held, at, count),
  i: (held, at, count) => new Int32Array(held, at, count),
  I: (held, at, count) => new Uint32Array(held, at, count),
  H: (held, at, count) => new Uint16Array(held, at, count),
  B: (held, at, count) => new Uint8Array(held, at, count),
};

export class Dots {
  readonly count: number;
  private readonly columns: Record<string, Column> = {};
  private readonly header: Header;
  private readonly ids: Uint8Array;

  constructor(held: ArrayBuffer) {
    const long = new DataView(held).getUint32(0, true);
    this.header = JSON.parse(new TextDecoder().decode(new Uint8Array(held, 4, long))) as Header;
    this.count = this.header.count;
    let at = 4 + long;
    for (const [name, type] of this.header.columns) {
      const column = SHAPES[type]!(held, at, this.count);
      this.columns[name] = column;
      at += column.byteLength;
    }
    this.ids = new Uint8Array(held, at);
  }

  column(name: string): Column {
    return this.columns[name]!;
  }

  /** The number that stands for a word in a column; no row has it where nobody says the word. */
  numberOf(name: string, word: string): number {
    return (this.header.words[name] ?? []).indexOf(word) + 1 || -1;
  }

  /** The words that a column counts, from one on; nought is none. */
  words(name: string): (string | null)[] {
    return [null, ...(this.header.words[name] ?? [])];
  }

  at(row: number): Dot {
    const word = (name: string): string | null => this.header.words[name]?.[this.column(name)[row]! - 1] ?? null;
    const size = this.column("size")[row]!;
    const wide = this.header.id_width;
    return {
      id: new TextDecoder().decode(this.ids.subarray(row * wide, (row + 1) * wide)).trimEnd(),
      kind: word("kind") ?? "",
      place: word("place"),
      earliest: dayWords(this.column("earliest")[row]!),
      latest: dayWords(this.column("latest")[row]!),
      time: word("time") ?? "",
      precision: word("precision"),
      toll: word("toll") ?? (size === UNTOLD ? null : size.toLocaleString("en")),
      contested: this.column("contested")[row] === 1,
      review: word("review") ?? "",
    };
  }
}

/** How many were killed, for the size of a mark; nought where nobody says. */
export function sizeOf(size: number): number {
  return size === UNTOLD ? 0 : size;
}

const known = new Map<string, Promise<Dots>>();

export function dots(query: string): Promise<Dots> {
  const found = known.get(query) ?? fetched(query);
  known.set(query, found);
  return found;
}

/** An event in a line: what, where, when, how many. */
export function wordsOf(dot: Dot): string {
  const when = dot.earliest === dot.latest ? dot.earliest : `${dot.earliest ?? "some day"} to ${dot.latest ?? "some day"}`;
  return `${dot.kind}, ${dot.place ?? "place unknown"}, ${when ?? "undated"}`;
}

export function tollOf(dot: Dot): string {
  return dot.toll ? `${dot.toll} killed` : "";
}

function dayWords(day: number): string | null {
  return day === NO_DAY ? null : new Date(day * DAY).toISOString().slice(0, 10);
}

async function fetched(query: string): Promise<Dots> {
  const answer = await fetch(`/data/dots?${query}`);
  if (!answer.ok) throw new Error(`the events could not be fetched (${answer.status})`);
  return new Dots(await answer.arrayBuffer());
}
