import { ActionButton } from "@/components/ui/action-button";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { Visitor } from "@/db/accounts";
import type { Session } from "@/db/sessions";
import { deviceOf } from "@/domain/devices";
import { agoText } from "../../_view/ago";
import { momentText } from "../../_view/moments";
import { endSession } from "./actions";

type Props = { sessions: Session[]; current: string | null; now: Date; visitor: Pick<Visitor, "timeZone" | "numberFormat"> };

/** Every browser that is signed in, this one marked. */
export function SessionList({ sessions, current, now, visitor }: Props) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
          <div className="grow">
            <p className="font-semibold">
              {deviceOf(session.userAgent)} {session.id === current ? <Badge tone="good">This browser</Badge> : null}
            </p>
            <p className="text-12 text-soft">
              Signed in {momentText(session.createdAt, visitor)}
              {session.ip ? ` from ${session.ip}` : null} · last used{" "}
              <Time iso={session.lastUsedAt.toISOString()}>{agoText(session.lastUsedAt, now)}</Time>
            </p>
          </div>
          {session.id === current ? null : (
            <ActionButton action={endSession} fields={{ id: session.id }} variant="plain" pending="Signing out…">
              Sign out
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  );
}
