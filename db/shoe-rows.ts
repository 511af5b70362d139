import type { Shoe } from "@/domain/shoes";

/** A shoe as it is stored. */
export type ShoeRow = Shoe;

/** Columns of {@link ShoeRow}; the table is called `s`. */
export const SHOE_COLUMNS = `s.id, s.name, s.starting_distance_m as "startingDistanceM", s.limit_m as "limitM",
  s.retired_at as "retiredAt", s.retirement_notes as "retirementNotes", s.notes, s.version, s.deleted_at as "deletedAt"`;

/** A shoe's row as the database names its columns: what a versioned write answers and what histories keep. */
export type StoredShoe = {
  id: string;
  name: string;
  starting_distance_m: number;
  limit_m: number | null;
  retired_at: Date | string | null;
  retirement_notes: string | null;
  notes: string | null;
  version: number;
  deleted_at: Date | string | null;
};

/** A shoe from its stored row, or from what a history keeps of one (there instants are text). */
export function shoeOf(row: StoredShoe): ShoeRow {
  return {
    id: row.id,
    name: row.name,
    startingDistanceM: row.starting_distance_m,
    limitM: row.limit_m,
    retiredAt: row.retired_at === null ? null : new Date(row.retired_at),
    retirementNotes: row.retirement_notes,
    notes: row.notes,
    version: row.version,
    deletedAt: row.deleted_at === null ? null : new Date(row.deleted_at),
  };
}
