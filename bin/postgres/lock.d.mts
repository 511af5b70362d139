export function withLock<Result>(file: string, work: () => Promise<Result>, patienceMs?: number): Promise<Result>;
