// What map and timeline draw: a row for each event of the selection.
export type Dot = {
  id: string;
  words: string;
  earliest: string | null;
  latest: string | null;
  time: string;
  latitude: number | null;
  longitude: number | null;
  precision: string | null;
  toll: string;
  size: number;
  contested: boolean;
  review: string;
};

const known = new Map<string, Promise<Dot[]>>();

export function dots(query: string): Promise<Dot[]> {
  const found = known.get(query) ?? fetched(query);
  known.set(query, found);
  return found;
}

async function fetched(query: string): Promise<Dot[]> {
  const answer = await fetch(`/data/dots?${query}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the events could not be fetched (${answer.status})`);
  const { columns, rows } = (await answer.json()) as { columns: string[]; rows: unknown[][] };
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as Dot);
}
