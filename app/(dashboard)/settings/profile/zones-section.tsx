import { DatedList } from "@/components/settings/dated-list";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions, FormRow } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { HeartRateZonesRow } from "@/db/thresholds";
import { formatDate } from "@/domain/units";
import { removeZones, saveZones } from "./thresholds";

/** Heart-rate zones by day. */
export function ZonesSection({ zones, today, locale }: { zones: HeartRateZonesRow[]; today: string; locale: string }) {
  const items = zones.map((row) => ({
    key: row.validFrom,
    from: formatDate(row.validFrom, locale),
    value: `${row.lowerBoundsBpm.slice(1).join(" · ")} bpm`,
    note: words(row),
    action: (
      <ActionButton
        action={removeZones}
        undo={undoable(row) ? saveZones : undefined}
        fields={fieldsOf(row)}
        variant="quiet"
        pending="Removing…"
      >
        Remove
      </ActionButton>
    ),
  }));
  return (
    <Section title="Heart-rate zones" id="zones">
      <p className="mb-4 text-soft">
        Zones 2 to 5 begin at these heart rates. Leave them empty, and they follow from the threshold: 68, 83, 94 and 105 % of it.
      </p>
      {items.length > 0 ? <DatedList items={items} /> : null}
      <ActionForm action={saveZones} reset className="form mt-4 max-w-form">
        <FormRow>
          <TextField label="Valid from" name="validFrom" type="date" defaultValue={today} required />
          <Bpm label="Threshold" name="thresholdBpm" />
        </FormRow>
        <FormRow>
          <Bpm label="Maximum" name="maxBpm" />
          <Bpm label="Resting" name="restingBpm" />
        </FormRow>
        <FormRow>
          {[2, 3, 4, 5].map((zone) => (
            <Bpm key={zone} label={`Zone ${zone} from`} name={`zone${zone}`} />
          ))}
        </FormRow>
        <FormError />
        <FormActions>
          <SubmitButton variant="plain" pending="Adding…">
            Add zones
          </SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}

function Bpm({ label, name }: { label: string; name: string }) {
  return <TextField label={label} name={name} type="number" min={20} max={260} step={1} inputMode="numeric" unit="bpm" />;
}

function words({ maxBpm, restingBpm, thresholdBpm }: HeartRateZonesRow): string {
  const said = [
    ["threshold", thresholdBpm],
    ["maximum", maxBpm],
    ["resting", restingBpm],
  ] as const;
  return said.flatMap(([name, bpm]) => (bpm === null ? [] : `${name} ${bpm}`)).join(", ");
}

/** The form has five zones; sets with more or fewer came through the API and cannot be sent back by it. */
function undoable(row: HeartRateZonesRow): boolean {
  return row.lowerBoundsBpm.length === 5;
}

function fieldsOf(row: HeartRateZonesRow): Record<string, string> {
  const { validFrom, maxBpm, restingBpm, thresholdBpm, lowerBoundsBpm } = row;
  const zones = Object.fromEntries(lowerBoundsBpm.slice(1).map((bound, index) => [`zone${index + 2}`, String(bound)]));
  const known = Object.entries({ maxBpm, restingBpm, thresholdBpm }).flatMap(([name, bpm]) =>
    bpm === null ? [] : [[name, String(bpm)] as const],
  );
  return { validFrom, ...Object.fromEntries(known), ...zones };
}
