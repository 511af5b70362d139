import "server-only";
import { readLimited } from "@/app/_auth/body";
import { wakatimeCall } from "@/app/_auth/wakatime-door";
import { expertsSpec, leadersSpec, pluginErrorsSpec } from "@/app/api/_spec/v1";
import { addDays, localDate } from "@/domain/time-zones";
import { dayText } from "@/domain/wakatime-time";
import { log } from "@/lib/log";

const SMALL = 1_000_000;
const WORDS = ["plugin", "cli_version", "platform", "architecture", "message"] as const;

/** What a crash report says of itself, short: its log may hold paths of files and keys, so no more of it is kept. */
function gistOf(bytes: Buffer): Record<string, string> {
  let report: unknown;
  try {
    report = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
  if (typeof report !== "object" || report === null) return {};
  const said = report as Record<string, unknown>;
  return Object.fromEntries(
    WORDS.flatMap((word) => {
      const value = said[word];
      return typeof value === "string"
        ? [[word, value.slice(0, 200).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, "[removed]")]]
        : [];
    }),
  );
}

export const otherCalls = [
  wakatimeCall(leadersSpec, async ({ visitor, now }) => {
    const to = localDate(now, visitor.timeZone);
    const from = addDays(to, -6);
    const days = { start_date: from, start_text: dayText(from), end_date: to, end_text: dayText(to) };
    const range = { name: "last_7_days", text: "Last 7 Days", ...days };
    return { body: { current_user: null, data: [], page: 1, total_pages: 1, language: null, range } };
  }),
  wakatimeCall(expertsSpec, async ({ request }) => {
    await readLimited(request, SMALL);
    return { body: { data: [] } };
  }),
  wakatimeCall(pluginErrorsSpec, async ({ request, actor }) => {
    const report = await readLimited(request, SMALL);
    log().debug({ requestId: actor.requestId, bytes: report.length, ...gistOf(report) }, "an editor's plugin reports an error");
    return { body: { data: {} } };
  }),
];
