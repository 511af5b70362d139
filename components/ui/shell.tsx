"use client";
import type { ReactNode } from "react";
import { Icon } from "./icons";
import { BottomBar, RailNav } from "./nav";
import type { NavGroup, NavItem } from "./nav-item";
import { PageBehaviour } from "./page-behaviour";
import { Shortcuts } from "./shortcuts";
import { Toaster } from "./toast";

export type { NavGroup, NavItem } from "./nav-item";

type User = { name: string; detail?: string; avatarUrl?: string };
type Props = {
  nav: NavGroup[];
  /** The phone's bar; four at most, "More" opens the rest. */
  places: NavItem[];
  user: User;
  userItems: NavItem[];
  /** A form with a button. */
  signOut?: ReactNode;
  /** Above the page: demo data, an old backup. */
  banner?: ReactNode;
  children: ReactNode;
};

/**
 * The frame of every signed-in page. On phones the rail is the sheet that "More" opens. A client component without state,
 * like the page head, sections and figures: they are on every page, and a server component's elements travel twice.
 */
export function Shell({ nav, places, user, userItems, signOut, banner, children }: Props) {
  const withKeys = nav.flatMap((group) => group.items).filter((item) => item.keys);
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <div className="shell">
        <nav className="rail" id="rail" popover="auto" aria-label="Main">
          <a className="wordmark" href="/">
            Almanac
          </a>
          <RailNav groups={nav} />
          <UserMenu user={user} items={userItems} signOut={signOut} />
        </nav>
        <main className="content" id="content" tabIndex={-1}>
          {banner}
          {children}
        </main>
        <BottomBar places={places} opens="rail" />
      </div>
      <Toaster />
      <Shortcuts go={withKeys.map(({ keys = "", label, href }) => ({ keys, label, href }))} />
      <PageBehaviour />
    </>
  );
}

function UserMenu({ user, items, signOut }: { user: User; items: NavItem[]; signOut?: ReactNode }) {
  return (
    <details className="menu rail-user" data-menu="">
      <summary>
        <span
          className="avatar"
          aria-hidden="true"
          style={user.avatarUrl ? { backgroundImage: `url("${encodeURI(user.avatarUrl)}")` } : undefined}
        >
          {user.avatarUrl ? null : user.name.slice(0, 1).toUpperCase()}
        </span>
        <span className="rail-user-name">
          {user.name}
          {user.detail ? <small>{user.detail}</small> : null}
        </span>
        <Icon name="up" />
      </summary>
      <div className="menu-list">
        {items.map((item) => (
          <a key={item.href} href={item.href}>
            <Icon name={item.icon} />
            {item.label}
          </a>
        ))}
        {signOut}
      </div>
    </details>
  );
}

/** One narrow column: signing in, welcome, errors. */
export function PublicShell({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <>
      <main className="public" id="content">
        <a className="wordmark" href="/">
          Almanac
        </a>
        {title ? <h1 className="mt-8 mb-6 text-28">{title}</h1> : null}
        {children}
      </main>
      <Toaster />
      <PageBehaviour />
    </>
  );
}
