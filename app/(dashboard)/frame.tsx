"use client";
import type { ReactNode } from "react";
import { Shell } from "@/components/ui/shell";
import type { Role } from "@/domain/users";
import { groups, personItems, places } from "./navigation";
import { SignOut } from "./sign-out";

type Props = { name: string; role: Role; picture: boolean; banner?: ReactNode; children: ReactNode };

/** The frame of every page. It knows the places itself, so that only the person has to be handed over with each page. */
export function Frame({ name, role, picture, banner, children }: Props) {
  const guest = role === "guest";
  return (
    <Shell
      nav={groups}
      places={places}
      user={{ name, detail: guest ? "Demo data" : undefined, avatarUrl: picture ? "/api/avatar" : undefined }}
      userItems={personItems(role)}
      // A guest has no password to come back with: leaving removes the demo, in the banner.
      signOut={guest ? undefined : <SignOut />}
      banner={banner}
    >
      {children}
    </Shell>
  );
}
