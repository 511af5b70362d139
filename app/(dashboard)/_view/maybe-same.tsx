import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Activity } from "@/db/activity-rows";
import type { MaybeSame } from "@/db/maybe-same";
import { formatDate } from "@/domain/units";
import { hrefOf } from "./split-off";

type Props = { activity: Activity; others: readonly MaybeSame[]; locale: string };

/** Says that another activity may be this one, too, and leads to where the two can be made one. */
export function MaybeSameNotice({ activity, others, locale }: Props) {
  if (others.length === 0) return null;
  const word = activity.noun === "run" ? "run" : "activity";
  return (
    <Notice
      title={`This may be the same ${word} as another`}
      action={<ButtonLink href={`${hrefOf(activity)}/merge`}>Merge…</ButtonLink>}
    >
      <p>
        {others.map(({ id, name, localDate }, index) => (
          <span key={id}>
            {index > 0 ? ", " : null}
            <a href={hrefOf({ noun: activity.noun, id })}>{name}</a> of {formatDate(localDate, locale)}
          </span>
        ))}{" "}
        {others.length === 1 ? "looks" : "look"} alike. That is not certain, so all of them count; if they are one, merge them.
      </p>
    </Notice>
  );
}
