/**
 * Thrown when bytes cannot become an activity. `reason` says what is wrong and what to do, in words for the person who chose
 * the file; it never carries text from inside the program. Anything else thrown by a reader is a bug of ours.
 */
export class FileRefused extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = "FileRefused";
    this.reason = reason;
  }
}

/** The warning that samples were left out because their time is missing or cannot be right. */
export function droppedSamples(count: number, time: string): string {
  return count === 1 ? `One sample was dropped: its time is ${time}.` : `${count} samples were dropped: their time is ${time}.`;
}
