export type RunningApp = { url: string; dataFolder: string; stop: () => Promise<void>; said: () => string };

export function startApp(more?: Record<string, string>): Promise<RunningApp>;
