import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { readUnsubscribeToken } from "@/lib/unsubscribe";
import { endWeekly } from "../../actions";

export const metadata: Metadata = { title: "Letters", robots: { index: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ done?: string }> };

/** A token as it was written; what cannot be read is no token. */
function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return "";
  }
}

/** Ends the weekly letters of whoever was sent this address, without signing in; programs that only look at it change nothing. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const { token } = await params;
  const { done } = await searchParams;
  const known = readUnsubscribeToken(decoded(token), "weekly") !== null;
  return (
    <>
      <h1 className="mt-8 mb-3 text-28">Weekly letters</h1>
      {known ? null : (
        <p>This address is not complete. Open the link in the letter once more, or sign in and end the letters there.</p>
      )}
      {known && done ? <p>No more letters come. On the page Weekly they can be asked for again.</p> : null}
      {known && !done ? (
        <>
          <p className="mb-4">Almanac sends this address the week in review every Monday.</p>
          <ActionButton action={endWeekly} fields={{ token }} variant="main">
            No more letters
          </ActionButton>
        </>
      ) : null}
    </>
  );
}
