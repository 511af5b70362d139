import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";

const PAGES = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/security", label: "Security" },
  { href: "/settings/connections", label: "Connections" },
  { href: "/settings/keys", label: "API keys" },
  { href: "/settings/audit", label: "Audit log" },
  { href: "/settings/data", label: "Your data" },
];

/** The head of a settings page: its name, and the way to the others. */
export function SettingsHead({ current, children }: { current: string; children?: ReactNode }) {
  const title = PAGES.find((page) => page.href === current)?.label ?? "Settings";
  const tabs = PAGES.map((page) => ({ ...page, current: page.href === current }));
  return (
    <PageHead title={title} tabs={<Tabs label="Settings" items={tabs} />}>
      {children}
    </PageHead>
  );
}
