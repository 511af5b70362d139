import { redirect } from "next/navigation";

/** The settings begin with the profile. */
export default function SettingsPage(): never {
  redirect("/settings/profile");
}
