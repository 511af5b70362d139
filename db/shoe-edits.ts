import { type NewShoe, type ShoeChanges, shoeIdOf } from "@/domain/shoes";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import type { Tx } from "./client";
import { errorCode } from "./connect";
import { insertVersioned, listVersions, updateVersioned, type Version, type Versioned } from "./history";
import { SHOE_COLUMNS, type ShoeRow, type StoredShoe, shoeOf } from "./shoe-rows";

const SHOES: Versioned = { table: "shoes", idColumn: "shoe_id", what: "shoe" };

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

/** Adds a pair of shoes; the id comes from the name. @throws Failure "conflict" when a shoe has that name or its id */
export async function createShoe(tx: Tx, shoe: NewShoe): Promise<ShoeRow> {
  const id = shoeIdOf(shoe.name);
  await refuseTaken(tx, shoe.name, null);
  const values = {
    id,
    name: shoe.name,
    starting_distance_m: shoe.startingDistance ?? 0,
    limit_m: shoe.limit ?? null,
    notes: shoe.notes ?? null,
  };
  return shoeOf(await unlessTaken(shoe.name, insertVersioned<StoredShoe>(tx, SHOES, values)));
}

type Taken = { id: string; name: string; deletedAt: Date | null };

/** Two names that differ only in case or punctuation would be one id: such a pair is refused as if it were one name. */
async function refuseTaken(tx: Tx, name: string, except: string | null): Promise<void> {
  const [other] = await tx.query<Taken>(
    `select s.id, s.name, s.deleted_at as "deletedAt" from app.shoes s
      where s.user_id = $1 and (s.name = $2 or s.id = $3) and s.id is distinct from $4
      order by s.deleted_at nulls first limit 1`,
    [tx.userId, name, shoeIdOf(name), except],
  );
  if (!other) return;
  const message = other.deletedAt
    ? `A deleted shoe is called “${other.name}”. Bring that one back, or choose another name.`
    : `There is a shoe called “${other.name}” already. Choose another name.`;
  throw new Failure("conflict", message, { fields: [{ path: "name", message }] });
}

/** The database's word for a name that somebody took a moment ago. */
async function unlessTaken<T>(name: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (errorCode(error) !== "23505") throw error;
    const message = `There is a shoe called “${name}” already. Choose another name.`;
    throw new Failure("conflict", message, { fields: [{ path: "name", message }] });
  }
}

/** The shoe, locked until the transaction ends. @throws Failure "not_found" | "conflict" with the shoe as it is now */
async function lockShoe(tx: Tx, id: string, expected: number | undefined, evenDeleted = false): Promise<ShoeRow> {
  const [shoe] = await tx.query<ShoeRow>(
    `select ${SHOE_COLUMNS} from app.shoes s where s.user_id = $1 and s.id = $2 for no key update`,
    [tx.userId, id],
  );
  if (!shoe || (shoe.deletedAt !== null && !evenDeleted)) throw notFound("shoe");
  if (expected !== undefined && expected !== shoe.version) throw staleVersion("shoe", shoe);
  return shoe;
}

async function write(
  tx: Tx,
  id: string,
  values: Record<string, unknown>,
  type: "edit" | "deletion" | "undeletion",
  fields: readonly string[],
): Promise<ShoeRow> {
  return shoeOf(await updateVersioned<StoredShoe>(tx, SHOES, id, values, { type, fields }));
}

const COLUMN_OF = {
  name: "name",
  startingDistance: "starting_distance_m",
  limit: "limit_m",
  notes: "notes",
  retiredAt: "retired_at",
  retirementNotes: "retirement_notes",
} as const satisfies Record<keyof ShoeChanges, string>;

const VALUE_OF: Record<keyof ShoeChanges, (shoe: ShoeRow) => string | number | null> = {
  name: (shoe) => shoe.name,
  startingDistance: (shoe) => shoe.startingDistanceM,
  limit: (shoe) => shoe.limitM,
  notes: (shoe) => shoe.notes,
  retiredAt: (shoe) => shoe.retiredAt?.toISOString() ?? null,
  retirementNotes: (shoe) => shoe.retirementNotes,
};

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

