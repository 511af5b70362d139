export type Server = {
  url: (role: string, database?: string) => string;
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
  port: () => number;
  pid: () => number;
  isUp: () => boolean;
  revive: () => Promise<void>;
  leave: () => Promise<void>;
};

export function joinServer(wish: {
  root: string;
  dataFolder: string;
  passwords: Record<string, string>;
  database?: string;
  throwaway?: boolean;
}): Promise<Server>;
