import { wakatimeDoor } from "@/app/_auth/wakatime-door";
import { CALLS } from "../_calls";

/** Almanac as a server for WakaTime's clients. Addresses that other servers have for the same calls lead here (next.config.ts). */
const door = wakatimeDoor(CALLS);

export { door as DELETE, door as GET, door as OPTIONS, door as PATCH, door as POST, door as PUT };

export const dynamic = "force-dynamic";
