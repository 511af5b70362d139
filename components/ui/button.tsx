import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { Icon, type IconName } from "./icons";

export type ButtonVariant = "main" | "plain" | "quiet" | "danger";
type Look = { variant?: ButtonVariant; icon?: IconName };
export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look;

/** `main` once a page; `plain` for the rest; `quiet` in rows and toolbars; `danger` for what cannot be undone. */
export function Button({ variant = "plain", icon, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={look(variant, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

export function ButtonLink({
  variant = "plain",
  icon,
  className,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & Look & { href: string }) {
  return (
    <a className={look(variant, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}

/** A button that shows only a sign; the label is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  className,
  type = "button",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; icon: IconName }) {
  return (
    <button
      type={type}
      className={look("quiet", className ? `icon-only ${className}` : "icon-only")}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}

function look(variant: ButtonVariant, className: string | undefined): string {
  return className ? `button ${variant} ${className}` : `button ${variant}`;
}
