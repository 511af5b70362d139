import { TextField } from "@/components/ui/field";

/** A time zone by its name: the browser offers those that match what is typed. */
export function TimeZoneField({ value }: { value: string }) {
  const names = Intl.supportedValuesOf("timeZone");
  const all = names.includes("UTC") ? names : ["UTC", ...names];
  return (
    <>
      <TextField
        label="Time zone"
        name="timeZone"
        list="time-zones"
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        help="Type a city: Berlin, New York. Runs and rides keep the zone in which they were recorded."
        required
      />
      <datalist id="time-zones">
        {all.map((zone) => (
          <option key={zone} value={zone} label={zone.replaceAll("_", " ")} />
        ))}
      </datalist>
    </>
  );
}
