import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAccount } from "@/db/accounts";
import { asUser, atDoor, jobActor } from "@/db/client";
import { createImport, getImport, newImportId } from "@/db/imports";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { uploadFolder, uploadPath } from "@/lib/uploads";

const MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const DAY_MS = 86_400_000;
const HEADER =
  "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (km),Workout Time (seconds),Avg Pace (min/km)," +
  "Max Pace (min/km),Avg Speed (km/h),Max Speed (km/h),Avg Heart Rate,Steps,Notes,Source,Link";

/** A MapMyFitness history of `rows` runs, newest first, spread over twenty years. */
export function mapMyFitnessHistory(rows: number): string {
  const lines = [HEADER];
  for (let i = 0; i < rows; i++) {
    const at = new Date(Date.UTC(2026, 10, 1) - Math.floor((i * 7300) / rows) * DAY_MS);
    const day = `"${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}"`;
    const km = 3 + ((i * 7919) % 15_000) / 1000;
    const heart = i % 3 ? 135 + (i % 35) : "";
    lines.push(
      `${day},${day},Run,${Math.round(km * 60)},${km},${Math.round(km * 330 + (i % 97))},5.5,4.1,10.9,14.2,${heart},6205,b'',Map My Fitness MapMyRun iPhone,http://www.mapmyfitness.com/workout/${1_000_000 + i}`,
    );
  }
  return lines.join("\n");
}

/** A person of the scratch database, and a folder for uploads. */
export async function importer(): Promise<{
  userId: string;
  upload: (files: Iterable<[name: string, bytes: Uint8Array | string]>) => Promise<string>;
  state: (id: string) => Promise<string>;
}> {
  process.env["ALMANAC_DATA_DIR"] = mkdtempSync(join(tmpdir(), "almanac-bench-"));
  const userId = parseUserId(randomUUID());
  await atDoor(newId(), (tx) =>
    createAccount(
      tx,
      { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Bench", timeZone: "Europe/Berlin" },
      "open",
    ),
  );
  const actor = jobActor(userId, newId(), "import");
  return {
    userId,
    async upload(files) {
      const id = newImportId();
      mkdirSync(uploadFolder(userId, id), { recursive: true });
      const stored = Array.from(files, ([name, bytes], index) => {
        const path = uploadPath(userId, id, index + 1);
        writeFileSync(join(uploadFolder(userId), "..", path), bytes);
        return { name, path, bytes: Buffer.byteLength(bytes) };
      });
      await asUser(actor, (tx) => createImport(tx, id, stored));
      return id;
    },
    state: async (id) => (await asUser(actor, (tx) => getImport(tx, id))).state,
  };
}
