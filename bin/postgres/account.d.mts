export type Account = { name: string; uid: number; gid: number };
export function serverAccount(): Account | undefined;
export function makeOwnFolder(account: Account | undefined, folder: string, mode?: number): void;
export function asAccount(account: Account | undefined): { uid?: number; gid?: number };
export function canReach(account: Account | undefined, folder: string): boolean;
