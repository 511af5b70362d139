import { Badge } from "@/components/ui/badge";
import { ConfirmByName, DialogButton } from "@/components/ui/dialog";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { Visitor } from "@/db/accounts";
import type { ApiKey } from "@/db/keys";
import { agoText } from "../../_view/ago";
import { momentText } from "../../_view/moments";
import { revokeApiKey } from "./actions";

type Props = { keys: ApiKey[]; now: Date; visitor: Pick<Visitor, "timeZone" | "numberFormat"> };

/** All keys with what they may do and when they were last used. */
export function KeyList({ keys, now, visitor }: Props) {
  return (
    <Section title="Keys">
      <ul className="divide-y divide-line border-y border-line">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
            <div className="grow">
              <p className="font-semibold">
                {key.name} <span className="font-normal text-soft">…{key.lastFour}</span>{" "}
                <State expiresAt={key.expiresAt} now={now} />
              </p>
              <p className="text-12 text-soft">
                {key.scopes.join(", ")} · created {momentText(key.createdAt, visitor)} · {used(key.lastUsedAt, now)}
                {key.expiresAt && key.expiresAt > now ? ` · expires ${momentText(key.expiresAt, visitor)}` : null}
              </p>
            </div>
            <DialogButton opens={`revoke-${key.id}`} variant="plain" aria-label={`Revoke ${key.name}`}>
              Revoke
            </DialogButton>
            <ConfirmByName
              id={`revoke-${key.id}`}
              title={`Revoke ${key.name}`}
              name={key.name}
              label="Revoke key"
              action={revokeApiKey}
              fields={{ id: key.id }}
            >
              <p>
                Whatever uses this key is locked out at once. It cannot be brought back; a new key is made in a moment.{" "}
                {key.lastUsedAt ? (
                  <>
                    Last used <Time iso={key.lastUsedAt.toISOString()}>{agoText(key.lastUsedAt, now)}</Time>.
                  </>
                ) : null}
              </p>
            </ConfirmByName>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ expiresAt, now }: { expiresAt: Date | null; now: Date }) {
  return expiresAt && expiresAt <= now ? <Badge tone="warn">Expired</Badge> : null;
}

function used(at: Date | null, now: Date): string {
  return at === null ? "never used" : `last used ${agoText(at, now)}`;
}
