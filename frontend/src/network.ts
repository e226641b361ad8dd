// The network around one actor: who stands to it how. Laid out by the server in a ring; here it can be walked and read.
const AGAINST = new Set(["rival_of", "split_from", "defected_to"]);
const WITH = new Set(["allied_with", "supports", "pledged_to", "merged_into", "part_of", "joined", "member_of"]);
const SPACE = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [640, 420];

type Node = { id: string; name: string; centre: boolean };
type Tie = { from: string; to: string; type: string; when: string; href: string };

export async function openNetwork(place: HTMLElement): Promise<void> {
  const answer = await fetch(`/data/network/${encodeURIComponent(place.dataset.actor ?? "")}`);
  if (!answer.ok) return;
  const { nodes, ties } = (await answer.json()) as { nodes: Node[]; ties: Tie[] };
  if (nodes.length < 2) return;
  const at = ring(nodes);
  const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `${ties.length} ties` });
  const seen = new Map<string, number>();
  for (const tie of ties) {
    const pair = [tie.from, tie.to].sort().join(" ");
    seen.set(pair, (seen.get(pair) ?? 0) + 1);
    svg.append(drawn(tie, at, (seen.get(pair) ?? 1) - 1));
  }
  for (const node of nodes) svg.append(disc(node, at));
  place.replaceChildren(svg);
  place.dataset.drawn = String(nodes.length);
}

function ring(nodes: Node[]): Map<string, [number, number]> {
  const rest = nodes.filter((node) => !node.centre);
  const at = new Map<string, [number, number]>();
  for (const node of nodes) if (node.centre) at.set(node.id, [WIDTH / 2, HEIGHT / 2]);
  rest.forEach((node, number) => {
    const turn = (number / rest.length) * 2 * Math.PI - Math.PI / 2;
    at.set(node.id, [WIDTH / 2 + 215 * Math.cos(turn), HEIGHT / 2 + 160 * Math.sin(turn)]);
  });
  return at;
}

function drawn(tie: Tie, at: Map<string, [number, number]>, nth: number): Element {
  const [x1, y1] = at.get(tie.from) ?? [0, 0];
  const [x2, y2] = at.get(tie.to) ?? [0, 0];
  const kind = AGAINST.has(tie.type) ? " against" : WITH.has(tie.type) ? " with" : "";
  const link = make("a", { href: tie.href });
  const line = make("line", { class: `tie${kind}`, x1, y1, x2, y2 });
  const label = make("text", { x: (x1 + x2) / 2, y: (y1 + y2) / 2 + nth * 15, "text-anchor": "middle", class: "label" });
  label.textContent = tie.type.replaceAll("_", " ") + (tie.when ? `, ${tie.when}` : "");
  link.append(line, label);
  return link;
}

function disc(node: Node, at: Map<string, [number, number]>): Element {
  const [cx, cy] = at.get(node.id) ?? [0, 0];
  const link = make("a", { href: `/actors/${node.id}`, class: node.centre ? "centre" : "" });
  const name = make("text", { x: cx, y: cy - 12, "text-anchor": "middle" });
  name.textContent = node.name;
  link.append(make("circle", { cx, cy, r: node.centre ? 9 : 7 }), name);
  return link;
}

function make(name: string, given: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  return made;
}
