import { ActionButton } from "@/components/ui/action-button";
import { CopyOnce } from "@/components/ui/copy-once";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { makeBadgeAddress, stopTheBadge } from "./actions";

type Props = { secret: string | "lost" | null; appUrl: string; guest: boolean };

/** How long one coded, for README pages: a picture at a secret address. */
export function BadgeSection({ secret, appUrl, guest }: Props) {
  const address = `${appUrl}/api/badge/${secret}`;
  return (
    <Section title="Badge" id="badge" area="coding">
      <div className="grid gap-4">
        <p className="max-w-text text-soft">
          A picture that says how long you coded, for a README or a page of yours. Its address is the only key to it: whoever has
          it sees that total, and nothing else.
        </p>
        {guest ? (
          <p className="text-soft">Demo data has no badge: it is removed a week after you were last here.</p>
        ) : secret === null ? (
          <div>
            <ActionButton action={makeBadgeAddress} pending="Making…">
              Make a badge
            </ActionButton>
          </div>
        ) : (
          <>
            {secret === "lost" ? (
              <Notice tone="warn" title="The address cannot be shown">
                <p>It still works. The key that it was kept with is gone from this server; make a new address to see one.</p>
              </Notice>
            ) : (
              <>
                {/* A picture of ours that changes by itself: the image component would keep an old one. */}
                <p
                  role="img"
                  aria-label="The badge of the last seven days"
                  className="h-5 bg-left bg-no-repeat"
                  style={{ backgroundImage: `url("/api/badge/${secret}.svg")` }}
                />
                <CopyOnce
                  label="Markdown"
                  secret={`![Coding time](${address}.svg?range=last_7_days)`}
                  note="Also ?range=today, last_30_days, last_year or all_time, &project=NAME and &label=WORDS."
                />
                <CopyOnce
                  label="By shields.io, in its style"
                  secret={`![Coding time](https://img.shields.io/endpoint?url=${encodeURIComponent(`${address}.json?range=last_30_days`)})`}
                  note="shields.io then knows the address too."
                />
              </>
            )}
            <div className="flex flex-wrap gap-2">
              <ActionButton action={makeBadgeAddress} pending="Making…">
                New address
              </ActionButton>
              <ActionButton action={stopTheBadge} pending="Stopping…">
                Stop the badge
              </ActionButton>
            </div>
          </>
        )}
      </div>
    </Section>
  );
}
