import { expect, it } from "vitest";
import { signInSchema, signUpSchema } from "./sign-up";

const person = { name: "Ada", email: "ada@example.org", password: "seven herons by the weir" };

it("lets no name or address through that the database refuses", () => {
  expect(signUpSchema.safeParse(person).success).toBe(true);
  expect(signUpSchema.safeParse({ ...person, name: "A\0da" }).success).toBe(false);
  expect(signInSchema.safeParse({ ...person, email: "ada@example.org\0" }).success).toBe(false);
});
