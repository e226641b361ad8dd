// One key for each thing that can be done: whatever carries data-key is done by that key. There are no modes.
export function listenForKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "?") return open(event);
    if (key === "Enter" && document.activeElement?.matches("a, button, summary, [role=button]")) return;
    if (document.querySelector("dialog[open]")) return;
    const target = find(key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus();
    else act(target);
  });
  document.querySelector<HTMLElement>("[data-keys-close]")?.addEventListener("click", () => overlay()?.close());
}

function act(target: HTMLElement): void {
  const fold = target.matches("[data-opens]") ? document.getElementById(target.dataset.opens ?? "") : null;
  if (fold instanceof HTMLDetailsElement) {
    fold.open = true;
    fold.scrollIntoView({ block: "nearest" });
    fold.querySelector<HTMLElement>("summary, input, select, textarea")?.focus();
  } else target.click();
}

function find(key: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>("[data-key]");
  return [...all].find((one) => one.dataset.key === key && one.getClientRects().length > 0);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

function overlay(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("dialog#keys");
}

function open(event: KeyboardEvent): void {
  const found = overlay();
  if (!found) return;
  event.preventDefault();
  if (found.open) found.close();
  else found.showModal();
}
