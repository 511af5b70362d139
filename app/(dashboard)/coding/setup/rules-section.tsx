import { LiveSync } from "@/components/connections/live-sync";
import { RadioGroup } from "@/components/settings/radio-group";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CodingSettings } from "@/db/coding-settings";
import { saveRules } from "./actions";

const RULES = [
  {
    value: "most",
    label: "The one that saw most of the day",
    help: "Of equals your editors go first. Nothing is lost when you move from WakaTime to Almanac in the middle of a day.",
  },
  {
    value: "heartbeats",
    label: "Your editors",
    help: "What they sent to Almanac counts wherever they told of the day; elsewhere a data dump, else WakaTime.",
  },
  {
    value: "wakatime",
    label: "WakaTime",
    help: "What WakaTime or a compatible server says counts wherever it tells of the day; elsewhere a data dump, else your editors.",
  },
];

/** By which rules time is counted, and what changing them does. */
export function RulesSection({ settings }: { settings: CodingSettings }) {
  return (
    <Section title="Rules of counting" id="rules">
      {settings.recountDueAt ? (
        <>
          <LiveSync />
          <Notice title="All days are being counted again">
            <p>
              By {minutesText(settings.wantedTimeoutS ?? settings.timeoutS)} of timeout, in the time zone{" "}
              {settings.wantedTimeZone ?? settings.timeZone}. Until it is done the figures are those of before; this notice goes
              away by itself.
            </p>
          </Notice>
        </>
      ) : null}
      <ActionForm action={saveRules}>
        <TextField
          label="Timeout"
          name="timeout"
          unit="min"
          inputMode="numeric"
          defaultValue={String((settings.wantedTimeoutS ?? settings.timeoutS) / 60)}
          help="The time between two signs of life counts when it is shorter than this; a longer one was a break. WakaTime’s own is 15 minutes. Another timeout counts all days of your editors again, which takes seconds; what WakaTime told stays as it told it."
        />
        <RadioGroup
          legend="Where several sources tell of a day, the whole day is taken from"
          name="sourceRule"
          value={settings.sourceRule}
          options={RULES}
        />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save rules</SubmitButton>
        </FormActions>
      </ActionForm>
      <p className="mt-4 max-w-text text-12 text-soft">
        Days begin and end at midnight of {settings.timeZone}, the time zone of your{" "}
        <a className="link" href="/settings/profile">
          profile
        </a>
        ; another one counts all days again. Time that goes over midnight is cut there.
      </p>
    </Section>
  );
}

function minutesText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
