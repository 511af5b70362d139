import type { ReactNode } from "react";
import { Shell } from "@/components/ui/shell";
import { requireUser } from "../_auth/visitor";
import { groups, personItems, places } from "./navigation";
import { SignOut } from "./sign-out";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { visitor } = await requireUser();
  const user = {
    name: visitor.name,
    detail: visitor.role === "guest" ? "Demo data" : undefined,
    avatarUrl: visitor.avatarType ? "/api/avatar" : undefined,
  };
  return (
    <Shell nav={groups} places={places} user={user} userItems={personItems(visitor.role)} signOut={<SignOut />}>
      {children}
    </Shell>
  );
}
