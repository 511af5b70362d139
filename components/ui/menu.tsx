import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icons";

type Props = {
  label: string;
  icon?: IconName;
  children: ReactNode;
  align?: "start" | "end";
  variant?: "plain" | "quiet";
  hideLabel?: boolean;
};

/** A list that opens under its button. PageBehaviour closes it on Escape, on a choice and on a click elsewhere. */
export function Menu({ label, icon, children, align = "start", variant = "plain", hideLabel }: Props) {
  return (
    <details className="menu" data-menu="" data-align={align}>
      <summary className={hideLabel ? `button ${variant} icon-only` : `button ${variant}`} title={hideLabel ? label : undefined}>
        {icon ? <Icon name={icon} /> : null}
        <span className={hideLabel ? "sr-only" : undefined}>{label}</span>
        {hideLabel ? null : <Icon name="down" />}
      </summary>
      <div className="menu-list">{children}</div>
    </details>
  );
}

export function MenuLink({
  icon,
  children,
  ...link
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; icon?: IconName }) {
  return (
    <a {...link}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}

export function MenuButton({ icon, children, ...button }: ButtonHTMLAttributes<HTMLButtonElement> & { icon?: IconName }) {
  return (
    <button type="button" {...button}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

export function MenuNote({ children }: { children: ReactNode }) {
  return <p className="menu-note">{children}</p>;
}
