"use client";
import type { ChangeEvent } from "react";
import { FileField } from "@/components/ui/file-field";

const SIDE = 256;

/**
 * A picture, cut to a small square in the browser before it is sent: a photo of some megabytes fits, and the place where it was taken
 * stays behind. Where that is not possible the file goes as it is, and the server decides.
 */
export function AvatarField() {
  return (
    <FileField
      label="New picture"
      name="avatar"
      accept="image/png,image/jpeg,image/webp"
      prompt="Drop a picture here, or choose one"
      help="PNG, JPEG or WebP, at most 1 MB. Larger ones are made smaller here first."
      onChange={(event: ChangeEvent<HTMLInputElement>) => void shrink(event.currentTarget)}
      required
    />
  );
}

async function shrink(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const small = await smallSquare(file).catch(() => null);
  if (!small || input.files?.[0] !== file) return;
  const list = new DataTransfer();
  list.items.add(new File([small], "avatar.png", { type: "image/png" }));
  input.files = list.files;
}

async function smallSquare(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(SIDE, side);
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext("2d")?.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
