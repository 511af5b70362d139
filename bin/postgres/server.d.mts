import type { Client } from "pg";

type Url = (role: string, database?: string) => string;

export type Server = { pid: number; port: number; adopted: boolean; made: boolean; url: Url; stop: () => Promise<void> };

export function openServer(wish: {
  root: string;
  dataFolder: string;
  passwords: Record<string, string>;
  database?: string;
  throwaway?: boolean;
}): Promise<Server>;

export function asAdmin<Result>(url: Url, database: string, work: (client: Client) => Promise<Result>): Promise<Result>;
