import type { Metadata } from "next";
import { cache } from "react";
import { HowComputed } from "@/components/runs/how-computed";
import { Figure, Figures } from "@/components/ui/figure";
import { requireUser } from "../../../_auth/visitor";
import { MaybeSameNotice } from "../../_view/maybe-same";
import { idOf, orNotFound } from "../../_view/or-not-found";
import { formatOf } from "../../_view/visitor-format";
import { DeletedRun } from "./deleted-run";
import { runFigures } from "./figures";
import { loadRun, powerOfRun } from "./load-run";
import { RunBody } from "./run-body";
import { type Given, RunFlash } from "./run-flash";
import { RunHead } from "./run-head";

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Given> };

/** Once per request: the title needs the name, the page the rest. */
const load = cache(async (param: string) => {
  const { visitor, actor } = await requireUser();
  return { visitor, loaded: await orNotFound(loadRun(actor, idOf(param))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).runId)).loaded.run.name };
}

/** One run: figures, way, courses, splits, zones, best efforts, and where all of it comes from. */
export default async function RunPage({ params, searchParams }: Props) {
  const { visitor, loaded } = await load((await params).runId);
  const { run } = loaded;
  if (run.deletedAt) return <DeletedRun run={run} visitor={visitor} />;
  const format = formatOf(visitor);
  const figures = runFigures(run, powerOfRun(loaded), format);

  return (
    <>
      <RunFlash run={run} given={await searchParams} />
      <RunHead loaded={loaded} visitor={visitor} current="run" />
      <MaybeSameNotice activity={{ noun: "run", id: run.id }} others={loaded.maybe} locale={format.locale} />
      <HowComputed figures={figures}>
        <Figures label="Figures of this run">
          {figures.map(({ label, value, unit, field }) => (
            <Figure
              key={field}
              label={label}
              value={value}
              unit={unit}
              size="big"
              range={run.editedFields.includes(field) ? "edited by you" : undefined}
            />
          ))}
        </Figures>
      </HowComputed>
      <RunBody loaded={loaded} format={format} />
    </>
  );
}
