import { Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";

/** What others know of the years before. */
export function OtherWays() {
  return (
    <Section title="What others have of the years before">
      <Facts
        prose
        items={[
          {
            label: "WakaTime",
            value: (
              <a className="link" href="/settings/connections#wakatime">
                Connect WakaTime
              </a>
            ),
            note: "Every day’s totals by project, language, editor, system, machine and category; hourly, and kept here for ever. Branches it tells for the last two weeks only.",
          },
          {
            label: "Wakapi, Hackatime",
            value: (
              <a className="link" href="/settings/connections#wakatime">
                Connect by address and API key
              </a>
            ),
            note: "Any server that speaks WakaTime’s language: give its address, such as https://wakapi.example.org/api, and its key.",
          },
          {
            label: "Data dump",
            value: (
              <a className="link" href="/import">
                Import WakaTime’s data dump
              </a>
            ),
            note: "In WakaTime: Settings, Account, Export. The heartbeats bring everything, to the file and the minute; the daily totals what the connection brings, for all years at once.",
          },
        ]}
      />
    </Section>
  );
}
