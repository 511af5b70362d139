import { type Heartbeat, readHeartbeats } from "@/domain/heartbeats";

/** For tests only: an instant before which nothing is sent, and heartbeats counted from it. */
export const MORNING_US = Date.parse("2026-09-15T08:00:00Z") * 1000;

/** A heartbeat `second` seconds into the morning, as an editor would send it. */
export function beatAt(second: number, wire: Record<string, unknown> = {}): Heartbeat {
  const body = { entity: "/p/a.go", type: "file", project: "p", language: "Go", time: MORNING_US / 1e6 + second, ...wire };
  const headers = { userAgent: "wakatime/v1 (linux-6) go1 vscode/1.0 vscode-wakatime/25.0", machine: "desk", timeZone: null };
  const [beat] = readHeartbeats([body], headers, new Date("2026-11-21T00:00:00Z")).beats;
  if (!beat || "error" in beat) throw new Error(`not a heartbeat: ${beat?.error}`);
  return beat;
}
