export function makeDataFolder(folder: string): void;
export function readSecrets(dataFolder: string): {
  AUTH_SECRET: string;
  TOKEN_ENCRYPTION_KEYS: string;
  CRON_SECRET: string;
  passwords: Record<string, string>;
};
