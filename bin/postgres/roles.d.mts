import type { Client } from "pg";

export const LOGIN_NAMES: string[];
export function createDatabase(client: Client, name: string): Promise<void>;
export function createExtensions(client: Client): Promise<void>;