function refuseOf(fields: readonly string[]): void {
  const message = "This shoe is in use. Retire it first.";
  if (fields.length > 0) throw new Failure("invalid", message, { fields: fields.map((path) => ({ path, message })) });
}

/**
 * Changes a shoe; its id stays. Values that are there already change nothing and make no version.
 * @throws Failure "not_found" | "conflict" (stale version, or the name is taken) | "invalid" (retirement of a shoe that is in use)
 */
export async function updateShoe(tx: Tx, id: string, changes: ShoeChanges, version?: number): Promise<ShoeRow> {
  const shoe = await lockShoe(tx, id, version);
  const fields = (Object.keys(COLUMN_OF) as (keyof ShoeChanges)[]).filter(
    (field) => changes[field] !== undefined && plain(changes[field]) !== VALUE_OF[field](shoe),
  );
  if (fields.length === 0) return shoe;
  if (shoe.retiredAt === null) refuseOf(fields.filter((field) => field === "retiredAt" || field === "retirementNotes"));
  if (changes.name !== undefined && fields.includes("name")) await refuseTaken(tx, changes.name, id);
  const values = Object.fromEntries(fields.map((field) => [COLUMN_OF[field], changes[field]]));
  return unlessTaken(changes.name ?? shoe.name, write(tx, id, values, "edit", fields));
}

/**
 * Retires a shoe. One that is retired already keeps its date: what is to be corrected of that is changed as any other field.
 * @throws Failure "not_found" | "conflict" (stale, or retired already; with the shoe as it is now)
 */
export async function retireShoe(
  tx: Tx,
  id: string,
  retirement: { retiredAt: Date; retirementNotes?: string | null; version?: number },
): Promise<ShoeRow> {
  const shoe = await lockShoe(tx, id, retirement.version);
  if (shoe.retiredAt !== null) {
    const since = shoe.retiredAt.toISOString().slice(0, 10);
    throw new Failure("conflict", `This shoe has been retired since ${since}. Edit the shoe to change when and why.`, {
      current: shoe,
    });
  }
  const notes = retirement.retirementNotes ?? null;
  const fields = ["retiredAt", ...(notes === null ? [] : ["retirementNotes"])];
  return write(tx, id, { retired_at: retirement.retiredAt, retirement_notes: notes }, "edit", fields);
}

/** Takes a shoe back into use; what was noted when it was retired goes. @throws Failure "not_found" | "conflict" */
export async function unretireShoe(tx: Tx, id: string, version?: number): Promise<ShoeRow> {
  const shoe = await lockShoe(tx, id, version);
  if (shoe.retiredAt === null) return shoe;
  return write(tx, id, { retired_at: null, retirement_notes: null }, "edit", ["retiredAt", "retirementNotes"]);
}

/** Deletes a shoe so that it can come back. Its runs stay, and still say which shoe it was. @throws Failure "not_found" | "conflict" */
export async function deleteShoe(tx: Tx, id: string, version?: number): Promise<ShoeRow> {
  await lockShoe(tx, id, version);
  return write(tx, id, { deleted_at: NOW }, "deletion", ["deletedAt"]);
}

/** Brings a deleted shoe back; one that is there is answered as it is. @throws Failure "not_found" | "conflict" */
export async function undeleteShoe(tx: Tx, id: string, version?: number): Promise<ShoeRow> {
  const shoe = await lockShoe(tx, id, version, true);
  if (shoe.deletedAt === null) return shoe;
  return write(tx, id, { deleted_at: null }, "undeletion", ["deletedAt"]);
}

/** A version of a shoe: who made it, when, and the shoe as it became. */
export type ShoeVersion = Omit<Version, "data"> & { shoe: ShoeRow };

/** All versions of a shoe, deleted or not, newest first. @throws Failure "not_found" */
export async function listShoeVersions(tx: Tx, id: string): Promise<ShoeVersion[]> {
  const versions = await listVersions(tx, SHOES, id);
  if (versions.length === 0) throw notFound("shoe");
  return versions.map(({ data, ...version }) => ({ ...version, shoe: shoeOf(data as StoredShoe) }));
}
