import type { Visitor } from "@/db/accounts";
import type { StrengthRow } from "@/db/strength-rows";
import { SOURCE_NAMES } from "../../_view/sources";
import { momentOf, ThingHead } from "../../_view/thing-head";
import { remove, undelete } from "../actions";

/** Day and clock of a session, and where it came from. */
export const sessionMoment = (session: StrengthRow, visitor: Visitor): string =>
  `${momentOf(session, visitor)} · ${SOURCE_NAMES[session.source]}`;

/** The head of the pages of a session. */
export function SessionHead(props: { session: StrengthRow; visitor: Visitor; current: "page" | "history" }) {
  const { session, visitor, current } = props;
  return (
    <ThingHead
      thing={session}
      page="Session"
      list={{ href: "/strength", label: "Strength" }}
      area="strength"
      range={sessionMoment(session, visitor)}
      current={current}
      remove={remove}
      undelete={undelete}
    />
  );
}
