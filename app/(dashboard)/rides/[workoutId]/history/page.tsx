import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listWorkoutVersions } from "@/db/workout-versions";
import { getWorkoutEvenDeleted } from "@/db/workouts";
import { EDITABLE_WORKOUT_FIELDS } from "@/domain/workout-changes";
import { diffWorkouts, NOTHING_YET } from "@/domain/workout-fields";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { RideHead } from "../ride-head";

export const metadata: Metadata = { title: "History of an activity" };

/** Every version of a ride: what changed, when, by whom, why. Its words and sport can be made those of an earlier version. */
export default async function RideHistoryPage({ params }: { params: Promise<{ workoutId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).workoutId);
  const load = asUser(actor, async (tx) => ({
    ride: await getWorkoutEvenDeleted(tx, id),
    versions: await listWorkoutVersions(tx, id),
  }));
  const { ride, versions } = await orNotFound(load);
  const words = { ...formatOf(visitor), timeZone: ride.timeZone, shoes: new Map<string, string>(), sport: ride.sport };
  const now = versions[0]?.values ?? NOTHING_YET;
  return (
    <>
      <RideHead ride={ride} visitor={visitor} current="history" />
      {versions.map((version, index) => {
        const differs = EDITABLE_WORKOUT_FIELDS.some((field) => version.values[field] !== now[field]);
        return (
          <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
            <VersionEntry
              version={version}
              current={version.version === ride.version}
              changes={diffWorkouts(versions[index + 1]?.values ?? NOTHING_YET, version.values)}
              words={words}
              timeZone={visitor.timeZone}
              restore={differs && !ride.deletedAt ? <Restore id={id} from={ride.version} to={version.version} /> : null}
            />
          </Section>
        );
      })}
    </>
  );
}

function Restore({ id, from, to }: { id: string; from: number; to: number }) {
  return (
    <ActionButton
      action={restore}
      undo={unrestore}
      fields={{ id, to: String(to), from: String(from) }}
      variant="plain"
      icon="undo"
      pending="Restoring…"
    >
      {`Restore title, sport and notes of version ${to}`}
    </ActionButton>
  );
}
