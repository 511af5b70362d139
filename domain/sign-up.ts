import { z } from "zod";
import { COMMON_PASSWORDS } from "./common-passwords";
import { isStorableText } from "./fields";

export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "This address is too long.")
  .pipe(z.email("This does not look like an email address."));

const nameField = z
  .string()
  .trim()
  .min(1, "Say what Almanac may call you.")
  .max(100, "At most 100 characters.")
  .refine(isStorableText, "This name has characters that cannot be stored.");

/** 10 to 128 characters, not among the commonest. */
export const passwordField = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(128, "Use at most 128 characters.")
  .refine(
    (value) => !COMMON_PASSWORDS.has(value.toLowerCase()),
    "This is one of the most common passwords. Choose one that nobody would guess.",
  );

export const signUpSchema = z.object({
  name: nameField,
  email: emailField,
  password: passwordField,
  timeZone: z.string().max(64).optional(),
});

export const signInSchema = z.object({
  email: z.string().trim().toLowerCase().max(254).refine(isStorableText, "This does not look like an email address."),
  password: z.string().max(1024),
});
