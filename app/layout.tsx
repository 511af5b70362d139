import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { inter } from "@/components/ui/font";
import { requestFacts } from "./_auth/request";
import { currentVisitor } from "./_auth/visitor";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Almanac", template: "%s · Almanac" },
  description: "Your whole life on one page, in numbers you can trace.",
  robots: { index: false, follow: false },
  icons: { icon: "/icons/almanac.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The theme comes from the person's settings with the first byte, so nothing flashes. Pages that fail name the request. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { requestId } = await requestFacts();
  const visitor = await currentVisitor();
  return (
    <html lang="en" className={inter.variable} data-theme={visitor?.theme ?? "system"} data-request={requestId}>
      <body>{children}</body>
    </html>
  );
}
