import type { Tx } from "./client";

/** Threshold power in watts, valid from a day on. */
export type FtpRow = { validFrom: string; ftpW: number };

/** The history of the threshold power, newest first. */
export function listFtp(tx: Tx): Promise<FtpRow[]> {
  return tx.query<FtpRow>(
    `select valid_from as "validFrom", ftp_w as "ftpW" from app.ftp_history where user_id = $1 order by valid_from desc`,
    [tx.userId],
  );
}

/** Sets the threshold power from a day on; a second value for one day replaces the first. */
export async function setFtp(tx: Tx, { validFrom, ftpW }: FtpRow): Promise<void> {
  await tx.query(
    `insert into app.ftp_history (user_id, valid_from, ftp_w) values ($1, $2, $3)
      on conflict (user_id, valid_from) do update set ftp_w = excluded.ftp_w`,
    [tx.userId, validFrom, ftpW],
  );
}

/** Takes the value of a day away; false when there is none. */
export async function deleteFtp(tx: Tx, validFrom: string): Promise<boolean> {
  const text = "delete from app.ftp_history where user_id = $1 and valid_from = $2 returning valid_from";
  return (await tx.query(text, [tx.userId, validFrom])).length > 0;
}

/** Heart-rate figures and lower bounds of zones 1 to n in bpm, valid from a day on. */
export type HeartRateZonesRow = {
  validFrom: string;
  maxBpm: number | null;
  restingBpm: number | null;
  thresholdBpm: number | null;
  lowerBoundsBpm: number[];
};

const ZONES = `valid_from as "validFrom", max_bpm as "maxBpm", resting_bpm as "restingBpm", threshold_bpm as "thresholdBpm",
  lower_bounds_bpm as "lowerBoundsBpm"`;

/** The history of the heart-rate zones, newest first. */
export function listHeartRateZones(tx: Tx): Promise<HeartRateZonesRow[]> {
  return tx.query(`select ${ZONES} from app.heart_rate_zones where user_id = $1 order by valid_from desc`, [tx.userId]);
}

/** Sets the zones from a day on; a second set for one day replaces the first. */
export async function setHeartRateZones(tx: Tx, zones: HeartRateZonesRow): Promise<void> {
  await tx.query(
    `insert into app.heart_rate_zones (user_id, valid_from, max_bpm, resting_bpm, threshold_bpm, lower_bounds_bpm)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (user_id, valid_from) do update set max_bpm = excluded.max_bpm, resting_bpm = excluded.resting_bpm,
        threshold_bpm = excluded.threshold_bpm, lower_bounds_bpm = excluded.lower_bounds_bpm`,
    [tx.userId, zones.validFrom, zones.maxBpm, zones.restingBpm, zones.thresholdBpm, zones.lowerBoundsBpm],
  );
}

/** The zones that were valid on a day; null before the first. */
export async function heartRateZonesOn(tx: Tx, date: string): Promise<HeartRateZonesRow | null> {
  const [row] = await tx.query<HeartRateZonesRow>(
    `select ${ZONES} from app.heart_rate_zones where user_id = $1 and valid_from <= $2 order by valid_from desc limit 1`,
    [tx.userId, date],
  );
  return row ?? null;
}
