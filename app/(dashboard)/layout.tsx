import type { ReactNode } from "react";
import { requireUser } from "../_auth/visitor";
import { waysIn } from "../_auth/ways-in";
import { DemoBanner } from "./demo-banner";
import { Frame } from "./frame";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { visitor } = await requireUser();
  const { name, role, avatarType } = visitor;
  const banner = role === "guest" ? <DemoBanner claimable={(await waysIn()).signUp !== "none"} /> : undefined;
  return (
    <Frame name={name} role={role} picture={avatarType !== null} banner={banner}>
      {children}
    </Frame>
  );
}
