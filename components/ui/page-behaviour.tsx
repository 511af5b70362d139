"use client";
import { useEffect, useTransition } from "react";
import { useGo } from "./go";
import { isChangedControl, leaveForm } from "./leave-form";
import { softFormTarget, softLinkTarget } from "./soft-target";

/**
 * What every page does beyond plain HTML, in one place: links and GET forms load without a full reload, menus close, and
 * buttons open dialogs in browsers that do not know `command` yet. Pages stay plain markup and work without it.
 */
export function PageBehaviour() {
  const go = useGo();
  const [pending, start] = useTransition();

  useEffect(() => {
    const soft = (event: Event, element: Element, target: string | null) => {
      if (target === null) return;
      event.preventDefault();
      element.closest<HTMLElement>("[popover]")?.hidePopover();
      start(() => go(target, element.hasAttribute("data-keep-scroll")));
    };
    const onClick = (event: MouseEvent) => {
      if (!(event.target instanceof Element)) return;
      closeMenus(event.target);
      invoke(event.target);
      const link = event.target.closest("a[href]");
      const plain =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) && !event.defaultPrevented;
      if (plain && link instanceof HTMLAnchorElement) soft(event, link, softLinkTarget(link, location.href));
    };
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target;
      if (form instanceof HTMLFormElement && !event.defaultPrevented)
        soft(event, form, softFormTarget(form, event.submitter, location.href));
    };
    const onChange = (event: Event) => {
      const control = event.target;
      if (control instanceof HTMLSelectElement && control.form?.hasAttribute("data-auto")) control.form.requestSubmit();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      // Enter ends a line of a text: with Ctrl or Command it sends.
      const writing = event.target instanceof HTMLTextAreaElement && event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (writing && event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit();
      if (event.key === "Escape" && !event.defaultPrevented && !closeMenus(null)) leaveForm();
    };
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    document.addEventListener("change", onChange);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("submit", onSubmit);
      document.removeEventListener("change", onChange);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [go]);

  // Everything on the page listens by now: its effects come before ours.
  useEffect(() => {
    tellWhatWasChosen();
    document.documentElement.dataset["scripts"] = "";
  }, []);

  return <div className="going" data-going={pending || undefined} aria-hidden="true" />;
}

/** What was chosen before the scripts came is said to them again: React hears of no change that it has not seen. */
function tellWhatWasChosen() {
  for (const control of document.querySelectorAll<HTMLSelectElement | HTMLInputElement>('select, input[type="file"]')) {
    // A choice that opens a page by itself may be one that the browser remembered.
    const asked = isChangedControl(control) && !control.form?.hasAttribute("data-auto");
    if (asked) control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Closes every open menu that does not hold the clicked place, and the one in which something was chosen. @returns whether any was */
function closeMenus(clicked: Element | null): boolean {
  let closed = false;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    const chosen = clicked?.closest("a, button, summary");
    const stays = clicked !== null && menu.contains(clicked) && (!chosen || chosen.tagName === "SUMMARY");
    if (stays) continue;
    if (menu.contains(document.activeElement) && clicked === null) menu.querySelector("summary")?.focus();
    menu.open = false;
    closed = true;
  }
  return closed;
}

/** `command` and `commandfor` for browsers that do not have them. */
function invoke(clicked: Element) {
  if ("command" in HTMLButtonElement.prototype) return;
  const button = clicked.closest("button[commandfor]");
  const dialog = document.getElementById(button?.getAttribute("commandfor") ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (button?.getAttribute("command") === "show-modal") dialog.showModal();
  else dialog.close();
}
