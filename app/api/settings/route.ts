import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { getSettingsSpec, updateSettingsSpec } from "@/app/api/_spec/settings";
import { getSettings, updateSettings } from "@/db/settings";

export const GET = route(getSettingsSpec, async ({ tx }) => ({ body: await getSettings(tx) }));

export const PATCH = route(updateSettingsSpec, async ({ tx, body: { version, ...changes } }) => ({
  body: await updateSettings(tx, changes, version),
}));

export const { POST, PUT, DELETE } = refused("GET", "PATCH");
