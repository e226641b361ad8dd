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
    offer(words, chosen.getRangeAt(0));
  });
}

function close(): void {
  bar?.remove();
  bar = null;
}

function offer(words: string, range: Range): void {
  close();
  const where = range.getBoundingClientRect();
  const at = offsetOf(range);
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
    button.addEventListener("click", () => fill(field, words, at));
    bar.append(button);
  }
  document.body.append(bar);
  const room = document.documentElement.clientWidth - bar.offsetWidth - 8;
  bar.style.left = `${Math.max(8, Math.min(where.left, room) + scrollX)}px`;
  bar.style.top = `${where.bottom + scrollY + 6}px`;
}

function fill(field: HTMLInputElement | HTMLTextAreaElement, words: string, at: number | null): void {
  const value = field.dataset.number === undefined ? words : words.replace(/[^\d]/g, "");
  field.value = field instanceof HTMLTextAreaElement && field.value.trim() ? `${field.value.trim()}\n${value}` : value;
  const where = field.dataset.at && field.form?.elements.namedItem(field.dataset.at);
  if (where instanceof HTMLInputElement) where.value = at === null ? "" : String(at);
  const reason = field.form?.querySelector<HTMLInputElement>("input[name=reason]");
  if (reason && !reason.value && !field.dataset.at) reason.value = `“${words}”`;
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  close();
  document.getSelection()?.removeAllRanges();
  field.focus();
}

// Where in the document's text a selection starts, in characters as the book counts them; null outside the reader.
function offsetOf(range: Range): number | null {
  const block = range.startContainer.parentElement?.closest<HTMLElement>(".block[data-start]");
  if (!block) return null;
  let at = Number(block.dataset.start);
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement?.closest("sup, small")) continue;
    const text = node.textContent ?? "";
    if (node === range.startContainer) return at + [...text.slice(0, range.startOffset)].length;
    at += [...text].length;
  }
  return null;
}
