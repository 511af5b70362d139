import { Notice } from "@/components/ui/notice";
import { asUser } from "@/db/client";
import { mergedInto } from "@/db/merges";
import { requireUser } from "../../../_auth/visitor";
import { hrefOf } from "../../_view/split-off";

/** Says that an activity was deleted, or merged into another one. */
export async function DeletedRide({ ride }: { ride: { id: string } }) {
  const { actor } = await requireUser();
  const home = await asUser(actor, (tx) => mergedInto(tx, ride.id));
  return home ? (
    <Notice title={`This activity is part of ${home.name}`}>
      <p>
        You merged the two. All that it brought is in <a href={hrefOf(home)}>{home.name}</a>; undelete this one to make them two
        again.
      </p>
    </Notice>
  ) : (
    <Notice tone="warn" title="This activity was deleted">
      <p>It counts in no total and no chart. Undelete it to have it back as it was.</p>
    </Notice>
  );
}
