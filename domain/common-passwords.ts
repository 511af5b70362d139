import { dictionary } from "@zxcvbn-ts/language-common";

/** The commonest passwords that are long enough to be typed here at all, lower case (zxcvbn's list: far beyond the first 10,000). */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  dictionary["passwords-common"]
    .filter((word) => typeof word === "string" && word.length >= 10)
    .map((word) => String(word).toLowerCase()),
);
