import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { CopyOnce } from "@/components/ui/copy-once";
import type { FormAction } from "@/components/ui/form-result";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";

type Props = {
  /** The whole address; null without a feed, `"lost"` where it works but cannot be shown any more. */
  address: string | "lost" | null;
  make: FormAction;
  stop: FormAction;
};

/** The private feed: a calendar for every application that can subscribe to an address. */
export function CalendarFeed({ address, make, stop }: Props) {
  return (
    <Section id="calendar-feed" title="Calendar feed">
      <div className="grid gap-4">
        <p className="max-w-text text-soft">
          Your runs as a calendar that Apple Calendar, Outlook, Thunderbird and others can subscribe to, without Google.
        </p>
        {address === null ? (
          <div>
            <ActionButton action={make} variant="main" pending="Making…">
              Make a feed address
            </ActionButton>
          </div>
        ) : (
          <>
            {address === "lost" ? (
              <Notice tone="warn" title="The address cannot be shown">
                <p>It still works. The key that it was kept with is gone from this server; make a new address to see one.</p>
              </Notice>
            ) : (
              <CopyOnce
                label="Address"
                secret={address}
                note="Whoever has it can see your runs. Make a new one if somebody has it who should not."
              />
            )}
            <div className="flex flex-wrap gap-2">
              {address === "lost" ? null : (
                <ButtonLink href={address.replace(/^https?:/, "webcal:")} variant="main" data-hard>
                  Open in my calendar
                </ButtonLink>
              )}
              <ActionButton action={make} pending="Making…">
                New address
              </ActionButton>
              <ActionButton action={stop} pending="Stopping…">
                Stop the feed
              </ActionButton>
            </div>
          </>
        )}
      </div>
    </Section>
  );
}
