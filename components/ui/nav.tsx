"use client";
import { usePathname } from "next/navigation";
import { Icon } from "./icons";
import { currentHref, type NavGroup, type NavItem } from "./nav-item";

/** Everywhere one can go, in groups; the place one is at is marked. */
export function RailNav({ groups }: { groups: NavGroup[] }) {
  const path = usePathname();
  const current = currentHref(
    path,
    groups.flatMap((group) => group.items.map((item) => item.href)),
  );
  return groups.map((group) => (
    <div key={group.items[0]?.href} className="rail-group">
      {group.label ? <p className="rail-label">{group.label}</p> : null}
      <ul>
        {group.items.map((item) => (
          <li key={item.href}>
            <Place item={item} current={item.href === current} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** The bar under a thumb: four places and the way to all others. */
export function BottomBar({ places, opens }: { places: NavItem[]; opens: string }) {
  const path = usePathname();
  const current = currentHref(
    path,
    places.map((item) => item.href),
  );
  return (
    <nav className="bar" aria-label="Places">
      {places.slice(0, 4).map((item) => (
        <Place key={item.href} item={item} current={item.href === current} />
      ))}
      <button type="button" popoverTarget={opens}>
        <Icon name="more" size={20} />
        More
      </button>
    </nav>
  );
}

function Place({ item, current }: { item: NavItem; current: boolean }) {
  return (
    <a href={item.href} data-area={item.area} aria-current={current ? "page" : undefined}>
      <Icon name={item.icon} />
      {item.label}
    </a>
  );
}
