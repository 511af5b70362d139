import type { Provider } from "@/domain/connections";
import { parseUserId, type Role } from "@/domain/users";
import type { DoorTx, Tx } from "./client";

/** Who a person is at a provider, and whether they sign in with it. */
export type ExternalIdentity = {
  provider: Provider;
  externalId: string;
  signsIn: boolean;
  label: string | null;
  createdAt: Date;
};

/** The identities of the user. */
export function listIdentities(tx: Tx): Promise<ExternalIdentity[]> {
  return tx.query<ExternalIdentity>(
    `select provider, external_id as "externalId", signs_in as "signsIn", label, created_at as "createdAt" from door.own_identities()`,
    [],
  );
}

/** Lets the user sign in with an identity. False where another person does already. */
export async function linkIdentity(tx: Tx, provider: Provider, externalId: string, label: string | null): Promise<boolean> {
  const [row] = await tx.query<{ answer: string }>("select door.own_identity_link($1, $2, $3, true) as answer", [
    provider,
    externalId,
    label,
  ]);
  return row?.answer === "linked";
}

/** Ends signing in with an identity. False where the user could not sign in any more. */
export async function unlinkIdentity(tx: Tx, provider: Provider, externalId: string): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>("select door.own_identity_unlink($1, $2) as done", [provider, externalId]);
  return row?.done ?? false;
}

/** Who signs in with an identity; null where nobody does. */
export async function findIdentity(tx: DoorTx, provider: Provider, externalId: string) {
  const [row] = await tx.query<{ user_id: string; role: Role }>("select * from door.find_identity($1, $2)", [
    provider,
    externalId,
  ]);
  return row ? { userId: parseUserId(row.user_id), role: row.role } : null;
}

/** An account that is entered through a provider. */
export type IdentityAccount = {
  userId: string;
  email: string;
  name: string;
  timeZone: string;
  provider: Provider;
  externalId: string;
  label: string | null;
};

/** Makes an account where the mode allows it; its only way in is the provider until a password is set. */
export async function createAccountFromIdentity(tx: DoorTx, account: IdentityAccount, mode: "first" | "open" | "closed") {
  const [row] = await tx.query<{ role: "owner" | "member" | "closed" | "taken" }>(
    "select door.create_account_from_identity($1, $2, $3, $4, $5, $6, $7, $8) as role",
    [account.userId, account.email, account.name, account.timeZone, mode, account.provider, account.externalId, account.label],
  );
  return row?.role ?? "closed";
}

/** Tells whoever is connected as that person at a provider to look at something. Answers how many there are. */
export async function receiveHint(
  tx: DoorTx,
  provider: Provider,
  hint: { externalId: string; item: string; payload: Record<string, unknown> },
): Promise<number> {
  const [row] = await tx.query<{ reached: number }>("select door.receive_hint($1, $2, $3, $4::jsonb) as reached", [
    provider,
    hint.externalId,
    hint.item,
    JSON.stringify(hint.payload),
  ]);
  return row?.reached ?? 0;
}
