"use server";

import { z } from "zod";
import { changeEmail, setAvatar } from "@/db/profile";
import { updateSettings } from "@/db/settings";
import { avatarTypeOf, MOST_AVATAR_BYTES } from "@/domain/avatars";
import { settingsChangesSchema } from "@/domain/settings";
import { emailField } from "@/domain/sign-up";
import { findTimeZone } from "@/domain/time-zone-search";
import { Failure } from "@/lib/errors";
import { userAction } from "../../../_auth/action";
import { confirmPassword } from "../../../_auth/confirm-password";

const { name, units, theme, numberFormat } = settingsChangesSchema.shape;

function notOneZone(like: readonly string[]): string {
  if (like.length === 0)
    return "This is no time zone that Almanac knows. Type a large city with the same clock: Berlin, New York.";
  if (like.length === 1) return `Perhaps you mean ${like[0]}. Write the whole city.`;
  return `Several time zones are like this: ${like.join(", ")}. Write one of them.`;
}

/** People type cities; what they may mean is said beside the field. */
const typedZone = z
  .string()
  .max(100)
  .transform((text, context) => {
    const found = findTimeZone(text);
    if ("zone" in found) return found.zone;
    context.addIssue({ code: "custom", message: notOneZone(found.like) });
    return z.NEVER;
  });

/** Saves name and habits; every page shows them from then on. */
export const saveProfile = userAction(
  {
    name: "settings.update",
    resource: "settings",
    schema: z.object({
      name,
      timeZone: typedZone,
      units,
      theme,
      numberFormat,
      firstWeekday: z.coerce.number().pipe(z.int().min(0).max(6)),
    }),
    allow: ["timeZone", "units", "theme", "numberFormat", "firstWeekday"],
  },
  async (tx, input) => {
    await updateSettings(tx, input);
    return { message: "Saved.", revalidate: ["/"] };
  },
);

/** Sets a picture after a look at its first bytes. */
export const saveAvatar = userAction(
  {
    name: "avatars.set",
    resource: "avatar",
    schema: z.object({
      avatar: z.instanceof(File, { message: "Choose a picture." }).refine((file) => file.size > 0, "Choose a picture."),
    }),
  },
  async (tx, { avatar }) => {
    const refused = (message: string) =>
      new Failure("invalid", "The picture was not taken.", { fields: [{ path: "avatar", message }] });
    if (avatar.size > MOST_AVATAR_BYTES) throw refused("This picture is larger than 1 MB. Make it smaller and try again.");
    const bytes = Buffer.from(await avatar.arrayBuffer());
    const type = avatarTypeOf(bytes);
    if (!type) throw refused("This is no PNG, JPEG or WebP picture.");
    await setAvatar(tx, { type, bytes });
    return { message: "Picture saved.", revalidate: ["/"] };
  },
);

/** Takes the picture away. */
export const removeAvatar = userAction({ name: "avatars.delete", resource: "avatar", schema: z.object({}) }, async (tx) => {
  await setAvatar(tx, null);
  return { message: "Picture removed.", revalidate: ["/"] };
});

/** Changes the address to sign in with, with the password. */
export const saveEmail = userAction(
  {
    name: "accounts.email",
    resource: "account",
    schema: z.object({ email: emailField, currentPassword: z.string().max(1024) }),
    first: ({ currentPassword }, actor) => confirmPassword(actor, currentPassword),
  },
  async (tx, { email }) => {
    if ((await changeEmail(tx, email)) === "taken") {
      const message = "Another account has this address. Use a different one.";
      throw new Failure("conflict", "The address was not changed.", { fields: [{ path: "email", message }] });
    }
    return { message: `From now on you sign in with ${email}.`, revalidate: ["/settings/profile"] };
  },
);
