import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { LatestHeartbeat } from "./first-heartbeat";

/** The page of somebody whose coding time nobody tells of yet; `first` is the one sign of life there is, which makes no time. */
export function NoCoding({ first = null }: { first?: LatestHeartbeat }) {
  if (first) {
    return (
      <Empty title="The first heartbeat is here" icon="brackets" action={<ButtonLink href="/coding/setup">Set up</ButtonLink>}>
        <p>
          {first.title}. {first.words} Time is what lies between two heartbeats, so this page begins with the next ones.
        </p>
      </Empty>
    );
  }
  return (
    <Empty
      title="No coding time yet"
      icon="brackets"
      action={
        <>
          <ButtonLink href="/coding/setup" variant="main" icon="brackets">
            Connect an editor
          </ButtonLink>
          <ButtonLink href="/settings/connections#wakatime" icon="link">
            Connect WakaTime
          </ButtonLink>
          <ButtonLink href="/import" icon="tray">
            Import a data dump
          </ButtonLink>
        </>
      }
    >
      <p>
        Editors with a WakaTime plugin send what you work on straight to Almanac: two lines in a file, and the first minutes are
        here. What WakaTime or a compatible server has of the years before comes by a connection or a data dump.
      </p>
    </Empty>
  );
}
