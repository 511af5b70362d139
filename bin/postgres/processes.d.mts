export function isAlive(pid: number): boolean;
export function startMark(pid: number): string;
export function freePort(): Promise<number>;
export function commandLine(pid: number): string;
