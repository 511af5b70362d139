import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { PublicShell } from "@/components/ui/shell";

export const metadata: Metadata = { title: "Not found" };

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <PublicShell title="There is nothing here">
      <p className="mb-6 text-soft">The address may be mistyped or old, or what it led to is not yours.</p>
      <ButtonLink href="/" variant="main">
        To Today
      </ButtonLink>
    </PublicShell>
  );
}
