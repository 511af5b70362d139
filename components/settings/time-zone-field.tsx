import { TextField } from "@/components/ui/field";
import { timeZones, zoneLabel } from "@/domain/time-zone-search";

/** A time zone by its city: the browser offers those that match what is typed. */
export function TimeZoneField({ value }: { value: string }) {
  return (
    <>
      <TextField
        // What was typed gives way to what was saved.
        key={value}
        label="Time zone"
        name="timeZone"
        list="time-zones"
        defaultValue={zoneLabel(value)}
        autoComplete="off"
        spellCheck={false}
        help="Type a city: Berlin, New York. Runs and rides keep the zone in which they were recorded."
        required
      />
      <datalist id="time-zones">
        {timeZones().map((zone) => (
          <option key={zone} value={zoneLabel(zone)} />
        ))}
      </datalist>
    </>
  );
}
