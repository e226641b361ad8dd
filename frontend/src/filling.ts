// Words selected in a sentence fill a field: a small bar offers the fields that the page can set.
let bar: HTMLElement | null = null;

export function fillFromText(): void {
  const fields = document.querySelectorAll<HTMLElement>("[data-fill]");
  if (!fields.length) return;
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const words = chosen?.toString().replace(/\s+/g, " ").trim() ?? "";
    const around = chosen?.anchorNode?.parentElement?.closest(".quote, .text");
    if (!words || words.length > 200 || !around || !chosen) return close();
    offer(words, chosen.getRangeAt(0).getBoundingClientRect());
  });
}

function close(): void {
  bar?.remove();
  bar = null;
}

function offer(words: string, where: DOMRect): void {
  close();
  bar = document.createElement("div");
  bar.className = "filling";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Fill a field with the selected words");
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-fill]")) {
    if (field.dataset.number !== undefined && !/\d/.test(words)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = field.dataset.fill ?? "";
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => fill(field, words));
    bar.append(button);
  }
  bar.style.left = `${Math.max(8, where.left + scrollX)}px`;
  bar.style.top = `${where.bottom + scrollY + 6}px`;
  document.body.append(bar);
}

function fill(field: HTMLInputElement | HTMLTextAreaElement, words: string): void {
  const value = field.dataset.number === undefined ? words : words.replace(/[^\d]/g, "");
  field.value = field instanceof HTMLTextAreaElement && field.value.trim() ? `${field.value.trim()}\n${value}` : value;
  const reason = field.form?.querySelector<HTMLInputElement>("input[name=reason]");
  if (reason && !reason.value) reason.value = `“${words}”`;
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  close();
  document.getSelection()?.removeAllRanges();
  field.focus();
}
