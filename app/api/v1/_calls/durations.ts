import "server-only";
import { wakatimeCall } from "@/app/_auth/wakatime-door";
import { durationsSpec } from "@/app/api/_spec/v1";
import { asUser } from "@/db/client";
import { codingSettings } from "@/db/coding-settings";
import { codingDurations } from "@/db/coding-timeline";
import { nameInList } from "@/domain/wakatime-lists";
import { dayBounds, secondsOf } from "@/domain/wakatime-time";
import { filterOf, startsOf } from "./question";

const DIMENSION_OF = { os: "operating_system", dependencies: "dependency" } as const;

export const durationCalls = [
  wakatimeCall(durationsSpec, ({ actor, query }) =>
    asUser(actor, async (tx) => {
      const { date, slice_by: asked = "project" } = query;
      const timeZone = query.timezone ?? (await codingSettings(tx)).timeZone;
      const [fromUs = 0, toUs = 0] = startsOf(date, date, timeZone).startsUs;
      const sliceBy = asked === "os" || asked === "dependencies" ? DIMENSION_OF[asked] : asked;
      const rule = {
        ...(query.timeout === undefined ? {} : { timeoutS: query.timeout * 60 }),
        writesOnly: query.writes_only ?? false,
      };
      const pieces = await codingDurations(tx, { fromUs, toUs, sliceBy, filter: filterOf(query), ...rule });
      const data = pieces.map(({ startUs, us, project, name }) => ({
        time: secondsOf(startUs),
        duration: secondsOf(us),
        project: nameInList("project", project),
        color: null,
        ...(asked === "project" ? {} : { [asked]: sliceBy === "entity" ? name : nameInList(sliceBy, name) }),
      }));
      const branches = sliceBy === "branch" ? [...new Set(pieces.map(({ name }) => name).filter((name) => name !== ""))] : [];
      return { body: { data, branches, ...dayBounds(date, date, timeZone), timezone: timeZone } };
    }),
  ),
];
