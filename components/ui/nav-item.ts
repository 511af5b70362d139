import type { IconName } from "./icons";

export type NavItem = {
  href: string;
  label: string;
  icon: IconName;
  area?: string;
  /** Keys that go there, pressed one after the other: `g r`. */
  keys?: string;
};
export type NavGroup = { label?: string; items: NavItem[] };

/** Which of the addresses the path belongs to: itself or the nearest one above it. The root only matches itself. */
export function currentHref(path: string, hrefs: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const href of hrefs) {
    const inside = path === href || (href !== "/" && path.startsWith(`${href}/`));
    if (inside && (best === undefined || href.length > best.length)) best = href;
  }
  return best;
}
