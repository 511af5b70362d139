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
