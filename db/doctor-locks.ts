import { type Client, type Finding, note, ok, rows, verdict } from "./findings";
import { AT_THE_DOOR, GROUP_ROLES } from "./roles";

/** The login that serves requests has no rights of its own. */
export function webRole(login: string): (client: Client) => Promise<Finding[]> {
  return async (client) => {
    const [role] = await rows<{ rolsuper: boolean; rolbypassrls: boolean; owns: boolean }>(
      client,
      `select rolsuper, rolbypassrls, exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('app', 'door') and c.relowner = r.oid) as owns from pg_roles r where rolname = $1`,
      [login],
    );
    if (!role) return [];
    if (!role.rolsuper && !role.rolbypassrls && !role.owns)
      return [ok("Login", `${login} has no rights of its own beside the door's functions.`)];
    const what = role.rolsuper ? "is a superuser" : role.rolbypassrls ? "may bypass policies" : "owns the tables";
    return [
      note(
        "Login",
        `${login} ${what}. Every transaction gives that up, but a login without it is one lock more.`,
        "Put a plain login into DATABASE_URL, leave this one in DATABASE_DIRECT_URL, and run npm run db:migrate.",
      ),
    ];
  };
}

/** What the login calls before it takes a role is there, and it may call it. */
export function doorFunctions(login: string): (client: Client) => Promise<Finding[]> {
  return async (client) => {
    const wrong = await rows<{ name: string }>(
      client,
      `select wanted as name from unnest($1::text[]) wanted where not exists (
         select from pg_proc p join pg_roles r on r.rolname = $2
         where p.pronamespace = to_regnamespace('door') and p.proname = wanted and has_function_privilege(r.oid, p.oid, 'execute'))`,
      [AT_THE_DOOR, login],
    );
    return verdict(
      "Door",
      wrong,
      (names) => `${login} may not call, or there is no: ${names}.`,
      "npm run db:migrate",
      "Accounts, sessions, keys, identities and hints can be looked up.",
    );
  };
}

/** Passwords, sessions and identities are looked up one by one through functions; whoever could read the tables would see all. */
export function doorTables(login: string): (client: Client) => Promise<Finding[]> {
  return async (client) => {
    const wrong = await rows<{ name: string }>(
      client,
      `select c.oid::regclass || ' by ' || r.rolname as name from pg_class c join pg_roles r on r.rolname = any($1) and not r.rolsuper
       where c.relnamespace = to_regnamespace('door') and c.relkind in ('r', 'p', 'v') and c.relowner <> r.oid
         and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')`,
      [[...GROUP_ROLES, login]],
    );
    return verdict(
      "Door",
      wrong,
      (names) => `Can be reached past its functions: ${names}.`,
      "revoke all on NAME from ROLE;",
      "Its tables can only be reached through its functions.",
    );
  };
}

/** Tables of people's data are locked. */
export async function policies(client: Client): Promise<Finding[]> {
  const wrong = await rows<{ name: string }>(
    client,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind in ('r', 'p')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped)
       and (not c.relrowsecurity or not c.relforcerowsecurity
            or not (c.relispartition or exists (select from pg_policy p where p.polrelid = c.oid)))`,
  );
  return verdict(
    "Policies",
    wrong,
    (names) => `Not locked: ${names}.`,
    "alter table NAME enable row level security; alter table NAME force row level security; and its policies.",
    "Every table of people's data has its policy, enabled and forced.",
  );
}

/** Functions with the owner's rights cannot be led astray. */
export async function functions(client: Client): Promise<Finding[]> {
  const wrong = await rows<{ name: string }>(
    client,
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('app', 'door') and p.prosecdef and not exists (
       select from unnest(p.proconfig) setting
       where setting in ('search_path=pg_catalog, pg_temp', 'search_path=""', 'search_path='))`,
  );
  return verdict(
    "Functions",
    wrong,
    (names) => `Run with the owner's rights and an open search path: ${names}.`,
    "alter function NAME set search_path = pg_catalog, pg_temp;",
    "Those with the owner's rights have a closed search path.",
  );
}

/** Views show their reader's rows, not their owner's. */
export async function views(client: Client): Promise<Finding[]> {
  const wrong = await rows<{ name: string }>(
    client,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind = 'v'
       and not coalesce(c.reloptions && array['security_invoker=true', 'security_barrier=true', 'security_invoker=on', 'security_barrier=on'], false)`,
  );
  return verdict(
    "Views",
    wrong,
    (names) => `Show rows with their owner's eyes: ${names}.`,
    "alter view NAME set (security_invoker = true);",
    "None shows more than its reader may see.",
  );
}
