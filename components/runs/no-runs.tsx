import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** The page of somebody who has no runs yet. */
export function NoRuns() {
  return (
    <Empty
      title="No runs yet"
      icon="stride"
      action={
        <>
          <ButtonLink href="/import" variant="main" icon="tray">
            Import runs
          </ButtonLink>
          <ButtonLink href="/runs/new" icon="plus">
            Add a run by hand
          </ButtonLink>
        </>
      }
    >
      <p>
        Drop a Strava archive, a MapMyFitness CSV or a folder of FIT, GPX or TCX files on the import page. Nothing is sent
        anywhere.
      </p>
    </Empty>
  );
}

/** A filter that nothing matches. */
export function NothingFound({ href }: { href: string }) {
  return (
    <Empty
      title="Nothing matches this filter"
      action={
        <ButtonLink href={href} icon="close">
          Clear the filter
        </ButtonLink>
      }
    >
      <p>Take away one of its conditions above, or all of them.</p>
    </Empty>
  );
}
