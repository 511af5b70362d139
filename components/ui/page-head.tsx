"use client";
import type { ReactNode } from "react";
import { Icon } from "./icons";

type Props = {
  title: ReactNode;
  /** The days, filter or source that the page is about. */
  range?: ReactNode;
  area?: string;
  /** One main action. */
  action?: ReactNode;
  tabs?: ReactNode;
  back?: { href: string; label: string };
  children?: ReactNode;
};

/** Title, range, one main action: the head of every page. */
export function PageHead({ title, range, area, action, tabs, back, children }: Props) {
  return (
    <header className="page-head" data-area={area}>
      {back ? (
        <a className="back" href={back.href}>
          <Icon name="left" />
          {back.label}
        </a>
      ) : null}
      <div className="page-head-row">
        <div>
          <h1>{title}</h1>
          {range ? <p className="page-range">{range}</p> : null}
        </div>
        {action ? <div className="page-action">{action}</div> : null}
      </div>
      {children}
      {tabs}
    </header>
  );
}
