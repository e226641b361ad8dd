// What map and timeline draw: a row for each event of the selection.
export type Dot = {
  id: string;
  kind: string;
  place: string | null;
  earliest: string | null;
  latest: string | null;
  time: string;
  latitude: number | null;
  longitude: number | null;
  precision: string | null;
  toll: string | null;
  size: number;
  contested: boolean;
  review: string;
};

type Row = [
  string, string, string | null, string | null, string | null, string, number | null, number | null, string | null,
  string | null, number | null, number, string,
];

const known = new Map<string, Promise<Dot[]>>();

export function dots(query: string): Promise<Dot[]> {
  const found = known.get(query) ?? fetched(query);
  known.set(query, found);
  return found;
}

/** An event in a line: what, where, when, how many. */
export function wordsOf(dot: Dot): string {
  const when = dot.earliest === dot.latest ? dot.earliest : `${dot.earliest} to ${dot.latest}`;
  return `${dot.kind}, ${dot.place ?? "place unknown"}, ${when ?? "undated"}`;
}

export function tollOf(dot: Dot): string {
  return dot.toll ? `${dot.toll} killed` : "";
}

async function fetched(query: string): Promise<Dot[]> {
  const answer = await fetch(`/data/dots?${query}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the events could not be fetched (${answer.status})`);
  const { rows } = (await answer.json()) as { rows: Row[] };
  return rows.map((row) => ({
    id: row[0],
    kind: row[1],
    place: row[2],
    earliest: row[3],
    latest: row[4] ?? row[3],
    time: row[5],
    latitude: row[6],
    longitude: row[7],
    precision: row[8],
    toll: row[9] ?? (row[10] === null ? null : row[10].toLocaleString("en")),
    size: row[10] ?? 0,
    contested: row[11] === 1,
    review: row[12],
  }));
}
