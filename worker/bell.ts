/** Lets several loops sleep until something happens or a time has passed. */
export class Bell {
  private readonly sleepers = new Set<() => void>();

  /** Wakes everybody who sleeps now. */
  ring(): void {
    for (const wake of this.sleepers) wake();
    this.sleepers.clear();
  }

  /** Sleeps until the bell rings, at most `mostMs`. */
  wait(mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      this.sleepers.add(wake);
    });
  }
}
