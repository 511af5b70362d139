import type { ReactNode } from "react";
import { Shell } from "@/components/ui/shell";
import { requireUser } from "../_auth/visitor";
import { waysIn } from "../_auth/ways-in";
import { DemoBanner } from "./demo-banner";
import { groups, personItems, places } from "./navigation";
import { SignOut } from "./sign-out";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { visitor } = await requireUser();
  const guest = visitor.role === "guest";
  const banner = guest ? <DemoBanner claimable={(await waysIn()).signUp !== "none"} /> : undefined;
  const user = {
    name: visitor.name,
    detail: guest ? "Demo data" : undefined,
    avatarUrl: visitor.avatarType ? "/api/avatar" : undefined,
  };
  return (
    <Shell
      nav={groups}
      places={places}
      user={user}
      userItems={personItems(visitor.role)}
      // A guest has no password to come back with: leaving removes the demo, in the banner.
      signOut={guest ? undefined : <SignOut />}
      banner={banner}
    >
      {children}
    </Shell>
  );
}
