export type ToastMessage = { message: string; undo?: () => unknown; tone?: "plain" | "bad" };

const waiting: ToastMessage[] = [];
let listener: ((toast: ToastMessage) => void) | undefined;

/** Says something in passing at the foot of the page. What is said before the page listens is kept. */
export function showToast(toast: ToastMessage): void {
  if (listener) listener(toast);
  else waiting.push(toast);
}

/** Connects the one place that shows toasts; returns the way to disconnect it. */
export function onToast(show: (toast: ToastMessage) => void): () => void {
  listener = show;
  for (const toast of waiting.splice(0)) show(toast);
  return () => {
    if (listener === show) listener = undefined;
  };
}
