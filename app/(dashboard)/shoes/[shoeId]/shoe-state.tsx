import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Visitor } from "@/db/accounts";
import type { ShoeUse } from "@/db/shoes";
import { localDate } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";
import { undelete, unretire } from "../actions";
import type { Wear } from "../wear";

/** What is special about a shoe now: deleted, retired, at its limit; with what can be done. */
export function ShoeState({ shoe, wear, visitor }: { shoe: ShoeUse; wear: Wear; visitor: Visitor }) {
  const on = (at: Date) => formatDate(localDate(at, visitor.timeZone), visitor.numberFormat);
  if (shoe.deletedAt) {
    return (
      <Notice
        tone="warn"
        title={`This shoe was deleted on ${on(shoe.deletedAt)}`}
        action={<OneButton action={undelete} id={shoe.id} label="Undelete" pending="Bringing back…" />}
      >
        <p>Its runs still name it. Undelete it to have it in your lists again.</p>
      </Notice>
    );
  }
  if (shoe.retiredAt) {
    return (
      <Notice
        title={`Retired on ${on(shoe.retiredAt)}`}
        action={<OneButton action={unretire} id={shoe.id} label="Unretire" pending="Putting back…" />}
      >
        {shoe.retirementNotes ? <p className="whitespace-pre-line">{shoe.retirementNotes}</p> : null}
      </Notice>
    );
  }
  if (!wear.badge) return null;
  return (
    <Notice tone={wear.badge.tone} title={wear.badge.text}>
      <p>{wear.forecast ?? "Retire it when it has had its last run, or set a higher limit."}</p>
    </Notice>
  );
}

type OneProps = { action: typeof undelete; id: string; label: string; pending: string };

function OneButton({ action, id, label, pending }: OneProps) {
  return (
    <ActionForm action={action} className="contents">
      <input type="hidden" name="id" value={id} />
      <SubmitButton pending={pending}>{label}</SubmitButton>
    </ActionForm>
  );
}
