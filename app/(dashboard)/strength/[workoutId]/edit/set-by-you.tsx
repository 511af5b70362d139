import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { release, unrestore } from "../../actions";
import { strengthLabelOf } from "../../labels";
import type { OwnField } from "./own-fields";

type Session = { id: string; version: number };

/** The fields that a person has set and no sync writes, each with the way back to what the source says. */
export function SetByYou({ session, own }: { session: Session; own: readonly OwnField[] }) {
  if (own.length === 0) return null;
  return (
    <Section title="Set by you">
      <p className="max-w-[65ch] pb-2 text-soft">
        No import and no sync changes these. Give one back to its source, and what the source says is shown again, now and later.
      </p>
      <ul className="grid gap-3">
        {own.map(({ field, shown, said, differs }) => (
          <li key={field} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-x-3">
              <span className="font-semibold">{strengthLabelOf(field)}</span>
              <Release session={session} fields={field} label={`Use the source’s ${strengthLabelOf(field).toLowerCase()}`} />
            </div>
            <span className="max-w-[80ch] whitespace-pre-line">{shown ?? "empty"}</span>
            <span className="max-w-[80ch] whitespace-pre-line text-soft">
              {differs
                ? `The source says ${said === null ? "nothing" : said.includes("\n") ? `\n${said}` : said}`
                : "The source says the same"}
            </span>
          </li>
        ))}
      </ul>
      {own.length > 1 ? (
        <div className="pt-3">
          <Release session={session} fields={own.map(({ field }) => field).join(",")} label="Use all of the source’s values" />
        </div>
      ) : null}
    </Section>
  );
}

function Release({ session, fields, label }: { session: Session; fields: string; label: string }) {
  return (
    <ActionButton
      action={release}
      undo={unrestore}
      fields={{ id: session.id, fields, from: String(session.version) }}
      variant="quiet"
      icon="undo"
      pending="Taking it…"
    >
      {label}
    </ActionButton>
  );
}
