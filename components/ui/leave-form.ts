import { showToast } from "./toast-event";

/** How long the second press counts: as long as the toast stands. */
const ASKED_MS = 10_000;
let askedAt = Number.NEGATIVE_INFINITY;

/**
 * Leaves the form of the page as its own Cancel link does. Nothing typed is lost by one press: the first one says so, the second one
 * leaves.
 */
export function leaveForm(): void {
  // What is open above the page closes first, by itself.
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  const link = document.querySelector<HTMLAnchorElement>(".form-actions > a[href]");
  if (!link) return;
  const form = link.closest("form");
  const now = performance.now();
  if (form && now - askedAt > ASKED_MS && isChanged(form)) {
    askedAt = now;
    showToast({ message: "Nothing is saved yet. Press Escape again to leave all the same." });
    return;
  }
  askedAt = Number.NEGATIVE_INFINITY;
  link.click();
}

/** Whether any control differs from what the page brought. */
export function isChanged(form: HTMLFormElement): boolean {
  return Array.from(form.elements).some(isChangedControl);
}

/** Whether a control says something else than the page brought. */
export function isChangedControl(control: Element): boolean {
  if (control instanceof HTMLSelectElement) {
    const brought = Array.from(control.options).findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(brought, 0);
  }
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (!(control instanceof HTMLInputElement) || control.type === "hidden") return false;
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  return control.value !== asWritten(control);
}

/** The value that an input was brought with, in its own spelling: browsers shorten 06:42:00 to 06:42. */
function asWritten({ type, defaultValue }: HTMLInputElement): string {
  const same = document.createElement("input");
  same.type = type;
  same.value = defaultValue;
  return same.value;
}
