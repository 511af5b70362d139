import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** The page of somebody who has no strength sessions yet. */
export function NoSessions() {
  return (
    <Empty
      title="No strength sessions yet"
      icon="barbell"
      action={
        <>
          <ButtonLink href="/settings/connections" variant="main" icon="link">
            Connect Hevy
          </ButtonLink>
          <ButtonLink href="/import" icon="tray">
            Import a CSV
          </ButtonLink>
        </>
      }
    >
      <p>
        With Hevy Pro, connect Hevy and sessions come by themselves. Without it, export your workouts as CSV in Hevy’s settings
        and import the file.
      </p>
    </Empty>
  );
}
