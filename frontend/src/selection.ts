// One selection for every view. It lives in the address; whoever changes it changes the address, and all views follow.
type Listener = (query: URLSearchParams) => void;

const listeners: Listener[] = [];
const REPLACED = ["h1", ".counts", ".chips", "#events", "#pages"];
let asked = 0;

/** The selection of the page, or the one that a place is fixed to. */
export function current(place?: HTMLElement): URLSearchParams {
  if (place?.dataset.fixed) return new URLSearchParams(place.dataset.fixed);
  const query = new URLSearchParams(location.search);
  query.delete("start");
  query.delete("order");
  return query;
}

export function onSelection(listener: Listener): void {
  listeners.push(listener);
}

/** Change some conditions; an empty value takes one away. */
export function select(changes: Record<string, string>): void {
  const query = new URLSearchParams(location.search);
  query.delete("start");
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  history.pushState(null, "", `${location.pathname}?${query}`);
  void show();
}

/** Fetch the page that the address now means, and take over what the selection changes in it. */
async function show(): Promise<void> {
  const mine = ++asked;
  for (const listener of listeners) listener(current());
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of REPLACED) replace(name, page);
  const form = page.querySelector<HTMLFormElement>("#filters");
  if (form) document.querySelector("#filters")?.replaceWith(document.importNode(form, true));
  const heading = document.querySelector("h1")?.textContent?.replace(/\s+/g, " ").trim();
  const told = document.getElementById("announce");
  if (told && heading) told.textContent = heading;
}

function replace(name: string, page: Document): void {
  const now = document.querySelector(name);
  const then = page.querySelector(name);
  if (now && then) now.replaceWith(document.importNode(then, true));
  else if (now && name === ".chips") now.remove();
  else if (then) document.querySelector("#filters")?.after(document.importNode(then, true));
}

export function followSelection(): void {
  if (document.body.dataset.page !== "overview") return;
  addEventListener("popstate", () => void show());
}
