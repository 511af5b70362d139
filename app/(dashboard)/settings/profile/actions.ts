"use server";

import { z } from "zod";
import { changeEmail, setAvatar } from "@/db/profile";
import { updateSettings } from "@/db/settings";
import { avatarTypeOf, MOST_AVATAR_BYTES } from "@/domain/avatars";
import { settingsChangesSchema } from "@/domain/settings";
import { emailField } from "@/domain/sign-up";
import { Failure } from "@/lib/errors";
import { userAction } from "../../../_auth/action";
import { confirmPassword } from "../../../_auth/confirm-password";

const { name, timeZone, units, theme, numberFormat } = settingsChangesSchema.shape;

/** Typed zones may have spaces where names have underscores. */
const typedZone = z.preprocess((zone) => (typeof zone === "string" ? zone.trim().replaceAll(" ", "_") : zone), timeZone);

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
  { name: "accounts.email", resource: "account", schema: z.object({ email: emailField, currentPassword: z.string().max(1024) }) },
  async (tx, { email, currentPassword }) => {
    await confirmPassword(tx, currentPassword);
    if ((await changeEmail(tx, email)) === "taken") {
      const message = "Another account has this address. Use a different one.";
      throw new Failure("conflict", "The address was not changed.", { fields: [{ path: "email", message }] });
    }
    return { message: `From now on you sign in with ${email}.`, revalidate: ["/settings/profile"] };
  },
);
